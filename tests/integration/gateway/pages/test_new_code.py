"""Another access code at the counter: what must be checked first, and the slip that is handed out."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.common.contracts.content import Content
from services.common.contracts.identity import CodeReplaced, ReplaceCode
from tests.integration.gateway.pages.browser import entered, hidden, sent, served
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, REFERENCE

PAGE = f"/petugas/pengaduan/{REFERENCE}/kode-akses"
SEEN = {"bukti": "ktp", "nik": "9999 9901 0101 0002", "nama": "Contoh Pelapor", "dilihat": "ya"}
TOLD: dict[str, Any] = {
    "complaint_id": COMPLAINT, "reference": REFERENCE, "channel": "web", "mode": "confidential", "subject": "Contoh",
    "story": "Contoh", "happened_on": None, "location": None, "reported": (), "source_reference": None,
    "has_identity": True, "has_consent": False, "missing": (), "attachments": (), "messages": (),
}  # fmt: skip


@pytest.fixture
def officer(client: FlaskClient, desks: Answerer) -> FlaskClient:
    """Who receives complaints, signed in, before a complaint of somebody known."""
    served(desks)
    desks.on("intake.content", Content(**TOLD))
    desks.on("intake.replace_code", CodeReplaced(is_replaced=True, compared="nik"))
    entered(client)
    return client


def test_a_new_code_is_handed_out_on_a_slip_and_sent_twice_it_is_the_same(
    officer: FlaskClient, desks: Answerer
) -> None:
    key = hidden(officer.get(PAGE), "kunci")
    answers = [sent(officer, PAGE, kunci=key, **SEEN) for _ in range(2)]
    asked = [request for name, _, request in desks.calls if name == "intake.replace_code"]
    codes = {request.access_code for request in asked if isinstance(request, ReplaceCode)}
    assert {answer.status_code for answer in answers} == {303}
    assert {(one.nik, one.shown) for one in asked if isinstance(one, ReplaceCode)} == {("9999990101010002", "ktp")}
    assert len(codes) == 1
    slip = officer.get(answers[0].headers["Location"]).text
    assert codes.pop() in slip
    assert "Kode yang lama tidak berlaku lagi" in slip


def test_who_is_not_the_reporter_gets_none_and_what_was_typed_is_not_lost(
    officer: FlaskClient, desks: Answerer
) -> None:
    desks.on("intake.replace_code", CodeReplaced(is_replaced=False, compared="nik"))
    answer = sent(officer, PAGE, kunci=hidden(officer.get(PAGE), "kunci"), **SEEN)
    assert answer.status_code == 422
    assert "tidak cocok dengan data pelapor" in answer.text
    assert "Contoh Pelapor" in answer.text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("bukti", "", "Pilih dokumen yang ditunjukkan."),
        ("nik", "123", "NIK terdiri dari 16 angka."),
        ("dilihat", "", "Cocokkan dahulu dokumennya dengan orangnya"),
    ],
)
def test_nothing_is_asked_before_everything_was_checked(
    officer: FlaskClient, desks: Answerer, field: str, value: str, told: str
) -> None:
    answer = sent(officer, PAGE, kunci=hidden(officer.get(PAGE), "kunci"), **{**SEEN, field: value})
    assert (answer.status_code, told in answer.text) == (422, True)
    assert [name for name, _, _ in desks.calls if name == "intake.replace_code"] == []


def test_of_an_anonymous_complaint_the_page_says_that_there_is_none(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.content", Content(**TOLD | {"mode": "anonymous", "has_identity": False}))
    page = officer.get(PAGE).text
    assert "Kode akses baru tidak dapat diberikan" in page
    assert 'name="nik"' not in page
