"""The administrator of a regency and an operator of the platform, on the pages of the running product."""

import re
from html import unescape
from io import BytesIO
from uuid import uuid4

import pyotp
import pytest
import requests
from pypdfium2 import PdfDocument

from deploy.credentials import Credentials
from deploy.demo.waiting import await_that
from gateway.pages import cookies
from tests.journeys.pages.office import Officer
from tests.support.command import dumas
from tests.support.newcomer import Newcomer
from tests.support.stack import RunningStack

KEY = "uji_kelola"
PEOPLE = "/petugas/kelola/petugas"
PREVIEW = "/petugas/kelola/dokumen/spt"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="module")
def admin(stack: RunningStack, tmp_path_factory: pytest.TempPathFactory) -> Officer:
    """The administrator of a regency of these tests' own, let in."""
    Newcomer(stack, tmp_path_factory.mktemp("regency"), KEY, "UKL").apply()
    officer = Officer(stack, KEY, "admin")
    assert await_that(lambda: officer.enter().status_code, "the administrator to be let in") == 200
    return officer


@pytest.fixture(scope="module")
def operator(stack: RunningStack) -> requests.Session:
    """An operator's browser."""
    password = dumas(stack, "operator", "add", "juru_mesin").split()[-1]
    said = {"tenant": "platform", "username": "juru_mesin", "password": password}
    place, session = f"{stack.base_url}/api/v1", requests.Session()
    token = session.post(f"{place}/sessions", json=said, timeout=30).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    secret = session.post(f"{place}/me/second-factor", headers=bearer, timeout=30).json()["secret"]
    code = {"code": pyotp.TOTP(secret).now()}
    session.post(f"{place}/me/second-factor/confirmation", json=code, headers=bearer, timeout=30).raise_for_status()
    session.headers.update(OURS)
    session.cookies.set(cookies.OFFICER, token, path=cookies.DESK_PATH)
    return session


def with_code(admin: Officer, stack: RunningStack, path: str, **form: str) -> requests.Response:
    """A form that asks for the administrator's own code; one counts once, so that after it is waited for."""
    given = Credentials.read(stack.sign_ins[KEY]["admin"])

    def sent() -> requests.Response | None:
        answer = admin.send(path, kode=given.code(given.step() + 1), **form)
        return answer if answer.status_code == requests.codes.ok else None

    return await_that(sent, "a code that counts")


def at_the_door(stack: RunningStack, name: str, password: str) -> requests.Response:
    """Whoever tries to sign in."""
    said = {"daerah": KEY, "nama": name, "sandi": password}
    place = f"{stack.base_url}/petugas/masuk"
    return requests.post(place, data=said, headers=OURS, timeout=30, allow_redirects=False)


def test_the_calendar_by_which_time_is_counted_is_read(admin: Officer) -> None:
    page = unescape(admin.get("/petugas/kelola/kalender?tahun=2026").text)
    assert "Hari Raya Idul Fitri" in page
    assert "Cuti bersama · Nasional" in page
    assert "Sementara" in admin.get("/petugas/kelola/kalender?tahun=2031").text


def test_a_locked_officer_stays_out_until_the_lock_is_opened(admin: Officer, stack: RunningStack) -> None:
    password = Credentials.read(stack.sign_ins[KEY]["penelaah_dua"]).password
    assert at_the_door(stack, "penelaah_dua", password).status_code == 303
    assert "Akun telah dikunci." in admin.send(f"{PEOPLE}/penelaah_dua/kunci", alasan="suspected").text
    assert at_the_door(stack, "penelaah_dua", password).status_code == 401
    opened = with_code(admin, stack, f"{PEOPLE}/penelaah_dua/buka", alasan="settled")
    assert "Kunci akun telah dibuka." in opened.text
    assert at_the_door(stack, "penelaah_dua", password).status_code == 303


def test_a_one_time_password_is_replaced_at_the_first_sign_in(admin: Officer, stack: RunningStack) -> None:
    page = with_code(admin, stack, f"{PEOPLE}/auditor_dua/sandi", alasan="forgotten").text
    given = re.search(r'admin-password">([^<]+)<', page)
    assert given
    answer = at_the_door(stack, "auditor_dua", given[1])
    assert answer.headers["Location"] == "/petugas/kata-sandi"
    jar = {cookies.OFFICER: answer.cookies[cookies.OFFICER]}
    said = {"lama": given[1], "baru": "empat kata yang mudah", "ulang": "empat kata yang mudah"}
    place = f"{stack.base_url}/petugas/kata-sandi"
    changed = requests.post(place, data=said, cookies=jar, headers=OURS, timeout=30, allow_redirects=False)
    assert changed.status_code == 303
    assert requests.get(f"{stack.base_url}/petugas", cookies=jar, timeout=30).status_code == 200
    assert at_the_door(stack, "auditor_dua", "empat kata yang mudah").headers["Location"] == "/petugas"
    admin.await_words("/petugas/jejak", "Kata sandi sekali pakai diberikan administrator")


def test_a_sample_of_a_document_is_printed_on_the_regencys_own_paper(admin: Officer) -> None:
    assert "Surat Perintah Tugas" in admin.get("/petugas/kelola/dokumen").text
    admin.send(PREVIEW)
    admin.await_words(PREVIEW, "Unduh contoh (PDF)")
    answer = admin.get(f"{PREVIEW}/contoh.pdf")
    text = PdfDocument(BytesIO(answer.content))[0].get_textpage().get_text_bounded()
    assert "CONTOH: data karangan, bukan dokumen" in text
    assert "SURAT PERINTAH TUGAS" in text


def test_an_operator_sees_how_the_parts_do_and_asks_each_for_what_is_parked(
    operator: requests.Session, stack: RunningStack
) -> None:
    page = unescape(operator.get(f"{stack.base_url}/petugas/sistem", timeout=60).text)
    assert "Tidak dapat ditanyai sekarang" not in page
    assert page.count("Berjalan") >= 9
    place = f"{stack.base_url}/petugas/sistem/evt-notify.tell"
    assert operator.get(place, timeout=60).status_code == 200
    said = {"cara": "retry", "pesan": str(uuid4())}
    assert "orang lain mendahului Anda" in operator.post(place, data=said, timeout=60).text
