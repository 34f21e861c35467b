"""Setting up a second factor on the pages, and giving it up; on a real database."""

import re

import pyotp
import pytest
from flask.testing import FlaskClient

from services.common.contracts.register import Tasks
from tests.integration.gateway.pages.browser import entered, sent, served
from tests.unit.gateway.answerer import Answerer

SETUP = "/petugas/kode-masuk"


@pytest.fixture(autouse=True)
def regency(desks: Answerer) -> None:
    served(desks)
    desks.on("register.tasks", Tasks(tasks=(), next=None))


def shown_secret(client: FlaskClient) -> str:
    """The secret as it is shown to be typed."""
    found = re.search(r'<span class="code">([A-Z2-7 ]+)</span>', client.get(SETUP).text)
    assert found
    return found[1].replace(" ", "")


def code(client: FlaskClient) -> str:
    """What the phone shows now."""
    return pyotp.TOTP(shown_secret(client)).now()


@pytest.fixture
def half(client: FlaskClient) -> FlaskClient:
    """The head of the office, who must set it up first and has begun."""
    entered(client, "inspektur")
    assert "mewajibkannya" in client.get(SETUP).text
    assert sent(client, f"{SETUP}/baru").location == SETUP
    return client


def test_the_secret_is_shown_as_a_picture_and_as_text(half: FlaskClient) -> None:
    page = half.get(SETUP).text
    assert "<svg" in page
    assert "style=" not in page
    assert len(shown_secret(half)) == 32


def test_a_wrong_code_keeps_the_secret(half: FlaskClient) -> None:
    before = shown_secret(half)
    answer = sent(half, SETUP, kode="abcdef")
    assert answer.status_code == 422
    assert "Kode ini salah" in answer.text
    assert shown_secret(half) == before


def test_the_first_code_opens_the_desk_and_shows_recovery_codes(half: FlaskClient) -> None:
    assert half.get("/petugas").location == SETUP
    assert sent(half, SETUP, kode=code(half)).location == f"{SETUP}/pemulihan"
    codes = re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", half.get(f"{SETUP}/pemulihan").text)
    assert len(codes) == 8
    file = half.get(f"{SETUP}/pemulihan.txt")
    assert "attachment" in file.headers["Content-Disposition"]
    assert all(each in file.text for each in codes)
    assert half.get("/petugas").status_code == 200


def test_recovery_codes_are_gone_once_put_away(half: FlaskClient) -> None:
    sent(half, SETUP, kode=code(half))
    assert sent(half, f"{SETUP}/pemulihan").location == "/petugas"
    assert half.get(f"{SETUP}/pemulihan").location == "/petugas/profil"
    assert half.get(f"{SETUP}/pemulihan.txt").location == "/petugas/profil"


def test_who_must_have_it_cannot_give_it_up(half: FlaskClient) -> None:
    sent(half, SETUP, kode=code(half))
    assert "mewajibkan kode masuk" in half.get(f"{SETUP}/hapus").text
    assert sent(half, f"{SETUP}/hapus", kode="123456").status_code == 409


def test_who_may_do_without_gives_it_up_with_a_recovery_code(client: FlaskClient) -> None:
    entered(client)
    sent(client, f"{SETUP}/baru")
    sent(client, SETUP, kode=code(client))
    (recovery, *_) = re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", client.get(f"{SETUP}/pemulihan").text)
    assert sent(client, f"{SETUP}/hapus", kode="000000x").status_code == 422
    assert sent(client, f"{SETUP}/hapus", kode=recovery).location == "/petugas/profil?baru=kode-dihapus"
    assert "Belum aktif" in client.get("/petugas/profil").text


def test_it_is_not_begun_again_while_it_is_in_force(half: FlaskClient) -> None:
    sent(half, SETUP, kode=code(half))
    assert sent(half, f"{SETUP}/baru").location == "/petugas/profil"
