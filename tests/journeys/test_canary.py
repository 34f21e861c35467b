"""Planted words of a reporter go through every SOP from filing to closing and turn up nowhere they should not."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from deploy.demo.stories import STORIES
from deploy.demo.walk import Office, walk
from tests.support import canary, filings
from tests.support.books import Books
from tests.support.command import dumas
from tests.support.patience import until
from tests.support.regency import Regency
from tests.support.stack import RunningStack, say

Json = dict[str, Any]


@dataclass
class Run:
    """What was done, and what was seen of it from outside."""

    references: dict[str, str] = field(default_factory=dict)
    codes: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that was planted."""
        return (*canary.OF_THE_REPORTER, canary.OFFICE, *self.codes)


@pytest.fixture(scope="module")
def run(stack: RunningStack) -> Run:
    """Every story of the demo with planted words, a whistle-blower's mailbox, a forwarding copy, all of it tapped."""
    run = Run()
    with canary.tapped(stack) as heard:
        for story in STORIES:
            office = Office(stack.base_url, story.tenant, stack.sign_ins[story.tenant])
            run.references[story.title] = walk(canary.planted(story), office, say)
        run.codes.append(_mailbox(Regency(stack, "banyumas")))
        run.copies.append(_forwarded(Regency(stack, "katingan")))
        until(lambda: not Books(stack).faults())
    run.messages = heard
    return run


def _mailbox(banyumas: Regency) -> str:
    receipt = banyumas.file(filings.anonymous(**canary.SAYS))
    reporter, inspektur = banyumas.reporter(receipt), banyumas.person("inspektur")
    reporter.upload("/reporter/attachments", canary.FILE)
    reporter.post("/reporter/messages", {"text": canary.MESSAGE})
    banyumas.task(receipt["reference"])
    inspektur.post(f"/complaints/{receipt['reference']}/messages", {"text": f"Terima kasih, {canary.OFFICE}."})
    assert canary.MESSAGE in str(reporter.get("/reporter/messages"))
    assert canary.MESSAGE in str(inspektur.get(f"/complaints/{receipt['reference']}/content"))
    return str(receipt["access_code"])


def _forwarded(katingan: Regency) -> str:
    filing = {"channel": "walk_in", "mode": "confidential", **canary.SAYS, "identity": canary.WHO}
    reference = katingan.filed(filing, "petugas")
    katingan.person("petugas").upload(f"/complaints/{reference}/attachments", filings.PDF)
    katingan.advance(reference, to="unit_terima")
    return str(katingan.person("unit_pendidikan").get(f"/forwarded/{reference}"))


def test_nothing_crosses_the_broker_in_clear(run: Run) -> None:
    assert len(run.messages) > 200
    assert canary.found(b"\n".join(run.messages), run.words) == set()


def test_nothing_lies_in_clear_in_any_table(stack: RunningStack, run: Run) -> None:
    assert canary.in_tables(stack, run.words) == {}


@pytest.mark.parametrize("part", ["postgres", "rabbitmq", "s3", "logs"])
def test_nothing_lies_in_clear_in_any_file_of(stack: RunningStack, run: Run, part: str) -> None:
    folder = stack.mails.parent / part
    assert any(folder.iterdir())
    assert canary.in_files(folder, run.words) == {}


def test_no_mail_says_anything_of_it(stack: RunningStack, run: Run) -> None:
    until(lambda: any(stack.mails.iterdir()))
    assert canary.in_files(stack.mails, run.words) == {}


def test_what_a_unit_gets_says_nothing_of_the_reporter(run: Run) -> None:
    assert "memo" in run.copies[0]
    assert canary.found(run.copies[0].encode(), canary.OF_THE_REPORTER) == set()


def test_lists_and_exports_say_nothing_of_it(stack: RunningStack, run: Run, tmp_path: Path) -> None:
    for tenant in ("banyumas", "katingan", "klungkung", "madiun"):
        regency = Regency(stack, tenant)
        told = [str(list(regency.register())), str(regency.person("inspektur").get("/audit", limit=1000))]
        told.append(dumas(stack, "audit", "export", tenant))
        told.append(dumas(stack, "processing-record", tenant))
        assert canary.found("\n".join(told).encode(), run.words) == set(), tenant


def test_those_who_may_read_it_do(stack: RunningStack, run: Run) -> None:
    """The words are there: the tests above do not pass because nothing was planted."""
    for story in STORIES:
        reader = Regency(stack, story.tenant).person(story.reader)
        content = str(reader.get(f"/complaints/{run.references[story.title]}/content"))
        assert {"kenarilima", "kenarienam"} <= canary.found(content.encode(), canary.OF_THE_REPORTER)
