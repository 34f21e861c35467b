"""A developer's afternoon: complaints of the sandbox are advanced by key, and every event is there to be read."""

from typing import Any

import pytest

from deploy.demo.api import Refused
from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

TOLD = {
    "complaint.received",
    "complaint.registered",
    "complaint.completion_requested",
    "complaint.completion_received",
    "complaint.status_changed",
    "review.completed",
    "decision.made",
    "letter.issued",
    "followup.started",
    "followup.reported",
    "complaint.forwarded",
    "forwarding.accepted",
    "forwarding.reported",
    "answer.delivered",
    "source.awaited",
    "complaint.closed",
}
"""All that is told of a complaint from a portal that goes the usual way."""


@pytest.fixture(scope="module")
def sandbox(stack: RunningStack) -> Regency:
    return Regency(stack, "percobaan")


def advanced(who: Regency, system: str, reference: str, **body: str) -> Json:
    answer: Json = who.person(system).request("POST", f"/sandbox/complaints/{reference}/advance", json=body).json()
    return answer


def closed(who: Regency, system: str, reference: str) -> Json:
    """What the last call said; a slow machine needs several."""
    for _ in range(20):
        answer = advanced(who, system, reference, to="closed")
        if answer["end"]:
            return answer
    raise AssertionError(f"{reference} was not closed: {answer}")


def told(who: Regency, system: str, reference: str, last: str = "complaint.closed") -> list[str]:
    def look() -> list[str] | None:
        events = who.person(system).get("/events", reference=reference, limit=500)["events"]
        types = [event["type"] for event in events]
        return types if last in types else None

    return await_that(look, f"{last} of {reference}")


def from_the_portal(sandbox: Regency) -> str:
    receipt = sandbox.file(filings.lapak_aduan(mode="open"), by="lapak_aduan")
    reference: str = receipt["reference"]
    return reference


def test_a_complaint_is_filed_advanced_to_its_end_and_told_of(sandbox: Regency) -> None:
    reference = from_the_portal(sandbox)
    answer = closed(sandbox, "lapak_aduan", reference)
    assert (answer["end"], answer["open"]) == ("selesai", [])
    assert sandbox.standing(reference)["entry"]["end"] == "selesai"
    assert set(told(sandbox, "lapak_aduan", reference)) == TOLD


def test_one_call_is_one_step_and_another_outcome_leads_elsewhere(sandbox: Regency) -> None:
    reference = from_the_portal(sandbox)
    first = advanced(sandbox, "pelanggan", reference)
    assert [one["step"] for one in first["happened"]] == ["terima"]
    asked = sandbox.person("pelanggan").get(f"/sandbox/outcomes/{reference}")
    assert {one["outcome"]: one["is_usual"] for one in asked["outcomes"]} == {
        "minta_kelengkapan": True,
        "lengkap": False,
    }
    ways = ("lengkap", "direkomendasikan", "perangkat_daerah", "diteruskan", "dikembalikan")
    done = [advanced(sandbox, "pelanggan", reference, outcome=way)["happened"][0]["step"] for way in ways]
    assert done == ["periksa", "telaah", "putusan", "teruskan", "unit_terima"]
    assert "forwarding.returned" in told(sandbox, "lapak_aduan", reference, "forwarding.returned")


def test_what_lacks_of_a_report_on_the_web_is_made_up(sandbox: Regency) -> None:
    reference: str = sandbox.file(filings.on_the_web())["reference"]
    assert closed(sandbox, "pelanggan", reference)["end"] == "selesai"
    names = [
        file["file_name"] for file in sandbox.person("inspektur").get(f"/complaints/{reference}/content")["attachments"]
    ]
    assert names
    assert all(name.startswith("CONTOH-") for name in names)


def test_an_outcome_the_step_does_not_have_is_refused(sandbox: Regency) -> None:
    reference = from_the_portal(sandbox)
    with pytest.raises(Refused) as refused:
        advanced(sandbox, "lapak_aduan", reference, outcome="selesai")
    assert (refused.value.status, refused.value.problem["type"]) == (409, "/problems/outcome-not-allowed")


def test_what_is_closed_stays_closed(sandbox: Regency) -> None:
    reference: str = sandbox.file(filings.lapak_aduan(mode="open"), by="lapak_aduan")["reference"]
    for way in ("diterima", "minta_kelengkapan", "tidak_dilengkapi"):
        advanced(sandbox, "lapak_aduan", reference, outcome=way)
    again = advanced(sandbox, "lapak_aduan", reference)
    assert (again["happened"], again["end"]) == ([], "tidak_dilengkapi")


def test_officers_of_the_sandbox_work_as_everywhere(sandbox: Regency) -> None:
    reference = from_the_portal(sandbox)
    with pytest.raises(Refused) as refused:
        advanced(sandbox, "petugas", reference)
    assert refused.value.status == 403


@pytest.mark.parametrize("who", ["lapak_aduan", "admin"])
def test_in_a_real_regency_nothing_moves(banyumas: Regency, sandbox: Regency, who: str) -> None:
    reference = banyumas.filed(filings.lapak_aduan(), "lapak_aduan")
    before = banyumas.standing(reference)
    attempts: tuple[tuple[str, str, Json | None], ...] = (
        ("POST", f"/sandbox/complaints/{reference}/advance", {}),
        ("POST", f"/sandbox/complaints/{reference}/advance", {"to": "closed"}),
        ("GET", f"/sandbox/outcomes/{reference}", None),
    )
    for regency in (banyumas, sandbox):
        for method, address, body in attempts:
            with pytest.raises(Refused) as refused:
                regency.person(who).request(method, address, json=body)
            assert refused.value.status == 404
    assert banyumas.standing(reference) == before
