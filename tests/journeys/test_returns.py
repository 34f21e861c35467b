"""Steps that go back: with a reason, a bounded number of times, and keeping what was numbered."""

from dataclasses import replace
from typing import Any

import pytest

from deploy.demo.api import Refused
from deploy.demo.story import Turn
from tests.support import filings
from tests.support.regency import FORWARD, Regency

Json = dict[str, Any]

RETURN = {
    "putusan": Turn("inspektur", "putusan", "dikembalikan", reason="Kriteria belum lengkap."),
    "tanda_tangan": Turn("inspektur", "tanda_tangan", "dikembalikan", reason="Dasar belum lengkap."),
}
BACK_TO = {"putusan": "telaah", "tanda_tangan": "konsep_spt"}
LIMIT = {"putusan": 3, "tanda_tangan": 5}


def at(regency: Regency, step: str) -> Json:
    task = regency.advance(regency.filed(filings.by_letter(), "petugas"), to=step)
    assert task is not None
    return task


def sent_back(regency: Regency, task: Json) -> Json:
    """Return the step, check that it is the earlier one's turn, and end that again: the step's next task."""
    done = regency.take(task, RETURN[task["step"]])
    assert done["next_step"] == BACK_TO[task["step"]]
    again = regency.advance(task["reference"], to=done["next_step"])
    assert again is not None
    regency.take(again)
    back = regency.advance(task["reference"], to=task["step"])
    assert back is not None
    return back


@pytest.mark.parametrize("step", RETURN)
def test_a_step_is_returned_no_more_often_than_the_sop_allows(banyumas: Regency, step: str) -> None:
    task = at(banyumas, step)
    for _ in range(LIMIT[step]):
        task = sent_back(banyumas, task)
    before = banyumas.standing(task["reference"])
    with pytest.raises(Refused) as refused:
        banyumas.take(task, RETURN[step])
    assert (refused.value.status, refused.value.problem["type"]) == (409, "/problems/returned-too-often")
    assert banyumas.standing(task["reference"]) == before
    assert banyumas.take(task)["outcome"] == FORWARD["banyumas", step].outcome


def test_a_letter_that_was_returned_keeps_its_number(banyumas: Regency) -> None:
    task = at(banyumas, "konsep_spt")
    number = banyumas.take(task)["number"]
    signing = banyumas.advance(task["reference"], to="tanda_tangan")
    assert signing is not None
    sent_back(banyumas, signing)
    assert banyumas.advance(task["reference"], to="laksana") is not None
    standing = banyumas.standing(task["reference"])
    assert [row["number"] for row in standing["timeline"] if row["document"] == "spt"][:1] == [number]
    products = banyumas.person("perencanaan").get(f"/complaints/{task['reference']}/products")["products"]
    assert {row["number"] for row in products if row["kind"] in {"draft_letter", "sign_letter"}} - {None} == {number}


@pytest.mark.parametrize("step", RETURN)
def test_nothing_is_returned_without_a_reason(banyumas: Regency, step: str) -> None:
    task = at(banyumas, step)
    before = banyumas.standing(task["reference"])
    with pytest.raises(Refused) as refused:
        banyumas.take(task, replace(RETURN[step], reason=None))
    assert (refused.value.status, refused.value.problem["errors"][0]["field"]) == (422, "reason")
    assert banyumas.standing(task["reference"]) == before


def test_a_returned_step_issues_no_document(banyumas: Regency) -> None:
    task = at(banyumas, "putusan")
    banyumas.take(task, RETURN["putusan"])
    banyumas.advance(task["reference"], to="telaah")
    issued = [row["document"] for row in banyumas.standing(task["reference"])["timeline"] if row["document"]]
    assert issued == ["laporan_penelaahan"]
