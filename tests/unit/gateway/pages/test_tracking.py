"""The door to a complaint, and its page."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from gateway.pages import cookies
from gateway.pages.tracking import as_grouped
from gateway.tokens import ReporterPass, ReporterTokens
from services.common.contracts.complaints import MailboxKey, OpenMailbox
from services.common.contracts.register import Passed
from services.common.contracts.tasks import Answer
from services.common.errors import NotFound, Unavailable, WrongReferenceOrCode
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS
from tests.unit.gateway.pages.visitors import AWAITED, BOX, DOOR, OWN, desks_answer, let_in, sends
from tests.unit.gateway.samples import CODE, COMPLAINT, NOW, REFERENCE


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    desks_answer(desks)
    desks.on("intake.open_mailbox", MailboxKey(complaint_id=COMPLAINT, reference=REFERENCE))


def test_a_refused_objection_is_told_with_its_day_and_where_its_reason_is(client: FlaskClient, desks: Answerer) -> None:
    let_in(client)
    done = (Passed(kind="deliver", ended_at=NOW), Passed(kind="reconsider", ended_at=datetime(2026, 3, 9, tzinfo=UTC)))
    desks_answer(desks, state="closed", kind=None, end="Selesai", passed=done)
    desks.on("followup.answer", Answer(texts=("Keberatan Anda kami tolak karena contoh.",)))
    page = client.get(OWN).text
    assert "Keberatan Anda ditolak oleh pimpinan inspektorat pada 9 Maret 2026." in page
    assert "Penjelasannya ada di bawah" in page
    assert "Keberatan Anda kami tolak karena contoh." in page


def test_an_objection_that_led_to_more_work_is_not_told_as_refused(client: FlaskClient, desks: Answerer) -> None:
    let_in(client)
    done = (Passed(kind="reconsider", ended_at=NOW), Passed(kind="deliver", ended_at=NOW))
    desks_answer(desks, state="closed", kind=None, end="Selesai", passed=done)
    assert "Keberatan Anda ditolak" not in client.get(OWN).text


def test_a_letter_was_received_on_its_own_day_and_entered_later(client: FlaskClient, desks: Answerer) -> None:
    let_in(client)
    desks_answer(desks)
    desks.on("intake.mailbox", BOX.model_copy(update={"received_at": NOW - timedelta(days=2)}))
    page = client.get(OWN).text
    assert page.count("1 Maret 2026, dicatat 3 Maret 2026 pukul 10.15 WITA") == 2, "on its way, and among its facts"
    assert "1 Maret 2026 pukul" not in page


@pytest.mark.parametrize("typed", [REFERENCE, REFERENCE.lower(), "cth 26 7k3m q9tx", "CTH267K3MQ9TX", f" {REFERENCE} "])
def test_a_reference_is_understood_however_it_is_typed(client: FlaskClient, desks: Answerer, typed: str) -> None:
    assert sends(client, DOOR, nomor=typed, kode=CODE.lower().replace("-", " ")).status_code == 303
    assert desks.last("intake.open_mailbox")[1] == OpenMailbox(reference=REFERENCE, access_code=CODE)


def test_what_is_no_reference_is_left_as_it_is() -> None:
    assert as_grouped("bukan nomor") == "bukannomor"


def test_who_has_both_is_let_in_with_a_cookie_that_ends_with_the_browser(client: FlaskClient) -> None:
    answer = sends(client, DOOR, nomor=REFERENCE, kode=CODE)
    assert answer.location == OWN
    cookie = answer.headers["Set-Cookie"]
    assert "Path=/contoh" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Expires" not in cookie
    assert "Max-Age" not in cookie
    assert client.get(OWN).status_code == 200


def test_wrong_and_malformed_codes_are_told_alike(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.open_mailbox", WrongReferenceOrCode())
    answers = [sends(client, DOOR, nomor=REFERENCE, kode=code) for code in (CODE, "x" * 60)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("Nomor dan kode ini tidak cocok" in answer.text for answer in answers)
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_what_was_typed_at_the_door_is_kept(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.open_mailbox", Unavailable("intake"))
    answer = sends(client, DOOR, nomor="cth-1", kode="k-2")
    assert (answer.status_code, 'value="cth-1"' in answer.text, 'value="k-2"' in answer.text) == (503, True, True)


def test_who_is_not_let_in_is_led_to_the_door(client: FlaskClient) -> None:
    assert client.get(OWN).location == DOOR


def test_each_page_lets_the_half_hour_begin_anew(client: FlaskClient) -> None:
    let_in(client)
    assert cookies.REPORTER in client.get(OWN).headers["Set-Cookie"]


def test_no_page_lets_it_begin_anew_for_ever(client: FlaskClient) -> None:
    yesterday = ReporterTokens(SETTINGS.signing_key, clock=lambda: time.time() - 86_400)
    client.set_cookie(cookies.REPORTER, yesterday.write(ReporterPass("contoh", COMPLAINT, REFERENCE)), path="/contoh")
    answer = client.get(OWN)
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)


def test_leaving_forgets_the_token_and_the_pages(client: FlaskClient) -> None:
    let_in(client)
    answer = sends(client, f"{OWN}/keluar")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert client.get(OWN).location == DOOR


def test_another_site_cannot_send_a_form(client: FlaskClient) -> None:
    let_in(client)
    answer = client.post(f"{OWN}/keluar", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_the_page_says_where_the_complaint_stands_in_plain_words(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(
        desks, passed=(Passed(kind="record", ended_at=NOW),), due_at=NOW + timedelta(days=9999), why="Sebab itu."
    )
    let_in(client)
    page = client.get(OWN).text
    assert "Ditelaah</h2>" in page
    assert "Sebab itu." in page
    assert "Terlambat" not in page


def test_a_late_complaint_says_so(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks, due_at=datetime.now(UTC) - timedelta(days=3, minutes=1), why="Sebab itu.")
    let_in(client)
    assert "Terlambat 3 hari." in client.get(OWN).text


def test_a_paused_complaint_is_not_late(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks, kind="await_reporter", is_paused=True, waits_for_reporter=AWAITED)
    let_in(client)
    page = client.get(OWN).text
    assert "Menunggu Anda</h2>" in page
    assert "Jawab sekarang" in page
    assert "Terlambat" not in page


def test_what_is_being_registered_says_so(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.progress", NotFound("complaint"))
    desks.on("followup.answer", NotFound("complaint"))
    let_in(client)
    assert "sedang dicatat" in client.get(OWN).text


def test_while_the_register_is_away_the_mailbox_shows(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.progress", Unavailable("register"))
    let_in(client)
    page = client.get(OWN).text
    assert "Sedang tidak dapat ditampilkan" in page
    assert "Halo" in page


def test_the_answer_is_shown_with_the_time_to_object(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks, state="closed", kind=None, end="Selesai", objection_until=NOW)
    desks.on("followup.answer", Answer(texts=("Sudah ditindaklanjuti.",)))
    let_in(client)
    page = client.get(OWN).text
    assert "Sudah ditindaklanjuti." in page
    assert f'href="{OWN}/keberatan"' in page


def test_a_notice_is_one_of_ours_and_never_what_the_address_says(client: FlaskClient) -> None:
    let_in(client)
    assert "Pesan Anda sudah terkirim." in client.get(f"{OWN}?baru=pesan").text
    assert "karangan" not in client.get(f"{OWN}?baru=karangan").text.partition("</main>")[0].partition("<main")[2]


@pytest.mark.parametrize("page", ["", "/berkas", "/identitas"])
def test_every_page_of_a_complaint_has_a_quick_way_out(client: FlaskClient, page: str) -> None:
    let_in(client)
    assert "govuk-js-exit-this-page-button" in client.get(f"{OWN}{page}").text
