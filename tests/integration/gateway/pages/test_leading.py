"""What those who answer for the office look after, on a real database; the services answer from memory."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from gateway.parts import parts_of
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts import retention as k
from services.common.contracts.audit import AuditEntry, AuditPage, AuditTrail
from services.common.contracts.procedures import Simulation
from services.common.contracts.regencies import Tenants
from services.common.contracts.register import ApplyOfficers
from services.common.contracts.tenant import Officer, Unit
from services.common.errors import NotFound
from tests.integration.gateway.pages import letting_in
from tests.integration.gateway.pages.browser import entered, served
from tests.integration.gateway.people import Hours
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
STEPS = ({"key": "catat", "title": "Mencatat", "roles": ["jfu", "pelapor"], "basis": "read"},)
UNITS = tuple(Unit(key=f"dinas_{at:03}", name=f"Dinas Contoh {at}") for at in range(60))
REGENCY = TENANT.model_copy(update={"steps": STEPS, "units": UNITS})


def logged(number: int, action: str = "content_read") -> AuditEntry:
    """An entry of the trail."""
    return AuditEntry(
        number=number,
        at=NOW,
        action=action,
        actor="petugas",
        actor_kind="officer",
        complaint_id=None,
        reference="CTH-26-7K3M-Q9TX",
        subject="",
        details={"desk": "intake"},
        previous="",
        hash="ab" * 32,
    )


@pytest.fixture(autouse=True)
def services(app: APIFlask, desks: Answerer) -> None:
    served(desks)
    desks.on("register.tenant", REGENCY)
    desks.on("register.tenants", Tenants(tenants=(REGENCY,)))
    parts_of(app).regencies.refresh()
    desks.on("register.crest", NotFound("crest"))
    desks.on("register.simulate", Simulation(sop="contoh@1", calendar="x", steps=(), end=None, clocks=()))
    desks.on("register.audit_entries", AuditTrail(entries=(logged(7),), next=7))
    officers = (Officer(id="inspektur", name="Contoh Satu", roles=("inspektur",)),)
    desks.on("assignment.roster", ApplyOfficers(officers=officers))


@pytest.fixture
def head(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> FlaskClient:
    """The browser of the head of the office."""
    return letting_in.hall(app, keeper, factors, clock, monkeypatch).head()


def test_what_is_missing_is_listed(head: FlaskClient) -> None:
    page = head.get("/petugas/kelola").text
    assert "Belum ada; yang tampil gambar pengganti." in page
    assert "1 dari 1 langkah adalah tafsiran atau tambahan." in page
    assert "Belum ada pemegang: Jabatan Fungsional Umum" in page
    assert "60 unit terdaftar." in page
    assert "Keadaan sistem" in page


def test_the_calendar_of_next_year_is_missing_while_its_deadlines_are_provisional(
    head: FlaskClient, desks: Answerer
) -> None:
    assert "Ada sampai dengan tahun" in head.get("/petugas/kelola").text
    clock: dict[str, Any] = {"key": "total", "text": "20 hari kerja", "is_late": False, "why": ""}
    times = dict.fromkeys(("started_at", "stopped_at", "due_at"), NOW)
    told = {"sop": "contoh@1", "calendar": "x", "steps": (), "end": None}
    desks.on(
        "register.simulate",
        Simulation.model_validate(told | {"clocks": ({**clock, **times, "is_provisional": True},)}),
    )
    assert "belum ditetapkan" in head.get("/petugas/kelola").text


def test_who_does_not_answer_for_the_office_is_not_shown_it(client: FlaskClient) -> None:
    entered(client)
    assert client.get("/petugas/kelola").status_code == 403


def test_people_are_listed_with_their_roles_and_who_changes_that(head: FlaskClient) -> None:
    page = head.get("/petugas/kelola/petugas").text
    assert "Contoh Satu" in page
    assert "officers.yaml" in page


def test_units_come_a_page_at_a_time_and_are_found_by_name(head: FlaskClient) -> None:
    first = head.get("/petugas/kelola/unit").text
    assert "Dinas Contoh 49" in first
    assert "Dinas Contoh 50" not in first
    assert "/petugas/kelola/unit?setelah=dinas_049" in first
    assert "Dinas Contoh 50" in head.get("/petugas/kelola/unit?setelah=dinas_049").text
    found = head.get("/petugas/kelola/unit?cari=contoh+59").text
    assert "Dinas Contoh 59" in found
    assert "Dinas Contoh 1<" not in found


def test_the_trail_is_shown_in_words_a_page_at_a_time(head: FlaskClient) -> None:
    page = head.get("/petugas/jejak").text
    assert "Membaca isi pengaduan" in page
    assert "petugas (petugas)" in page
    assert "setelah=7" in page


def test_the_trail_is_asked_for_by_days_of_the_office(head: FlaskClient, desks: Answerer) -> None:
    head.get("/petugas/jejak?nomor=cth-26-7k3m-q9tx&dari=2026-03-01&sampai=2026-03-02&setelah=7")
    _, asked = desks.last("register.audit_entries")
    assert isinstance(asked, AuditPage)
    assert (asked.reference, asked.after) == ("CTH-26-7K3M-Q9TX", 7)
    assert asked.since == datetime(2026, 2, 28, 16, tzinfo=UTC)
    assert asked.until == datetime(2026, 3, 2, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("asked", "sentence"), [("nomor=xyz", "Ini bukan nomor pengaduan."), ("dari=kemarin", "Isi tanggal seperti ini")]
)
def test_a_filter_that_cannot_be_read_is_said(head: FlaskClient, asked: str, sentence: str) -> None:
    answer = head.get(f"/petugas/jejak?{asked}")
    assert answer.status_code == 422
    assert sentence in answer.text


def test_an_unknown_complaint_has_no_trail(head: FlaskClient, desks: Answerer) -> None:
    desks.on("register.audit_entries", NotFound("complaint"))
    assert "Tidak ada pengaduan dengan nomor ini." in head.get("/petugas/jejak?nomor=CTH-26-7K3M-Q9TX").text


def test_what_is_destroyed_and_what_is_held_is_listed(head: FlaskClient, desks: Answerer) -> None:
    due = {"reference": "CTH-26-7K3M-Q9TX", "scope": "identity", "retention_class": "umum"}
    days = {"closed_on": date(2025, 1, 1), "due_on": date(2026, 3, 9)}
    desks.on("register.retention_due", k.AllDue.model_validate({"due": [{**due, **days, "is_held": True}]}))
    desks.on("register.destructions", k.Destructions(destructions=(), next="2026~1"))
    page = head.get("/petugas/kelola/pemusnahan").text
    assert "Ditahan" in page
    assert "/petugas/pengaduan/CTH-26-7K3M-Q9TX/penahanan" in page
    assert "Belum ada yang dimusnahkan." in page
    assert "setelah=2026~1" in page
