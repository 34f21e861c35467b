"""Katingan's four ways: the clock of two anchors, the unit that sees only its copy, and the other agency."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from deploy.demo.api import Refused
from deploy.demo.katingan import AUDIT, UNIT
from deploy.demo.story import Turn
from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.problems import ask, fields, refused
from tests.support.regency import Regency
from tests.support.stack import RunningStack
from tests.unit.common.sop import tenants

Json = dict[str, Any]

IDENTITY = {**filings.REPORTER, "nik": "9999990101010002", "occupation": "Petani karangan"}
TURNS = {turn.step: turn for turn in (*AUDIT.turns, *UNIT.turns)}
MEMO = "Mohon ditindaklanjuti secara intern; kejadian karangan di loket."


def keyed_in(katingan: Regency, **more: Any) -> str:
    filing = filings.by_letter(identity=IDENTITY, happened_on="2026-11-02", location="Loket karangan", **more)
    reference = katingan.filed(filing, "petugas")
    katingan.person("petugas").upload(f"/complaints/{reference}/attachments", filings.PDF)
    return reference


def examined(katingan: Regency, category: str, **more: Any) -> str:
    """A complaint that was examined and found to be of this category."""
    reference = keyed_in(katingan, **more)
    task = katingan.advance(reference, to="telaah")
    assert task is not None
    telaah = tenants.sop("katingan").step("telaah")
    assert telaah is not None
    result = {**TURNS["telaah"].result, **telaah.outcomes[category].finds}
    katingan.take(task, replace(TURNS["telaah"], outcome=category, result=result))
    return reference


def taken(katingan: Regency, reference: str, turn: Turn) -> Json:
    task = katingan.task(reference)
    assert task is not None
    assert task["step"] == turn.step
    return katingan.take(task, turn)


def clock(katingan: Regency, reference: str, key: str) -> Any:
    return next(clock for clock in katingan.standing(reference)["clocks"] if clock["key"] == key)


def forwarded(katingan: Regency, unit: str = "dinas_pendidikan", **more: Any) -> str:
    """A complaint that was passed to a unit, which has not received it yet."""
    reference = examined(katingan, "tidak_berkadar", **more)
    result = {"unit": unit, "memo": MEMO}
    taken(katingan, reference, Turn("sekretariat", "teruskan", "diteruskan", result))
    katingan.task(reference)
    return reference


def test_sixty_days_start_when_the_examination_has_passed_and_the_secretariat_has_the_file(katingan: Regency) -> None:
    reference = examined(katingan, "berkadar_pengawasan")
    assert katingan.task(reference) is not None
    assert clock(katingan, reference, "tindak_lanjut")["started_at"] is None
    taken(katingan, reference, TURNS["terima_tu"])
    katingan.task(reference)
    started = clock(katingan, reference, "tindak_lanjut")
    times = {
        row["step"]: row["happened_at"]
        for row in katingan.standing(reference)["timeline"]
        if row["event"] == "step_completed"
    }
    assert started["started_at"] == times["terima_tu"] > times["telaah"]
    days = (datetime.fromisoformat(started["due_at"]) - datetime.fromisoformat(started["started_at"])).days
    assert 59 <= days <= 60
    assert "60 hari" in started["why"]


def test_a_written_response_ends_a_matter_that_needs_no_audit(katingan: Regency) -> None:
    reference = examined(katingan, "berkadar_pengawasan")
    taken(katingan, reference, TURNS["terima_tu"])
    taken(katingan, reference, replace(TURNS["keputusan_tl"], outcome="tanggapan_tertulis"))
    answer = {"answer": "Tanggapan tertulis karangan."}
    taken(katingan, reference, Turn("inspektur", "tanggapan", "ditanggapi", answer))
    katingan.task(reference)
    assert clock(katingan, reference, "tindak_lanjut")["stopped_at"]
    assert katingan.advance(reference) is None


def test_a_unit_sees_its_forwarding_copy_and_nothing_else(katingan: Regency, stack: RunningStack) -> None:
    reference = forwarded(katingan)
    unit = katingan.person("unit_pendidikan")
    copy = unit.get(f"/forwarded/{reference}")
    assert (copy["memo"], copy["unit"]) == (MEMO, "dinas_pendidikan")
    assert not [copy[name] for name in ("story", "location", "happened_on", "identity", "attachments") if copy[name]]
    (task,) = [task for task in unit.get("/tasks", limit=200)["tasks"] if task["reference"] == reference]
    assert (task["channel"], task["source_reference"]) == (None, None)
    assert not [word for word in filings.SECRETS if word in str(copy)]
    for rest in ("/content", "/products", "/messages"):
        refused(
            ask(stack, "GET", f"/complaints/{reference}{rest}", katingan.token("unit_pendidikan")), 403, "not-your-role"
        )


def test_an_examination_that_contradicts_its_category_is_refused_by_the_answer(
    katingan: Regency, stack: RunningStack
) -> None:
    reference = keyed_in(katingan)
    task = katingan.advance(reference, to="telaah")
    assert task is not None
    said = {**TURNS["telaah"].result, "is_our_authority": True, "has_initial_evidence": True}
    body = {"version": task["version"], "outcome": "tidak_berkadar", "result": said}
    where, token = f"/tasks/{task['task_id']}/assess", katingan.token("penelaah_satu")
    answer = ask(stack, "POST", where, token, str(uuid4()), json=body)
    assert fields(refused(answer, 422, "invalid")) == {"result.has_initial_evidence"}
    papers = katingan.person("penelaah_satu").get(f"/complaints/{reference}/documents")["documents"]
    assert "laporan_penelaahan" not in {paper["kind"] for paper in papers}


def test_another_unit_finds_neither_task_nor_copy(katingan: Regency, stack: RunningStack) -> None:
    reference = forwarded(katingan)
    mine = katingan.person("unit_pendidikan").task(reference, "unit_terima")
    tasks = ask(stack, "GET", "/tasks?limit=200", katingan.token("unit_setda")).json()["tasks"]
    assert reference not in {task["reference"] for task in tasks}
    refused(ask(stack, "GET", f"/forwarded/{reference}", katingan.token("unit_setda")), 404, "not-found")
    with pytest.raises(Refused) as wrong:
        katingan.person("unit_setda").complete(mine, "diterima", {})
    assert wrong.value.status == 404


def test_the_units_days_run_from_its_receipt_and_its_report_goes_to_reporter_and_inspektur(katingan: Regency) -> None:
    reference = forwarded(katingan)
    assert clock(katingan, reference, "unit_kerja")["started_at"] is None
    taken(katingan, reference, TURNS["unit_terima"])
    katingan.task(reference)
    running = clock(katingan, reference, "unit_kerja")
    assert "14 hari kerja" in running["why"]
    taken(katingan, reference, TURNS["unit_kerja"])
    assert katingan.advance(reference) is None
    standing = katingan.standing(reference)
    copies = [row for row in standing["timeline"] if row["event"] == "document_copied"]
    assert [(row["document"], row["copies_to"]) for row in copies] == [("laporan_tindak_lanjut", ["inspektur"])]
    assert clock(katingan, reference, "unit_kerja")["stopped_at"]


def extended(katingan: Regency, reference: str) -> None:
    """The unit asks for five days more, and the Inspektur grants them."""
    task = katingan.person("unit_pendidikan").task(reference, "unit_kerja")
    request = {"task_id": task["task_id"], "kind": "delegate", "clock": "unit_kerja", "amount": 5, "reason": "Cuti."}
    asked = katingan.person("unit_pendidikan").post("/extensions", request)

    def waiting() -> list[Json]:
        open_ones = katingan.person("inspektur").get("/extensions")["extensions"]
        return [one for one in open_ones if one["extension_id"] == asked["intervention_id"]]

    (shown,) = await_that(waiting, "the request to reach the Inspektur")
    assert (shown["reference"], shown["amount"], shown["asked_by"]) == (reference, 5, "unit_pendidikan")
    verdict = {"kind": "delegate", "is_granted": True, "reason": "Dapat diterima."}
    katingan.person("inspektur").post(f"/extensions/{asked['intervention_id']}", verdict)
    await_that(lambda: clock(katingan, reference, "unit_kerja")["extra"] == 5, "the deadline to move")


def test_a_reason_that_is_accepted_moves_the_units_deadline_and_is_kept(katingan: Regency) -> None:
    reference = forwarded(katingan)
    taken(katingan, reference, TURNS["unit_terima"])
    katingan.task(reference)
    before = clock(katingan, reference, "unit_kerja")
    extended(katingan, reference)
    after = clock(katingan, reference, "unit_kerja")
    (change,) = [change for change in after["changes"] if change["because"] == "extension"]
    assert (change["before"], change["after"]) == (before["due_at"], after["due_at"])
    assert after["due_at"] > before["due_at"]
    assert "perpanjangan 5 hari kerja" in after["why"]
    remarks = katingan.person("inspektur").get(f"/complaints/{reference}/products")["remarks"]
    assert [(remark["what"], remark["reason"]) for remark in remarks] == [
        ("extension_asked", "Cuti."),
        ("extension_decided", "Dapat diterima."),
    ]


def test_a_unit_that_returns_the_memo_sees_nothing_of_it_any_more(katingan: Regency, stack: RunningStack) -> None:
    reference = forwarded(katingan)
    back = Turn("unit_pendidikan", "unit_terima", "dikembalikan", reason="Bukan tugas dinas kami.")
    assert taken(katingan, reference, back)["next_step"] == "teruskan"
    refused(ask(stack, "GET", f"/forwarded/{reference}", katingan.token("unit_pendidikan")), 404, "not-found")


def test_the_accused_unit_is_refused_as_the_one_to_handle_it(katingan: Regency) -> None:
    reference = examined(katingan, "tidak_logis", reported=[{"unit": "dinas_pendidikan"}])
    result = {"unit": "dinas_pendidikan", "memo": MEMO}
    with pytest.raises(Refused) as wrong:
        taken(katingan, reference, Turn("sekretariat", "teruskan", "diteruskan", result))
    assert (wrong.value.status, wrong.value.problem["type"]) == (409, "/problems/forwarding-refused")
    taken(katingan, reference, Turn("sekretariat", "teruskan", "diteruskan", {**result, "unit": "sekretariat_daerah"}))


@pytest.mark.parametrize("has_consent", [False, True])
def test_identity_goes_to_another_agency_only_with_recorded_consent(katingan: Regency, has_consent: bool) -> None:
    reference = examined(katingan, "bukan_kewenangan", consents_to_forwarding=has_consent)
    result = {"agency": "Instansi Karangan", "memo": MEMO, "includes_story": True}
    turn = Turn("inspektur", "salurkan", "disalurkan", {**result, "with_identity": True})
    if not has_consent:
        with pytest.raises(Refused) as wrong:
            taken(katingan, reference, turn)
        assert (wrong.value.status, wrong.value.problem["type"]) == (409, "/problems/forwarding-refused")
        turn = replace(turn, result=result)
    assert taken(katingan, reference, turn)["end"] == "disalurkan"
    assert katingan.advance(reference) is None
    copy = katingan.person("inspektur").get(f"/forwarded/{reference}")
    assert (copy["story"], copy["location"]) == (filings.STORY, "Loket karangan")
    assert copy["identity"] is None  # whoever sends it needs the custodian like everybody else
    opened(katingan, reference)
    copy = katingan.person("inspektur").get(f"/forwarded/{reference}")
    assert (copy["identity"] is not None) == has_consent
    assert katingan.person("petugas").get(f"/forwarded/{reference}")["identity"] is None  # for the sender alone


def test_a_legal_order_sends_the_identity_on_and_opens_it_to_nobody_alone(katingan: Regency) -> None:
    reference = examined(katingan, "bukan_kewenangan", mode="confidential")
    result = {"agency": "Instansi Karangan", "memo": MEMO, "with_identity": True}
    turn = Turn("inspektur", "salurkan", "disalurkan", {**result, "legal_order": "Penetapan karangan 1/2026"})
    assert taken(katingan, reference, turn)["end"] == "disalurkan"
    assert katingan.advance(reference) is None
    inspektur = katingan.person("inspektur")
    assert inspektur.get(f"/forwarded/{reference}")["identity"] is None
    opened(katingan, reference)
    shown = inspektur.get(f"/forwarded/{reference}")["identity"]
    assert (shown["name"], shown.get("nik")) == (IDENTITY["name"], None)


def opened(katingan: Regency, reference: str) -> None:
    """The custodian agrees that the inspektur looks who reports."""
    request = {"reference": reference, "reason": "Untuk surat pengantar; ini karangan."}
    opening = katingan.person("inspektur").post("/openings", request)
    answer = {"is_granted": True, "reason": "Cukup.", "hours": 2}
    katingan.person("penjaga").post(f"/openings/{opening['opening_id']}", answer)
