"""The page on which an administrator records who stands in for whom, and what the frame then says to who does."""

from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from gateway.officers import apply_officers
from gateway.pages import cookies
from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.tenant import Officer
from tests.integration.gateway.conftest import OFFICERS
from tests.integration.gateway.pages.browser import sent, served
from tests.integration.gateway.people import PASSWORDS, STEP, Hours, Phone, with_code
from tests.unit.gateway.answerer import Answerer

ADMIN = Officer(id="kepala_tu", name="Contoh Tiga", roles=("admin_tenant",))
PASSWORD, PLACE, TODAY = "sandi-uji-kepala-tu", "/petugas/kelola/pelaksana", date(2026, 3, 2)
WISH = {
    "jenis": "plh",
    "pejabat": "inspektur",
    "pelaksana": "petugas",
    "mulai": TODAY.isoformat(),
    "sampai": (TODAY + timedelta(days=28)).isoformat(),
    "dasar": "800/123/SP/2026",
}


@dataclass(frozen=True, slots=True)
class Steward:
    """The administrator's browser, and the phone."""

    app: APIFlask
    client: FlaskClient
    phone: Phone
    clock: Hours

    def records(self, **changes: str) -> tuple[int, str]:
        """Status and page after sending the form, with a code that counts."""
        self.clock.now += STEP
        answer = sent(self.client, PLACE, **({**WISH, "kode": self.phone.code()} | changes))
        return answer.status_code, unescape(answer.text)

    def page(self) -> str:
        """The list."""
        return unescape(self.client.get(PLACE).text)


@pytest.fixture(autouse=True)
def office(shell: Engine, desks: Answerer) -> None:
    apply_officers(shell, "contoh", (*OFFICERS, ADMIN), {"kepala_tu": PASSWORD}, {})
    served(desks)


@pytest.fixture
def steward(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> Steward:
    session = keeper.sign_in("contoh", "kepala_tu", PASSWORD)
    phone = Phone(factors.begin(session.signed_in).secret, clock)
    factors.confirm(session.signed_in, phone.code(), session.token)
    for part in (parts_of(app).door, parts_of(app).deputies):
        monkeypatch.setattr(part, "_clock", clock)
    client = app.test_client()
    client.set_cookie(cookies.OFFICER, session.token, path=cookies.DESK_PATH)
    return Steward(app, client, phone, clock)


def test_what_is_recorded_is_listed_and_can_be_ended(steward: Steward) -> None:
    assert steward.records()[0] == 303
    shown = steward.page()
    assert "Plh. Inspektur" in shown
    assert "2 Maret 2026 sampai 30 Maret 2026" in shown
    assert "800/123/SP/2026" in shown
    address = shown.split(f'action="{PLACE}/')[1].split('"')[0]
    assert sent(steward.client, f"{PLACE}/{address}").status_code == 303
    assert "Diakhiri" in steward.page()


def test_the_frame_and_the_profile_say_in_whose_place_one_acts_and_until_when(
    steward: Steward, keeper: Doorkeeper, factors: SecondFactors
) -> None:
    steward.records()
    session = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    phone = Phone(factors.begin(session.signed_in).secret, steward.clock)
    factors.confirm(session.signed_in, phone.code(), session.token)
    steward.clock.now += STEP
    browser = steward.app.test_client()
    browser.set_cookie(cookies.OFFICER, with_code(keeper, phone.code(), "petugas").token, path=cookies.DESK_PATH)
    shown = unescape(browser.get("/petugas/profil").text)
    assert shown.count("Anda bertindak sebagai Plh. Inspektur sampai 30 Maret 2026.") == 2
    english = unescape(browser.get("/petugas/profil?bahasa=en", follow_redirects=True).text)
    assert "You act as Plh." in english


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"pelaksana": "kepala_tu"}, "Anda tidak dapat memberi jabatan kepada diri sendiri."),
        ({"pelaksana": "inspektur"}, "Tidak seorang pun menggantikan dirinya sendiri."),
        ({"sampai": "2026-09-01"}, "Terlalu jauh"),
        ({"mulai": "besok"}, "Isi tanggalnya"),
        ({"dasar": ""}, "Isi nomor surat perintahnya."),
        ({"kode": "000000"}, "Kode ini salah"),
        ({"kode": ""}, "Isi kode dari ponsel Anda."),
        ({"peran": "custodian"}, "Pejabat ini tidak memegang peran itu."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(
    steward: Steward, changes: dict[str, str], sentence: str
) -> None:
    status, shown = steward.records(**changes)
    assert (status, sentence in shown) == (422, True)
    assert changes.get("dasar", "800/123/SP/2026") in shown
    assert "Belum pernah ada yang dicatat." in shown


def test_who_keeps_identities_is_not_offered_and_who_needs_a_code_is_told(steward: Steward, shell: Engine) -> None:
    keeps = Officer(id="penjaga", name="Contoh Penjaga", roles=("custodian",))
    apply_officers(shell, "contoh", (*OFFICERS, ADMIN, keeps), {"penjaga": "sandi-uji-penjaga"}, {})
    page = steward.page()
    assert 'value="petugas"' in page
    assert 'value="penjaga"' not in page
    assert "Peran Inspektur hanya dapat dipakai dengan kode masuk dari ponsel." in page


def test_the_head_of_the_office_sees_the_list_and_no_form(
    steward: Steward, keeper: Doorkeeper, factors: SecondFactors
) -> None:
    session = keeper.sign_in("contoh", "inspektur", PASSWORDS["inspektur"])
    phone = Phone(factors.begin(session.signed_in).secret, steward.clock)
    factors.confirm(session.signed_in, phone.code(), session.token)
    browser = steward.app.test_client()
    browser.set_cookie(cookies.OFFICER, session.token, path=cookies.DESK_PATH)
    assert 'name="pejabat"' not in browser.get(PLACE).text
    assert sent(browser, PLACE, **WISH).status_code == 403


def test_others_see_nothing_of_it(steward: Steward, keeper: Doorkeeper) -> None:
    browser = steward.app.test_client()
    token = keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"]).token
    browser.set_cookie(cookies.OFFICER, token, path=cookies.DESK_PATH)
    assert browser.get(PLACE).status_code == 403
