"""What an administrator does with accounts, on the pages and a real database."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import URL, Engine

from gateway import enrolment
from gateway.officers import apply_officers
from gateway.pages import cookies
from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.register import ApplyOfficers
from services.common.contracts.tenant import Officer
from services.common.errors import NotSignedIn, SignInFailed
from tests.integration.gateway.conftest import API_KEYS, OFFICERS
from tests.integration.gateway.pages.browser import entered, sent, served
from tests.integration.gateway.people import PASSWORDS, STEP, Hours, Phone, enrolled, told
from tests.unit.gateway.answerer import Answerer

ADMIN = Officer(id="kepala_tu", name="Contoh Tiga", roles=("admin_tenant",))
KEEPER = Officer(id="penjaga", name="Contoh Empat", roles=("custodian",))
ALL = (*OFFICERS, ADMIN, KEEPER)
PASSWORD = "sandi-uji-kepala-tu"


@pytest.fixture(autouse=True)
def office(shell: Engine, desks: Answerer) -> None:
    apply_officers(shell, "contoh", ALL, {"kepala_tu": PASSWORD, "penjaga": PASSWORD}, {})
    served(desks)
    desks.on("assignment.roster", ApplyOfficers(officers=ALL))


@dataclass(frozen=True, slots=True)
class Steward:
    """The administrator's browser, and the phone, which has shown a code before."""

    client: FlaskClient
    phone: Phone
    keeper: Doorkeeper
    factors: SecondFactors
    clock: Hours

    def did(self, who: str, act: str, **fields: str) -> tuple[int, str]:
        """Status and page after sending the form of an act."""
        answer = sent(self.client, f"/petugas/kelola/petugas/{who}/{act}", **fields)
        return answer.status_code, answer.text

    def page(self, who: str = "") -> str:
        """What is shown of one officer, or of all."""
        return self.client.get(f"/petugas/kelola/petugas/{who}".rstrip("/")).text


@pytest.fixture
def steward(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> Steward:
    session = keeper.sign_in("contoh", "kepala_tu", PASSWORD)
    phone = Phone(factors.begin(session.signed_in).secret, clock)
    factors.confirm(session.signed_in, phone.code(), session.token)
    clock.now += STEP
    for part in (parts_of(app).door, parts_of(app).stewards):
        monkeypatch.setattr(part, "_clock", clock)
    client = app.test_client()
    client.set_cookie(cookies.OFFICER, session.token, path=cookies.DESK_PATH)
    return Steward(client, phone, keeper, factors, clock)


def test_a_locked_officer_is_out_and_stays_out_when_the_file_is_applied_again(
    steward: Steward, shell: Engine, client: FlaskClient
) -> None:
    entered(client)
    assert steward.did("petugas", "kunci", alasan="suspected")[0] == 303
    assert client.get("/petugas/profil").status_code == 303
    apply_officers(shell, "contoh", ALL, {}, {})
    with pytest.raises(SignInFailed):
        steward.keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])
    assert "Dikunci" in steward.page()
    assert steward.did("petugas", "buka", alasan="settled", kode=steward.phone.code())[0] == 303
    assert steward.keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])


def test_the_operator_opens_what_an_administrator_has_locked(steward: Steward, shell: Engine) -> None:
    steward.did("petugas", "kunci", alasan="suspected")
    assert enrolment.unlock(shell, "contoh", "petugas")
    assert not enrolment.unlock(shell, "contoh", "petugas")
    assert steward.keeper.sign_in("contoh", "petugas", PASSWORDS["petugas"])


def test_a_system_that_is_locked_is_let_in_no_more(steward: Steward) -> None:
    assert steward.did("sp4n_lapor", "kunci", alasan="suspected")[0] == 303
    with pytest.raises(NotSignedIn):
        steward.keeper.system(f"{API_KEYS['sp4n_lapor']}contoh")
    assert "Dikunci" in steward.page("sp4n_lapor")


def test_all_sessions_of_an_officer_end(steward: Steward, client: FlaskClient) -> None:
    entered(client)
    assert steward.did("petugas", "sesi", alasan="asked")[0] == 303
    assert client.get("/petugas/profil").location.startswith("/petugas/masuk")


def test_a_reason_is_asked_for(steward: Steward) -> None:
    status, page = steward.did("petugas", "kunci", alasan="karena")
    assert (status, "Pilih alasannya." in page) == (422, True)


def test_a_given_password_is_shown_once_and_must_be_changed(steward: Steward, client: FlaskClient) -> None:
    status, page = steward.did("petugas", "sandi", alasan="forgotten", kode=steward.phone.code())
    given = re.search(r'admin-password">([^<]+)<', page)
    assert status == 200
    assert given
    assert entered(client).status_code == 401
    assert entered(client, sandi=given[1]).location == "/petugas/kata-sandi"
    assert client.get("/petugas").location == "/petugas/kata-sandi"
    new = {"baru": "sandi pilihan sendiri", "ulang": "sandi pilihan sendiri"}
    assert sent(client, "/petugas/kata-sandi", lama="bukan-itu", **new).status_code == 422
    assert sent(client, "/petugas/kata-sandi", lama=given[1], **new).location == "/petugas/profil?baru=sandi-diganti"
    assert client.get("/petugas/profil").status_code == 200
    assert entered(client, sandi="sandi pilihan sendiri").status_code == 303


def test_a_given_password_is_good_for_three_days(steward: Steward) -> None:
    _, page = steward.did("petugas", "sandi", alasan="forgotten", kode=steward.phone.code())
    given = re.search(r'admin-password">([^<]+)<', page)
    assert given
    assert steward.keeper.sign_in("contoh", "petugas", given[1]).signed_in.must_set_up == ("password",)
    steward.clock.now += timedelta(days=3, seconds=1)
    with pytest.raises(SignInFailed):
        steward.keeper.sign_in("contoh", "petugas", given[1])


def test_what_gives_access_asks_for_the_administrators_own_code(steward: Steward) -> None:
    status, page = steward.did("petugas", "sandi", alasan="forgotten", kode="000000")
    assert (status, "Kode ini salah" in page) == (422, True)
    code = steward.phone.code()
    assert steward.did("petugas", "sandi", alasan="forgotten", kode=code)[0] == 200
    assert steward.did("petugas", "sandi", alasan="forgotten", kode=code)[0] == 422


def test_a_lost_phone_is_set_up_again(steward: Steward, client: FlaskClient) -> None:
    enrolled(steward.keeper, steward.factors, steward.clock)
    assert steward.did("inspektur", "kode", alasan="lost_phone", kode=steward.phone.code())[0] == 303
    assert entered(client, "inspektur").location == "/petugas/kode-masuk"


@pytest.mark.parametrize(("who", "act"), [("inspektur", "sandi"), ("penjaga", "sandi"), ("penjaga", "kode")])
def test_nobody_is_let_in_as_who_watches_over_administrators(steward: Steward, who: str, act: str) -> None:
    assert steward.did(who, act, alasan="forgotten", kode=steward.phone.code())[0] == 403
    assert "hanya oleh pengelola sistem" in steward.page(who)


@pytest.mark.parametrize("act", ["sesi", "kunci", "kode", "sandi"])
def test_an_administrator_does_nothing_to_the_own_account(steward: Steward, act: str) -> None:
    assert steward.did("kepala_tu", act, alasan="asked", kode=steward.phone.code())[0] == 403


def test_others_do_not_touch_accounts(client: FlaskClient) -> None:
    entered(client)
    assert sent(client, "/petugas/kelola/petugas/inspektur/kunci", alasan="suspected").status_code == 403
    assert client.get("/petugas/kelola/petugas/inspektur").status_code == 403


def test_who_did_what_and_why_is_in_the_trail(steward: Steward, applied: URL) -> None:
    steward.did("petugas", "kunci", alasan="left")
    steward.did("petugas", "buka", alasan="settled", kode=steward.phone.code())
    done = [each for each in told(applied) if each["actor"] == "kepala_tu" and each.get("subject") == "petugas"]
    assert [(each["action"], each["details"]) for each in done] == [
        ("account_locked", {"reason": "left"}),
        ("account_unlocked", {"reason": "settled"}),
    ]
