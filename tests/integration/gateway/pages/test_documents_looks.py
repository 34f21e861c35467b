"""Templates of documents before who answers for the office; the register answers from memory."""

import base64
from typing import Any

import pytest
import yaml
from apiflask import APIFlask
from flask.testing import FlaskClient

from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts.audit import AuditTrail
from services.common.contracts.procedures import SopDefinition
from services.common.contracts.templates import Preview, Templates
from tests.integration.gateway.pages import letting_in
from tests.integration.gateway.pages.browser import sent, served
from tests.integration.gateway.people import Hours
from tests.unit.common.clocks.support import text
from tests.unit.gateway.answerer import Answerer

PLACE = "/petugas/kelola/dokumen"
TEMPLATES = Templates(
    own=("jawaban",),
    has_style=False,
    has_crest=True,
    formats={"spt": "700/{number:03d}/{code}/{year}"},
    numbers={"spt": "700/001/CTH/2026"},
)
PDF = b"%PDF-1.7 contoh"


@pytest.fixture(autouse=True)
def register(app: APIFlask, desks: Answerer) -> None:
    served(desks)
    parts_of(app).regencies.refresh()
    definition = yaml.safe_load(text("banyumas", "sop.yaml"))
    desks.on("register.definition", SopDefinition(sop="banyumas@1", definition=definition))
    desks.on("register.templates", TEMPLATES)
    desks.on("register.preview", Preview(kind="spt", state="none"))


@pytest.fixture
def head(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    """The browser of the head of the office."""
    return letting_in.hall(app, keeper, factors, clock, monkeypatch).head()


def test_kinds_are_listed_with_template_number_and_signer(head: FlaskClient) -> None:
    page = head.get(PLACE).text
    assert "Surat Perintah Tugas" in page
    assert "700/001/CTH/2026" in page
    assert "700/{number:03d}/{code}/{year}" in head.get(f"{PLACE}/spt").text
    assert page.count("Milik daerah ini") == 1
    assert "Buku Pengaduan" in page


def test_a_sample_is_asked_for_waited_for_and_downloaded(head: FlaskClient, desks: Answerer) -> None:
    assert "Buat contoh" in head.get(f"{PLACE}/spt").text
    desks.on("register.ask_preview", Preview(kind="spt", state="waiting"))
    desks.on("register.preview", Preview(kind="spt", state="waiting"))
    answer = sent(head, f"{PLACE}/spt")
    assert (answer.status_code, answer.location) == (303, f"{PLACE}/spt#contoh")
    assert head.get(f"{PLACE}/spt").headers["Refresh"].startswith("2; ")
    assert head.get(f"{PLACE}/spt/contoh.pdf").status_code == 404
    made: dict[str, Any] = {"kind": "spt", "state": "made", "pdf": base64.b64encode(PDF).decode()}
    desks.on("register.preview", Preview(**made))
    assert "Unduh contoh (PDF)" in head.get(f"{PLACE}/spt").text
    got = head.get(f"{PLACE}/spt/contoh.pdf")
    assert (got.data, got.content_type) == (PDF, "application/pdf")


def test_a_template_that_fails_is_told(head: FlaskClient, desks: Answerer) -> None:
    desks.on("register.preview", Preview(kind="jawaban", state="failed", fault="TemplateFaulty at line:3"))
    assert "TemplateFaulty at line:3" in head.get(f"{PLACE}/jawaban").text


def test_a_kind_there_is_not_is_not_found(head: FlaskClient) -> None:
    assert head.get(f"{PLACE}/surat_cinta").status_code == 404
    assert sent(head, f"{PLACE}/surat_cinta").status_code == 404


def test_the_menu_marks_where_one_is(head: FlaskClient, desks: Answerer) -> None:
    desks.on("register.audit_entries", AuditTrail(entries=()))
    for path in (PLACE, "/petugas/jejak"):
        assert 'aria-current="page">Kelola' in head.get(path).text
