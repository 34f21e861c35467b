"""A regency's first page: what, how, how long, for nothing, and how else."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway.parts import parts_of
from gateway.regencies import FRESH_FOR
from services.common.contracts.regencies import Tenants
from services.common.errors import Unavailable
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT

WEB: dict[str, Any] = {
    "label": "Formulir daring",
    "filed_by": ["pelapor"],
    "modes": ["open"],
    "identity_required": ["name", "nik", "phone"],
    "attachments_required": ["ktp"],
    "source_reference": "none",
}
LETTER = WEB | {"label": "Surat", "filed_by": ["petugas_penerima"]}
STEPS = (
    {"kind": "record", "title": "Mencatat", "clock": "30 menit"},
    {"kind": "decide", "title": "Memutuskan", "clock": None},
)
CLOCKS = (
    {"amount": 20, "unit": "working_days", "is_for_some": False},
    {"amount": 60, "unit": "days", "is_for_some": True, "when": {"category": ["tidak_logis", "tidak_berkadar"]}},
)


@pytest.fixture
def page(client: FlaskClient, desks: Answerer) -> str:
    told = {"channels": {"web": WEB, "letter": LETTER}, "steps": STEPS, "clocks": CLOCKS}
    desks.on("register.tenant", TENANT.model_copy(update=told))
    return client.get("/contoh").text


def test_it_says_what_is_asked_before_anything_is_written(page: str) -> None:
    assert "Wajib diisi: nama lengkap, NIK dan nomor telepon." in page
    assert "Sesudah terkirim Anda melampirkan salinan KTP." in page


def test_it_says_how_long_it_takes_with_the_unit(page: str) -> None:
    assert "20 hari kerja" in page
    assert "60 hari kalender, untuk pengaduan: tidak logis, tidak berkadar" in page
    assert "Mencatat: 30 menit" in page


def test_it_tells_only_what_happens_here(page: str) -> None:
    assert "Inspektur memutuskan tindak lanjutnya." in page
    assert "Pengaduan ditindaklanjuti." not in page


def test_it_says_what_is_not_for_here_and_how_else_to_report(page: str) -> None:
    for words in ("112", "SP4N-LAPOR!", "Jl. Contoh No. 1", "Surat", "Tidak dipungut biaya"):
        assert words in page


def test_both_ways_on_are_there(page: str) -> None:
    assert 'href="/contoh/lapor"' in page
    assert 'href="/contoh/lacak"' in page


def test_a_regency_where_citizens_cannot_file_themselves_says_so(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", TENANT.model_copy(update={"channels": {"letter": LETTER}}))
    page = client.get("/contoh").text
    assert "belum menerima pengaduan lewat halaman ini" in page
    assert 'href="/contoh/lapor"' not in page


def test_all_regencies_are_listed(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenants", Tenants(tenants=(TENANT,)))
    assert 'href="/contoh"' in client.get("/").text


def test_while_the_register_is_away_the_list_says_so(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenants", Unavailable("register"))
    answer = client.get("/")
    assert answer.status_code == 200
    assert "sedang tidak dapat ditampilkan" in answer.text


def test_the_list_is_not_asked_for_by_everybody_who_looks(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenants", Tenants(tenants=(TENANT,)))
    for address in ("/", "/", "/petugas/masuk"):
        assert TENANT.profile.office in client.get(address).text or address == "/"
    assert [method for method, _, _ in desks.calls].count("register.tenants") == 1


def test_while_the_register_is_away_the_list_is_the_one_last_seen(
    client: FlaskClient, desks: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    regencies, now = parts_of(client.application).regencies, [0.0]
    monkeypatch.setattr(regencies, "_clock", lambda: now[0])
    desks.on("register.tenants", Tenants(tenants=(TENANT,)))
    assert 'href="/contoh"' in client.get("/").text
    desks.on("register.tenants", Unavailable("register"))
    now[0] += FRESH_FOR + 1
    assert 'href="/contoh"' in client.get("/").text
    desks.on("register.tenants", Tenants(tenants=()))
    now[0] += FRESH_FOR + 1
    assert 'href="/contoh"' not in client.get("/").text
