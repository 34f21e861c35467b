"""Complaints from filing to closing, as each regency's SOP says, through the public interface alone."""

from collections.abc import Callable
from typing import Any

import pytest

from deploy.demo.stories import STORIES
from deploy.demo.story import Story
from deploy.demo.walk import Office, walk
from tests.support import filings
from tests.support.regency import Regency
from tests.support.stack import RunningStack, say

Json = dict[str, Any]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title.partition(",")[0])
def test_a_story_of_the_demo_comes_to_its_end(stack: RunningStack, story: Story) -> None:
    walk(story, Office(stack.base_url, story.tenant, stack.sign_ins[story.tenant]), say)


def issued(standing: Json) -> set[str]:
    return {row["document"] for row in standing["timeline"] if row["event"] == "document_issued"}


def test_a_letter_that_needs_coordination_ends_with_the_report_of_it(banyumas: Regency) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    banyumas.advance(reference, decision="koordinasi")
    standing = banyumas.standing(reference)
    assert (standing["entry"]["end"], standing["facts"]["decision"]) == ("selesai", "koordinasi")
    assert issued(standing) == {"laporan_penelaahan", "perintah_tl", "usulan_tim", "spt", "lhko"}
    assert [row["sequence"] for row in standing["timeline"]] == list(range(1, standing["version"] + 1))


def test_a_complaint_of_the_public_form_is_answered_in_five_steps(madiun: Regency) -> None:
    receipt = madiun.file(filings.on_the_web())
    assert madiun.advance(receipt["reference"]) is None
    view = madiun.reporter(receipt).get("/reporter/complaint")
    assert (view["state"], view["end"], view["missing"]) == ("closed", "Selesai", [])
    assert view["answers"] == ["Mohon maaf; loket kedua dibuka mulai pekan depan."]
    assert len(view["done"]) == 5


def test_the_answer_shows_only_when_it_was_delivered(madiun: Regency) -> None:
    receipt = madiun.file(filings.on_the_web())
    reporter = madiun.anybody(receipt["token"])
    task = madiun.advance(receipt["reference"], to="sampaikan")
    assert reporter.get("/reporter/complaint")["answers"] == []
    assert task is not None
    madiun.take(task)
    assert reporter.get("/reporter/complaint")["answers"] == ["Mohon maaf; loket kedua dibuka mulai pekan depan."]


@pytest.fixture
def copies(banyumas: Regency) -> Callable[[str, Json], list[Json]]:
    """The copies that were sent when the letter of a complaint was handed over."""

    def handed_over(by: str, filing: Json) -> list[Json]:
        reference = banyumas.filed(filing, by)
        banyumas.advance(reference, to="laksana")
        return [row for row in banyumas.standing(reference)["timeline"] if row["event"] == "document_copied"]

    return handed_over


def test_a_copy_of_the_letter_goes_to_the_complaint_team_for_lapak_aduan(
    copies: Callable[[str, Json], list[Json]],
) -> None:
    (copy,) = copies("lapak_aduan", filings.lapak_aduan())
    assert (copy["document"], copy["step"], copy["copies_to"]) == ("spt", "serah_spt", ["tim_pengaduan"])


def test_no_copy_of_the_letter_goes_to_the_complaint_team_for_others(
    copies: Callable[[str, Json], list[Json]],
) -> None:
    assert copies("petugas", filings.by_letter()) == []
