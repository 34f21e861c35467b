"""Klungkung: what the channel requires is asked of the reporter while the clock stands still; two facts stop it."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from deploy.demo.api import Api, Refused, Upload
from deploy.demo.klungkung import INCOMPLETE
from deploy.demo.waiting import await_that
from gateway.sandbox.files import jpeg
from tests.support import filings
from tests.support.books import Books
from tests.support.command import dumas
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

KTP = Upload("ktp.jpg", "image/jpeg", jpeg(), "ktp")
ASKS = {"asks": "Mohon lampirkan KTP, surat pengaduan dan bukti karangan."}


def at_verification(klungkung: Regency, **more: Any) -> Json:
    """The receipt of a complaint of the public form without attachments, whose completeness is being examined."""
    receipt = klungkung.file(filings.on_the_web(**more))
    klungkung.advance(receipt["reference"], to="verifikasi")
    return receipt


def ended(klungkung: Regency, reference: str, outcome: str, result: Json) -> Json:
    task = klungkung.task(reference)
    assert task is not None
    done: Json = klungkung.person("petugas").complete(task, outcome, result)
    klungkung.has_ended(task)
    return done


def waiting(klungkung: Regency) -> tuple[Json, Api]:
    """A complaint that waits for its reporter, with the reporter."""
    receipt = at_verification(klungkung)
    ended(klungkung, receipt["reference"], "minta_kelengkapan", ASKS)
    klungkung.task(receipt["reference"])
    return receipt, klungkung.reporter(receipt)


def total(klungkung: Regency, reference: str) -> Any:
    return next(clock for clock in klungkung.standing(reference)["clocks"] if clock["key"] == "total")


def test_verification_cannot_end_while_the_papers_are_missing(klungkung: Regency) -> None:
    receipt = at_verification(klungkung)
    with pytest.raises(Refused) as refused:
        ended(klungkung, receipt["reference"], "lengkap", {})
    assert (refused.value.status, refused.value.problem["type"]) == (409, "/problems/incomplete")
    assert "ktp" in refused.value.problem["detail"]
    content = klungkung.person("petugas").get(f"/complaints/{receipt['reference']}/content")
    assert content["missing"] == ["ktp", "letter", "evidence"]


def test_what_is_asked_reaches_the_reporter_and_the_clock_stands_still(klungkung: Regency) -> None:
    receipt, reporter = waiting(klungkung)
    view = reporter.get("/reporter/complaint")
    assert (view["is_paused"], view["due_at"]) == (True, None)
    assert [message["text"] for message in view["messages"]] == [ASKS["asks"]]
    awaited = view["waits_for_reporter"]
    assert list(awaited["outcomes"]) == ["dilengkapi"]
    assert datetime.fromisoformat(awaited["due_at"]) > datetime.now().astimezone()
    clock = total(klungkung, receipt["reference"])
    assert clock["paused_at"] is not None
    assert clock["due_at"] is None
    assert "sisa" in clock["why"]


def test_the_clock_runs_on_when_the_reporter_has_completed_the_complaint(klungkung: Regency) -> None:
    receipt, reporter = waiting(klungkung)
    for paper in (KTP, Upload("surat.pdf", "application/pdf", filings.PDF.content, "letter"), filings.PDF):
        reporter.upload("/reporter/attachments", paper)
    awaited = reporter.get("/reporter/complaint")["waits_for_reporter"]
    body = {"task_id": awaited["task_id"], "version": awaited["version"], "outcome": "dilengkapi", "text": "Terlampir."}
    key = uuid4().hex
    done = reporter.post("/reporter/completion", body, key)
    klungkung.has_ended(done)
    assert reporter.post("/reporter/completion", body, key) == done  # the first answer was lost on the way
    task = klungkung.task(receipt["reference"])
    assert task is not None
    assert task["step"] == "verifikasi"
    clock = total(klungkung, receipt["reference"])
    assert (clock["paused_at"], clock["stopped_at"]) == (None, None)
    assert clock["due_at"] is not None
    assert "jeda" in clock["why"]
    assert ended(klungkung, receipt["reference"], "lengkap", {})["next_step"] == "telaah"


def test_silence_closes_the_complaint_with_a_reason_when_its_time_has_run_out(
    klungkung: Regency, stack: RunningStack
) -> None:
    receipt, reporter = waiting(klungkung)
    Books(stack).let_run_out(receipt["reference"], "menunggu_kelengkapan")
    standing = await_that(lambda: _if_ended(klungkung, receipt["reference"]), "the end")
    assert standing["entry"]["end"] == "tidak_dilengkapi"
    assert not [clock for clock in standing["clocks"] if clock["started_at"] and not clock["stopped_at"]]
    products = klungkung.person("inspektur").get(f"/complaints/{receipt['reference']}/products")["products"]
    assert (products[-1]["by"], products[-1]["outcome"]) == ("tenggat", "tidak_dilengkapi")
    assert products[-1]["reason"] == "Tidak ada tindakan dalam 10 hari kerja."
    assert reporter.get("/reporter/complaint")["end"].startswith("Ditutup")


def _if_ended(klungkung: Regency, reference: str) -> Json | None:
    standing = klungkung.standing(reference)
    return standing if standing["entry"]["end"] else None


def test_a_whistle_blower_needs_no_ktp(klungkung: Regency) -> None:
    receipt = klungkung.file(filings.anonymous())
    klungkung.advance(receipt["reference"], to="verifikasi")
    assert ended(klungkung, receipt["reference"], "lengkap", {})["next_step"] == "telaah"


def test_the_national_portals_number_is_kept(klungkung: Regency) -> None:
    filing = filings.anonymous(channel="sp4n_lapor", source_reference="7654321")
    reference = klungkung.filed(filing, "sp4n_lapor")
    assert klungkung.standing(reference)["entry"]["source_reference"] == "7654321"
    with pytest.raises(Refused) as refused:
        klungkung.file(filings.anonymous(channel="sp4n_lapor"), "sp4n_lapor")
    assert refused.value.status == 422


def test_a_report_without_a_status_leaves_the_clock_running(klungkung: Regency) -> None:
    reference = klungkung.filed(filings.anonymous())
    task = klungkung.advance(reference, to="status")
    assert task is not None
    issued = {row["document"] for row in klungkung.standing(reference)["timeline"] if row["event"] == "document_issued"}
    assert "laporan_tindak_lanjut" in issued
    assert total(klungkung, reference)["stopped_at"] is None
    klungkung.take(task, INCOMPLETE.turns[-1])
    assert klungkung.advance(reference) is None
    assert total(klungkung, reference)["stopped_at"]


def test_what_was_reconstructed_is_marked(klungkung: Regency, stack: RunningStack) -> None:
    regency = klungkung.anybody().get("/tenants/klungkung")
    assert regency["is_reconstructed"]
    assert {step["basis"] for step in regency["steps"]} >= {"read", "reconstructed"}
    assert not klungkung.anybody().get("/tenants/madiun")["is_reconstructed"]
    assert "klungkung@3" in dumas(stack, "sop", "list", "--tenant", "klungkung")
