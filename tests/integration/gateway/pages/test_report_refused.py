"""When a report cannot be sent just now: what was written stays, and one is told what to do."""

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel

from gateway.limits import rules
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Submission
from services.common.errors import Invalid, KeyReused, Unavailable
from tests.integration.gateway.doors import Door
from tests.integration.gateway.pages.writers import place, sent, served, shown, whistled, written
from tests.support.proving import solution
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import receipt_for

BUSY = "filing_client=2/hour"


@pytest.fixture
def busy(door: Door, desks: Answerer) -> FlaskClient:
    """A gateway at which this client has used up its free share, with another report written."""
    here = door(BUSY)
    served(desks)
    whistled(here)
    assert place(sent(here, "lapor/periksa")) == "tanda-terima"
    sent(here, "tanda-terima", tersimpan="ya")
    written(here)
    return here


@pytest.fixture
def here(client: FlaskClient, desks: Answerer) -> FlaskClient:
    """A gateway without limits, with a report written."""
    served(desks)
    written(client)
    return client


def test_past_the_free_share_one_is_told_when_to_send_again(busy: FlaskClient) -> None:
    answer = sent(busy, "lapor/periksa")
    assert answer.status_code == 428
    assert 3500 < int(answer.headers["Retry-After"]) <= 3600
    assert "Kirim lagi setelah 60 menit" in answer.text
    assert 'data-proof="/api/v1/challenge"' in answer.text


def test_a_form_may_carry_the_proof(busy: FlaskClient) -> None:
    assert sent(busy, "lapor/periksa").status_code == 428
    challenge = busy.get("/api/v1/challenge").json
    assert challenge is not None
    assert place(sent(busy, "lapor/periksa", bukti_kerja=solution(challenge))) == "tanda-terima"


def test_past_the_whole_limit_nothing_is_lost_either(busy: FlaskClient) -> None:
    challenge = busy.get("/api/v1/challenge").json
    assert challenge is not None
    sent(busy, "lapor/periksa", bukti_kerja=solution(challenge))
    sent(busy, "tanda-terima", tersimpan="ya")
    written(busy)
    challenge = busy.get("/api/v1/challenge").json
    assert challenge is not None
    answer = sent(busy, "lapor/periksa", bukti_kerja=solution(challenge))
    assert answer.status_code == 429
    assert "tersimpan" in answer.text
    assert shown(busy).status_code == 200


def test_where_a_proof_is_always_asked_for_other_ways_are_told(door: Door, desks: Answerer) -> None:
    here = door("proof=always")
    served(desks)
    written(here)
    answer = sent(here, "lapor/periksa")
    assert answer.status_code == 428
    assert "cara lain" in answer.text
    assert "Jl. Contoh No. 1" in answer.text


def test_a_filled_trap_is_told_like_the_rest(door: Door, desks: Answerer) -> None:
    here = door("")
    served(desks)
    written(here)
    assert sent(here, "lapor/periksa", homepage="https://example.com").status_code == 428


def test_while_the_desk_is_away_the_report_stays(here: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.submit", Unavailable("intake"))
    answer = sent(here, "lapor/periksa")
    assert answer.status_code == 503
    assert "Tidak ada yang hilang" in answer.text
    desks.on("intake.submit", receipt_for)
    assert place(sent(here, "lapor/periksa")) == "tanda-terima"


def test_what_the_desk_finds_wrong_leads_to_its_page(here: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.submit", Invalid({"identity.nik": "No.", "reported.0.unit": "No."}))
    assert place(sent(here, "lapor/periksa")) == "lapor/pihak"
    page = shown(here, "lapor/pihak").text
    assert 'href="#unit-0"' in page
    assert "Pilih perangkat daerah dari daftar" in page
    assert "NIK terdiri dari 16 angka" in shown(here, "lapor/identitas").text


def test_what_was_sent_before_in_other_words_is_sent_anew(here: FlaskClient, desks: Answerer) -> None:
    keys: list[str] = []

    def known(caller: Caller, submission: BaseModel) -> BaseModel:
        assert isinstance(submission, Submission)
        keys.append(submission.request_key)
        if len(keys) == 1:
            raise KeyReused
        return receipt_for(caller, submission)

    desks.on("intake.submit", known)
    assert place(sent(here, "lapor/periksa")) == "tanda-terima"
    assert keys[0] != keys[1]


def test_words_that_were_changed_twice_before_an_answer_came_are_sent_too(here: FlaskClient, desks: Answerer) -> None:
    sent_in: dict[str, str] = {}

    def known(caller: Caller, submission: BaseModel) -> BaseModel:
        assert isinstance(submission, Submission)
        if sent_in.setdefault(submission.request_key, submission.filing.subject) != submission.filing.subject:
            raise KeyReused
        if len(sent_in) < 3:
            raise Unavailable("intake")
        return receipt_for(caller, submission)

    desks.on("intake.submit", known)
    for words in ("Satu", "Dua", "Tiga"):
        sent(here, "lapor/cerita", pokok=f"Pokok contoh {words}", uraian="Cerita contoh.")
        answer = sent(here, "lapor/periksa")
    assert place(answer) == "tanda-terima"


def test_too_many_pages_are_told_as_such(door: Door, desks: Answerer) -> None:
    here = door("draft_client=1/hour")
    served(desks)
    assert sent(here, "lapor", jalur="wbs").status_code == 303
    assert sent(here, "lapor/perlindungan", cara="anonymous").status_code == 429
    assert rules("draft_client=1/hour").limits["draft_client"].times == 1
