"""Versions of the SOP before officers, on a real database; the register answers with the rules themselves."""

from datetime import UTC, datetime
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from services.common.contracts import procedures as p
from services.common.errors import Invalid
from services.common.simulation import simulate
from services.common.sop.difference import difference
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop
from tests.integration.gateway.pages.browser import entered, sent, served
from tests.unit.common.clocks.support import shipped
from tests.unit.common.sop.small import SMALL
from tests.unit.gateway.answerer import Answerer

NOW = datetime(2026, 11, 2, 1, tzinfo=UTC)
FIRST = SMALL
SECOND = SMALL.replace("version: 1", "version: 2").replace("title: Menelaah", "title: Menelaah dengan teliti")
TEXTS = {"contoh@1": FIRST, "contoh@2": SECOND}


def sop(name: str) -> Sop:
    """A version as the register reads it."""
    return parse_sop(TEXTS[name], name)


def entry(version: int, **given: Any) -> p.SopEntry:
    """A version in the list."""
    told = {"title": "SOP Contoh", "published_at": NOW, "retired_at": None, "is_in_force": version == 2}
    return p.SopEntry(**({"sop": f"contoh@{version}", "version": version, "open_complaints": version} | told | given))


def compared(_caller: Any, request: Any) -> p.SopChanges:
    """As the register compares."""
    before, after = sop(request.before), sop(request.after)
    changes = difference(before, after)
    return p.SopChanges(
        changes=tuple(p.SopChange(where=c.where, kind=c.kind, before=c.before, after=c.after) for c in changes)
    )


def defined(_caller: Any, request: Any) -> p.SopDefinition:
    """A version as it was published."""
    return p.SopDefinition(sop=request.sop, definition=yaml.safe_load(TEXTS[request.sop]))


def simulated(_caller: Any, request: Any) -> p.Simulation:
    """As the register simulates."""
    return simulate(sop(request.sop), shipped("banyumas"), request)


@pytest.fixture(autouse=True)
def register(client: FlaskClient, desks: Answerer) -> None:
    served(desks)
    desks.on("register.sops", p.Sops(sops=(entry(2), entry(1))))
    desks.on("register.definition", defined)
    desks.on("register.compare_sops", compared)
    desks.on("register.simulate", simulated)
    entered(client)


def test_every_version_is_listed_with_what_follows_it(client: FlaskClient) -> None:
    page = client.get("/petugas/sop").text
    assert "Versi 2" in page
    assert "Berlaku" in page
    assert "Digantikan" in page
    assert "Tarik versi" not in page  # that is for administrators


def test_every_step_is_shown_with_who_and_where_it_leads(client: FlaskClient) -> None:
    page = client.get("/petugas/sop/contoh@2").text
    assert "Menelaah dengan teliti" in page
    assert "Laporan Hasil Penelaahan" in page
    assert "→ Memutuskan" in page
    assert "kembali, wajib disertai alasan, paling banyak 2 kali" in page
    assert "Tambahan" in page
    assert "Inspektur → Sekretaris" in page


def test_an_unknown_version_is_not_found(client: FlaskClient) -> None:
    assert client.get("/petugas/sop/contoh@9").status_code == 404
    assert client.get("/petugas/sop/contoh@2/perbedaan?dari=contoh@9").status_code == 404


def test_two_versions_are_compared_in_words(client: FlaskClient) -> None:
    page = client.get("/petugas/sop/contoh@2/perbedaan?dari=contoh@1").text
    assert "Langkah › Menelaah dengan teliti › judul" in page
    assert "Menelaah dengan teliti" in page


def test_a_simulation_shows_every_step_with_its_date_and_reason(client: FlaskClient) -> None:
    page = client.get("/petugas/sop/contoh@1/simulasi?mulai=2026-11-23T09:00&kanal=walk_in").text
    assert "23 November 2026 pukul 09.00 WITA" in page
    assert "Pengaduan berakhir: Ditutup." in page


def test_a_simulation_takes_the_outcome_that_was_chosen(client: FlaskClient) -> None:
    page = client.get("/petugas/sop/contoh@1/simulasi?mulai=2026-11-23T09:00&hasil.putusan=audit").text
    assert '<option value="audit" selected>' in page
    assert "<br>Audit" in page


def test_before_anything_is_chosen_nothing_is_simulated(client: FlaskClient, desks: Answerer) -> None:
    page = client.get("/petugas/sop/contoh@1/simulasi").text
    assert "Jalannya pengaduan" not in page
    assert "register.simulate" not in [name for name, *_ in desks.calls]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("mulai=", "Isi hari dan jam pengaduan diterima."),
        ("mulai=kemarin", "Isi seperti ini"),
        ("mulai=2026-11-23T09:00&kanal=merpati", "Pilihan ini tidak dikenal"),
        ("mulai=2026-11-23T09:00&selesai.telaah=2026-11-01T09:00", "Langkah ini baru dimulai setelah waktu itu."),
    ],
)
def test_what_cannot_be_simulated_is_said_and_nothing_is_lost(client: FlaskClient, asked: str, sentence: str) -> None:
    answer = client.get(f"/petugas/sop/contoh@1/simulasi?{asked}")
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_version_is_retired(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.retire_sop", p.Sops(sops=(entry(2), entry(1, retired_at=NOW))))
    answer = sent(client, "/petugas/sop/pensiun", sop="contoh@1")
    assert (answer.status_code, answer.location) == (303, "/petugas/sop?baru=pensiun")
    assert desks.last("register.retire_sop")[1] == p.RetireSop(sop="contoh@1", is_retired=True)
    assert "tidak lagi dipakai" in client.get(str(answer.location)).text


def test_the_last_version_stays(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.retire_sop", Invalid({"sop": "This is the only version in force."}))
    answer = sent(client, "/petugas/sop/pensiun", sop="contoh@2")
    assert answer.status_code == 422
    assert "Ini satu-satunya versi yang dipakai." in answer.text
