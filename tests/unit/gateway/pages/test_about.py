"""What anybody may read about a regency: its procedure, its year, who sees what."""

from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from pydantic import BaseModel

from services.common.contracts.caller import Caller
from services.common.contracts.counts import MonthFigures, PublicFigures, YearOf
from services.common.contracts.tenant import RetentionClass
from services.common.errors import UnknownTenant
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT

YEAR = datetime.now(UTC).year
STEP = {"key": "catat", "number": 1, "title": "Mencatat", "text": "Mencatat aduan", "kind": "record", "roles": ["jfu"]}
MONTHS = tuple(MonthFigures(month=month, received=7 if month == 3 else 0, closed=None) for month in range(1, 13))


def figures(_caller: Caller, asked: BaseModel) -> PublicFigures:
    assert isinstance(asked, YearOf)
    told = {"received": 7, "closed": None, "open": 5, "with_deadline": None, "on_time": None, "median_days": None}
    return PublicFigures(
        tenant="contoh", year=asked.year, counted_at=datetime.now(UTC), channels={"web": 7}, months=MONTHS, **told
    )


@pytest.fixture(autouse=True)
def told(desks: Answerer) -> None:
    steps = ({**STEP, "clock": "30 menit", "basis": "added"},)
    kept = RetentionClass(key="semua", label="Semua pengaduan", complaint_months=24, identity_months=12)
    named = {"roles": {"jfu": "Petugas Contoh"}, "objections": {"Ditolak": "7 hari"}}
    desks.on("register.tenant", TENANT.model_copy(update={"steps": steps, "retention": (kept,), **named}))
    desks.on("register.figures", figures)


def test_the_procedure_is_shown_in_the_regencys_words_with_what_we_added(client: FlaskClient) -> None:
    page = client.get("/contoh/sop").text
    for words in ("1. Mencatat", "Petugas Contoh", "30 menit", "tidak tertulis dalam SOP", "Ditolak: 7 hari"):
        assert words in page


def test_small_counts_are_told_as_small(client: FlaskClient) -> None:
    page = client.get("/contoh/angka").text
    assert "kurang dari 5" in page
    assert "tidak ditampilkan" in page
    assert f"tahun {YEAR}" in page


def test_a_year_that_is_not_offered_is_the_present_one(client: FlaskClient) -> None:
    for asked in ("1066", "x", "-1", "99999999999999999999"):
        assert f"tahun {YEAR}" in client.get(f"/contoh/angka?tahun={asked}").text
    assert f"tahun {YEAR - 1}" in client.get(f"/contoh/angka?tahun={YEAR - 1}").text


def test_the_figures_can_be_taken_along(client: FlaskClient) -> None:
    answer = client.get("/contoh/angka.csv")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="pengaduan-contoh-{YEAR}.csv"'
    assert f"{YEAR},3,7,tidak ditampilkan" in answer.text


def test_for_how_long_what_is_kept_stands_there(client: FlaskClient) -> None:
    page = client.get("/contoh/privasi").text
    assert "Semua pengaduan" in page
    assert "12 bulan" in page


def test_while_the_register_is_away_the_page_says_so(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.figures", UnknownTenant("x"))
    assert client.get("/contoh/angka").status_code == 404


def test_who_looks_again_and_again_does_not_see_when_a_complaint_comes(client: FlaskClient, desks: Answerer) -> None:
    client.get("/contoh/angka")
    asked = len([each for each in desks.calls if each[0] == "register.figures"])
    desks.on("register.figures", UnknownTenant("asked again"))
    assert client.get("/contoh/angka").status_code == 200
    assert f"{YEAR},3,7," in client.get("/contoh/angka.csv").text
    assert len([each for each in desks.calls if each[0] == "register.figures"]) == asked
