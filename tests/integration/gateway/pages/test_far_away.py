"""Days far away, addresses that no text can hold, desks that are away: sentences, and never our own failure."""

import re

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.audit import AuditTrail
from services.common.contracts.documents import Document, Documents
from services.common.contracts.extensions import OpenExtension
from services.common.contracts.identity import Openings
from services.common.contracts.register import Extensions
from services.common.steps import DESKS
from tests.integration.gateway.pages import letting_in
from tests.integration.gateway.pages.browser import entered, sent, served
from tests.integration.gateway.pages.test_procedures import defined, simulated
from tests.integration.gateway.people import Hours
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, NOW, REFERENCE

PAPER = f"/petugas/pengaduan/{REFERENCE}/dokumen/spt/{COMPLAINT}/siap"
WAITING = OpenExtension(
    extension_id=COMPLAINT, reference=REFERENCE, task_id=COMPLAINT, step="telaah", kind="assess", desk="review",
    clock="telaah", amount=2, asked_by="contoh", asked_at=NOW,
)  # fmt: skip


@pytest.fixture(autouse=True)
def register(desks: Answerer) -> None:
    served(desks)
    desks.on("register.definition", defined)
    desks.on("register.simulate", simulated)
    desks.on("register.audit_entries", AuditTrail(entries=()))


@pytest.fixture
def officer(client: FlaskClient) -> FlaskClient:
    entered(client)
    return client


@pytest.fixture
def head(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    """The browser of the head of the office."""
    parts_of(app).regencies.refresh()
    return letting_in.hall(app, keeper, factors, clock, monkeypatch).head()


@pytest.mark.parametrize("asked", ["sampai=9999-12-31", "sampai=0001-01-01", "dari=0001-01-01"])
def test_a_day_far_away_is_a_fault_of_the_trails_form(head: FlaskClient, asked: str) -> None:
    answer = head.get(f"/petugas/jejak?{asked}")
    assert answer.status_code == 422
    assert "Isi tanggal seperti ini" in answer.text


@pytest.mark.parametrize("after", ["²", "٣", "9" * 5000])
def test_what_is_no_number_begins_the_trail_anew(head: FlaskClient, after: str) -> None:
    assert head.get("/petugas/jejak", query_string={"setelah": after}).status_code == 200


@pytest.mark.parametrize("year", ["0001", "9999", "2019", "2041"])
@pytest.mark.parametrize("field", ["mulai", "selesai.telaah"])
def test_nothing_is_simulated_far_away(officer: FlaskClient, year: str, field: str) -> None:
    asked = {"mulai": "2026-03-02T09:00", field: f"{year}-03-02T09:00"}
    answer = officer.get("/petugas/sop/contoh@1/simulasi", query_string=asked)
    assert answer.status_code == 422
    assert re.search("Kalender kerja hanya ada|Isi seperti ini", answer.text)


@pytest.mark.parametrize("path", ["x%00/simulasi", "x%00", "x%00/perbedaan", "x" * 300])
def test_a_version_that_no_text_can_name_is_not_our_failure(officer: FlaskClient, path: str, desks: Answerer) -> None:
    assert officer.get(f"/petugas/sop/{path}").status_code in (404, 422, 503)
    assert not any("\x00" in str(request) for _, _, request in desks.calls)


@pytest.mark.parametrize("year", ["²", "9" * 5000, "٢٠٢٦"])
@pytest.mark.parametrize("page", ["dasbor", "kelola/kalender", "buku"])
def test_a_year_that_is_none_is_not_our_failure(officer: FlaskClient, page: str, year: str) -> None:
    assert officer.get(f"/petugas/{page}", query_string={"tahun": year}).status_code in (404, 422, 503)


def test_while_intake_is_away_extensions_can_be_decided(head: FlaskClient, desks: Answerer) -> None:
    desks.on("register.extensions", Extensions(extensions=(WAITING,)))
    answer = head.get("/petugas/permintaan")
    assert answer.status_code == 200
    assert REFERENCE in answer.text
    assert "Sedang tidak dapat ditampilkan" in answer.text
    assert "Permintaan tentang data pribadi" in answer.text
    desks.on("intake.openings", Openings(openings=()))
    assert "Tidak ada permintaan perpanjangan." not in head.get("/petugas/permintaan").text


def test_after_a_fault_the_other_language_leads_to_a_page_that_can_be_opened(
    head: FlaskClient, desks: Answerer
) -> None:
    desks.on("register.extensions", Extensions(extensions=(WAITING,)))
    answer = sent(head, f"/petugas/permintaan/waktu/{COMPLAINT}", keputusan="ya", jenis="assess")
    assert answer.status_code == 422
    link = re.search(r'href="([^"]*)" lang="en"', answer.text)
    assert link is not None
    assert link[1] == "/petugas/permintaan?bahasa=en"
    assert head.get(link[1]).status_code == 303


def test_a_page_that_waits_looks_ever_more_seldom_and_not_for_ever(officer: FlaskClient, desks: Answerer) -> None:
    for desk in DESKS:
        desks.on(f"{desk}.documents", Documents(documents=()))
    paper = dict.fromkeys(Document.model_fields) | {
        "document_id": COMPLAINT, "desk": "assignment", "kind": "spt", "title": "SPT", "edition": 1, "step": "spt",
        "issued_by": "contoh", "issued_at": NOW, "media_type": "application/pdf", "code": "ABCD",
        "must_be_signed": False,
    }  # fmt: skip
    desks.on("assignment.documents", Documents(documents=(Document.model_validate(paper),)))
    answer, waits = officer.get(PAPER), []
    while told := answer.headers.get("Refresh"):
        seconds, _, address = told.partition("; url=")
        waits.append(int(seconds))
        answer = officer.get(address)
    assert waits[:5] == [2, 4, 8, 16, 30]
    assert sum(waits) < 600
    assert f'href="{PAPER}">Periksa lagi' in answer.text
