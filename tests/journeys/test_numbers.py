"""Numbers of the Buku Pengaduan and of assignment letters: none missing, none twice, whoever comes at the same time."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.regency import FORWARD, Regency

TOGETHER = 20
DRAFTS = 4


def filed_together(regency: Regency, count: int) -> list[str]:
    with ThreadPoolExecutor(count) as pool:
        made = [pool.submit(regency.file, filings.anonymous(channel="web")) for _ in range(count)]
    return [receipt.result()["reference"] for receipt in made]


def entries(regency: Regency, references: list[str]) -> list[dict[str, Any]]:
    """The register, once these are in it."""

    def look() -> list[dict[str, Any]] | None:
        found = list(regency.register())
        return found if set(references) <= {entry["reference"] for entry in found} else None

    return await_that(look, "complaints in the register")


def test_complaints_filed_together_are_numbered_without_a_gap_in_each_regency(
    banyumas: Regency, madiun: Regency
) -> None:
    with ThreadPoolExecutor(2) as pool:
        filed = [pool.submit(filed_together, regency, TOGETHER // 2) for regency in (banyumas, madiun)]
    for regency, references in zip((banyumas, madiun), (one.result() for one in filed), strict=True):
        found = entries(regency, references)
        assert sorted(entry["number"] for entry in found) == list(range(1, len(found) + 1))
        assert len({entry["reference"] for entry in found}) == len(found)


@pytest.fixture
def drafting(banyumas: Regency) -> list[dict[str, Any]]:
    """Tasks of several complaints that all wait for their letters to be drafted."""
    references = [banyumas.filed(filings.by_letter(), "petugas") for _ in range(DRAFTS)]
    with ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(banyumas.advance, reference, "konsep_spt") for reference in references]
    return [task for one in waiting if (task := one.result())]


def test_letters_drafted_together_are_numbered_without_a_gap(banyumas: Regency, drafting: list[dict[str, Any]]) -> None:
    before = _number(banyumas.take(drafting[0]))
    with ThreadPoolExecutor(DRAFTS) as pool:
        drafted = list(pool.map(banyumas.take, drafting[1:]))
    assert sorted(_number(done) for done in drafted) == list(range(before + 1, before + DRAFTS))


def test_a_draft_that_is_refused_takes_no_number(banyumas: Regency, drafting: list[dict[str, Any]]) -> None:
    first, second, *_ = drafting
    before = _number(banyumas.take(first))
    turn = FORWARD["banyumas", "konsep_spt"]
    refused = banyumas.person(turn.officer).request
    url, body = f"/tasks/{second['task_id']}/draft_letter", {"version": second["version"], "outcome": turn.outcome}
    with pytest.raises(Exception, match="422"):
        refused("POST", url, json={**body, "result": {}}, headers={"Idempotency-Key": "konsep-kosong-0123"})
    assert _number(banyumas.take(second)) == before + 1


def _number(done: dict[str, Any]) -> int:
    """The running number in `700/001/BMS/2026`."""
    return int(done["number"].split("/")[1])
