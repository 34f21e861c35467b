"""Entering what came by letter: with as much of the identity as the letter has, and a slip with the letter's day."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Receipt, Submission
from services.common.contracts.regencies import Tenants
from services.common.contracts.register import ApplyOfficers
from services.common.errors import Invalid
from tests.integration.gateway.pages.browser import entered, sent
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import KEY, NOW, REFERENCE, TENANT, receipt_for

PLACE = "/petugas/catat"
LETTER = {
    "label": "Tertulis",
    "filed_by": ["petugas_penerima"],
    "modes": ["open", "confidential"],
    "identity_required": ["name", "nik", "phone"],
    "attachments_required": ["evidence"],
    "source_reference": "required",
}
BOX = LETTER | {"label": "Kotak saran", "modes": ["anonymous"], "identity_required": [], "attachments_required": []}
STEPS = tuple({"key": kind, "kind": kind, "number": "", "title": kind} for kind in ("verify", "await_reporter"))
FORM = {"kunci": KEY, "kanal": "letter", "cara": "confidential", "pokok": "Pungutan", "uraian": "Ada pungutan."}


def regency(desks: Answerer, **changes: Any) -> None:
    given = {"channels": {"letter": LETTER, "box": BOX}, "steps": STEPS}
    found = TENANT.model_copy(update=given | changes)
    desks.on("register.tenant", found)
    desks.on("register.tenants", Tenants(tenants=(found,)))


@pytest.fixture
def officer(client: FlaskClient, desks: Answerer) -> FlaskClient:
    """Who receives complaints, signed in."""
    regency(desks)
    desks.on("assignment.roster", ApplyOfficers(officers=()))
    entered(client)
    return client


def refused(desks: Answerer, officer: FlaskClient, faults: dict[str, str], **typed: str) -> TestResponse:
    """The page after the desk has found these faults."""
    desks.on("intake.submit", Invalid(faults))
    answer = sent(officer, PLACE, **(FORM | typed))
    assert answer.status_code == 422
    return answer


def test_a_letter_without_name_and_number_is_entered_as_it_is(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.submit", receipt_for)
    assert sent(officer, PLACE, **FORM).status_code == 303
    request = desks.last("intake.submit")[1]
    assert isinstance(request, Submission)
    assert request.filing.identity is None


def test_the_page_says_what_may_be_left_out_and_which_source_takes_what(officer: FlaskClient) -> None:
    page = officer.get(PLACE).text
    assert "Isi yang diketahui, kosongkan yang tidak." in page
    assert "Diminta: Nama, NIK, Telepon; yang belum diketahui dikosongkan" in page
    assert "Hanya untuk sumber: Tertulis." in page
    assert "isian di bawah diabaikan. Hanya untuk sumber: Kotak saran." in page


def test_a_way_to_be_protected_that_no_source_takes_is_not_offered(officer: FlaskClient, desks: Answerer) -> None:
    regency(desks, channels={"letter": LETTER})
    page = officer.get(PLACE).text
    assert "Anonim" not in page
    assert "Hanya untuk sumber" not in page


def test_where_the_sop_never_asks_later_the_page_says_what_is_demanded(officer: FlaskClient, desks: Answerer) -> None:
    regency(desks, steps=())
    page = officer.get(PLACE).text
    assert "Wajib: Nama, NIK, Telepon, bukti, nomor di sumber" in page
    assert "kosongkan yang tidak" not in page


def test_a_fault_names_its_field_and_what_fits(officer: FlaskClient, desks: Answerer) -> None:
    faults = dict.fromkeys(("mode", "identity.nik", "identity.phone", "identity.name", "source_reference"), "Faulty.")
    page = refused(desks, officer, faults, cara="anonymous", **{"identitas-nik": "12"}).text
    assert "sumber “Tertulis” hanya menerima “Terbuka” dan “Rahasia”." in page
    assert "kosongkan identitas yang tidak diketahui." in page
    assert "NIK terdiri dari 16 angka." in page
    assert "Telepon pelapor wajib untuk sumber ini." in page
    assert "Nama pelapor wajib untuk sumber ini." in page
    assert "Nomor di sumber wajib untuk sumber ini." in page


def test_the_slip_has_the_day_of_the_letter_and_the_day_it_was_entered(officer: FlaskClient, desks: Answerer) -> None:
    def taken(caller: Caller, submission: Any) -> Receipt:
        return receipt_for(caller, submission).model_copy(update={"reference": REFERENCE})

    desks.on("intake.submit", taken)
    letter_of = (NOW - timedelta(days=2)).date().isoformat()
    assert sent(officer, PLACE, **FORM, diterima=letter_of).status_code == 303
    slip = officer.get(f"{PLACE}/{REFERENCE}").text
    assert "Diterima 1 Maret 2026, dicatat 3 Maret 2026 pukul 10.15 WITA." in slip


def test_what_comes_in_now_has_one_day_on_its_slip(officer: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.submit", receipt_for)
    led = sent(officer, PLACE, **FORM)
    slip = officer.get(led.headers["Location"]).text
    assert "Diterima 3 Maret 2026 pukul 10.15 WITA." in slip
