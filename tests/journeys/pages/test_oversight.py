"""Those who answer for an office, and the province, on the pages of the running product, without scripts."""

from html import unescape

import pyotp
import pytest
import requests

from gateway.pages import cookies
from tests.journeys.pages.office import Officer
from tests.support import filings
from tests.support.command import dumas
from tests.support.regency import Regency
from tests.support.stack import RunningStack


@pytest.fixture(scope="module")
def admin(stack: RunningStack) -> Officer:
    """The administrator of Banyumas, let in."""
    officer = Officer(stack, "banyumas", "admin")
    assert officer.enter().status_code == 200
    return officer


@pytest.fixture(scope="module")
def province(stack: RunningStack) -> requests.Session:
    """The account of the province: an operator's, with a second factor set up on the pages."""
    password = dumas(stack, "operator", "add", "provinsi").split()[-1]
    session = requests.Session()
    session.headers["Sec-Fetch-Site"] = "same-origin"
    place = f"{stack.base_url}/api/v1"
    said = {"tenant": "platform", "username": "provinsi", "password": password}
    token = requests.post(f"{place}/sessions", json=said, timeout=30).json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    secret = requests.post(f"{place}/me/second-factor", headers=bearer, timeout=30).json()["secret"]
    code = {"code": pyotp.TOTP(secret).now()}
    requests.post(f"{place}/me/second-factor/confirmation", json=code, headers=bearer, timeout=30).raise_for_status()
    session.cookies.set(cookies.OFFICER, token, path=cookies.DESK_PATH)
    return session


def test_the_administrator_reads_the_sop_and_tries_it_out(admin: Officer) -> None:
    versions = admin.get("/petugas/sop").text
    assert "Berlaku" in versions
    sop = versions.partition('href="/petugas/sop/')[2].partition('"')[0]
    version = unescape(admin.get(f"/petugas/sop/{sop}").text)
    assert "Menerima aduan atau disposisi dari Bupati" in version
    assert "Tafsiran atas SOP" in version
    tried = unescape(admin.get(f"/petugas/sop/{sop}/simulasi?mulai=2026-11-23T09:00&hasil.putusan=audit_kasus").text)
    assert "Jalannya pengaduan" in tried
    assert "hari kerja" in tried


def test_the_administrator_sees_what_is_set_up(admin: Officer) -> None:
    page = unescape(admin.get("/petugas/kelola").text)
    for name in ("Profil kantor", "Lambang", "SOP", "Kalender kerja", "Petugas untuk setiap peran", "Tanda tangan"):
        assert name in page
    assert admin.get("/petugas/kelola/petugas").status_code == 200
    assert admin.get("/petugas/kelola/unit").status_code == 200
    assert "Pasal 31" in admin.get("/petugas/kelola/pemrosesan").text
    assert "Belum ada yang dimusnahkan." in admin.get("/petugas/kelola/pemusnahan").text


def test_what_was_done_is_in_the_trail(admin: Officer, banyumas: Regency) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    page = admin.await_words(f"/petugas/jejak?nomor={reference}", "Pengaduan diterima")
    assert reference in page


def test_an_officer_sees_how_the_office_does(stack: RunningStack, banyumas: Regency) -> None:
    reference = banyumas.filed(filings.by_letter(), "petugas")
    banyumas.task(reference)
    officer = Officer(stack, "banyumas", "petugas")
    officer.enter()
    page = unescape(officer.get("/petugas/dasbor").text)
    assert "Di mana pengaduan menunggu sekarang" in page
    assert officer.get("/petugas/kelola").status_code == 403


def test_the_province_compares_regencies_and_opens_nothing_else(
    stack: RunningStack, province: requests.Session, banyumas: Regency
) -> None:
    references = [banyumas.filed(filings.by_letter(), "petugas") for _ in range(5)]
    for reference in references:
        banyumas.task(reference)
    page = province.get(f"{stack.base_url}/petugas/provinsi", timeout=60).text
    assert "Banyumas" in page
    assert "Katingan" in page
    assert not any(reference in page for reference in references)
    assert province.get(f"{stack.base_url}/petugas/provinsi/banyumas", timeout=60).status_code == 200
    for path in ("/petugas/dasbor", "/petugas/sop", "/petugas/jejak", f"/petugas/pengaduan/{references[0]}"):
        assert province.get(f"{stack.base_url}{path}", timeout=60).status_code == 403
