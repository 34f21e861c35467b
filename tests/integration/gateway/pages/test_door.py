"""Officers at the door of the pages, on a real database."""

import re
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.register import Tasks
from tests.integration.gateway.pages.browser import cookies_of, entered, hidden, sent, served
from tests.integration.gateway.people import PASSWORDS, Hours, Phone, enrolled
from tests.unit.gateway.answerer import Answerer


@pytest.fixture(autouse=True)
def regency(desks: Answerer) -> None:
    served(desks)
    desks.on("register.tasks", Tasks(tasks=(), next=None))


@pytest.fixture
def phone(app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours) -> Phone:
    """The phone of the head of the office; the door goes by the same clock."""
    phone = enrolled(keeper, factors, clock)
    clock.now += timedelta(seconds=30)
    return phone


def at(app: APIFlask, clock: Hours, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the door of the application go by this clock."""
    monkeypatch.setattr(parts_of(app).door, "_clock", clock)


def test_an_officer_signs_in_and_comes_to_the_inbox(client: FlaskClient) -> None:
    answer = entered(client)
    assert (answer.status_code, answer.location) == (303, "/petugas")
    assert client.get("/petugas").status_code == 200
    assert "Contoh Dua" in client.get("/petugas").text


def test_the_token_is_out_of_reach_of_scripts_and_of_other_sites(client: FlaskClient) -> None:
    told = [value for value in entered(client).headers.getlist("Set-Cookie") if value.startswith("dumas_petugas=")]
    assert "HttpOnly" in told[0]
    assert "SameSite=Lax" in told[0]
    assert "Path=/petugas" in told[0]


def test_the_door_asks_for_what_is_missing_and_keeps_the_rest(client: FlaskClient) -> None:
    answer = sent(client, "/petugas/masuk", daerah="contoh", nama="petugas", sandi="")
    assert answer.status_code == 422
    assert "Isi kata sandi Anda." in answer.text
    assert 'value="petugas"' in answer.text


def test_a_wrong_password_and_an_unknown_name_read_alike(client: FlaskClient) -> None:
    wrong, unknown = entered(client, sandi="salah"), entered(client, "siapa", sandi="salah")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.text.replace("petugas", "") == unknown.text.replace("siapa", "").replace("petugas", "")


def test_what_is_no_name_at_all_reads_like_a_wrong_password(client: FlaskClient) -> None:
    assert entered(client, "x" * 300).status_code == 401


def test_a_form_of_another_site_is_refused(client: FlaskClient) -> None:
    answer = client.post("/petugas/masuk", data={"nama": "petugas"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_after_failures_the_door_says_how_long_to_wait(client: FlaskClient) -> None:
    for _ in range(3):
        entered(client, sandi="salah")
    answer = entered(client)
    assert answer.status_code == 429
    assert re.search(r"Tunggu \d+ detik", answer.text)
    assert int(answer.headers["Retry-After"]) > 0


def test_who_has_a_second_factor_is_asked_for_the_code(
    app: APIFlask, client: FlaskClient, phone: Phone, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(app, clock, monkeypatch)
    asked = entered(client, "inspektur", ke="/petugas/profil")
    assert asked.status_code == 200
    assert "Kode dari ponsel Anda" in asked.text
    assert PASSWORDS["inspektur"] not in asked.text
    answer = sent(client, "/petugas/masuk", lanjut=hidden(asked, "lanjut"), kode=phone.code())
    assert (answer.status_code, answer.location) == (303, "/petugas/profil")


def test_a_wrong_code_is_asked_for_again_without_the_password(
    app: APIFlask, client: FlaskClient, phone: Phone, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(app, clock, monkeypatch)
    asked = entered(client, "inspektur")
    wrong = sent(client, "/petugas/masuk", lanjut=hidden(asked, "lanjut"), kode="abcdef")
    assert wrong.status_code == 401
    assert "Kode ini salah" in wrong.text
    answer = sent(client, "/petugas/masuk", lanjut=hidden(wrong, "lanjut"), kode=phone.code())
    assert answer.status_code == 303


def test_what_is_carried_to_the_code_is_good_for_minutes_only(
    app: APIFlask, client: FlaskClient, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = entered(client, "inspektur")
    waiting = parts_of(app).waiting
    before = waiting._clock
    monkeypatch.setattr(waiting, "_clock", lambda: before() + 301)
    answer = sent(client, "/petugas/masuk", lanjut=hidden(asked, "lanjut"), nama="inspektur", kode=phone.code())
    assert answer.status_code == 422
    assert "Waktu untuk mengisi kode habis" in answer.text


def test_who_must_set_up_a_second_factor_is_led_there(client: FlaskClient) -> None:
    assert entered(client, "inspektur").location == "/petugas/kode-masuk"
    assert client.get("/petugas").location == "/petugas/kode-masuk"


def test_an_officer_signs_out(client: FlaskClient) -> None:
    entered(client)
    answer = sent(client, "/petugas/keluar")
    assert answer.location == "/petugas/masuk?daerah=contoh"
    assert cookies_of(client) == {}
    assert client.get("/petugas").location == "/petugas/masuk?ke=/petugas"


def test_the_door_leads_back_to_where_one_came_from(client: FlaskClient) -> None:
    assert client.get("/petugas/profil?x=1").location == "/petugas/masuk?ke=/petugas/profil?x%3D1"
    assert entered(client, ke="/petugas/profil?x=1").location == "/petugas/profil?x=1"
