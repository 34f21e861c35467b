"""The dashboards on a real database; the register answers from memory."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from gateway import operators
from gateway.accounts import PLATFORM
from gateway.pages.dashboard_words import read_trend
from gateway.second_factor import SecondFactors
from gateway.sign_in import Doorkeeper
from services.common.contracts import comparison as c
from tests.integration.gateway.pages import letting_in
from tests.integration.gateway.pages.browser import entered, served
from tests.integration.gateway.pages.letting_in import Hall
from tests.integration.gateway.people import Hours
from tests.unit.gateway.answerer import Answerer

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
MONDAYS = (date(2026, 11, 9), date(2026, 11, 16))
PASSWORD = "sandi-uji-provinsi"

BUSY = c.RegencyFigures(
    tenant="contoh",
    office="Inspektorat Kabupaten Contoh",
    government="Pemerintah Kabupaten Contoh",
    province="Provinsi Contoh",
    received=42,
    closed=30,
    with_deadline=28,
    on_time=21,
    median_days=17.5,
    open=12,
    late=None,
    oldest_open_days=127,
    about_head=None,
    stages=(c.StageTime(kind="assess", count=9, median_days=4.5),),
    weeks=(7, None),
)
QUIET = BUSY.model_copy(
    update={
        "tenant": "lain",
        "government": "Pemerintah Kabupaten Lain",
        **dict.fromkeys(("received", "closed", "with_deadline", "on_time", "median_days", "open", "late")),
        "oldest_open_days": None,
        "about_head": 0,
        "stages": (),
        "weeks": (0, 0),
    }
)
OWN = c.Dashboard(
    year=2026,
    counted_at=NOW,
    received=3,
    closed=2,
    with_deadline=2,
    on_time=1,
    median_days=7.5,
    open=1,
    late=1,
    oldest=c.Oldest(reference="CTH-26-7K3M-Q9TX", received_at=NOW, days=31),
    stages=(c.StageTime(kind="decide", count=2, median_days=2.0),),
    waiting=(c.Waiting(kind="carry_out", open=1, late=1),),
    lateness=c.Late(count=2, extended=1, paused=0, returned=1, nothing=0),
    weeks=MONDAYS,
    received_by_week=(1, 2),
)


def compared(_caller: Any, request: Any) -> c.Comparison:
    """What the register answers to a comparison."""
    rows = [row for row in (BUSY, QUIET) if request.regency in ("", row.tenant)]
    return c.Comparison(year=request.year, counted_at=NOW, weeks=MONDAYS, regencies=tuple(rows), next=None)


@pytest.fixture(autouse=True)
def register(desks: Answerer) -> None:
    served(desks)
    desks.on("register.comparison", compared)
    desks.on("register.dashboard", OWN)


@pytest.fixture
def hall(
    app: APIFlask, keeper: Doorkeeper, factors: SecondFactors, clock: Hours, monkeypatch: pytest.MonkeyPatch
) -> Hall:
    """Where people are let in."""
    return letting_in.hall(app, keeper, factors, clock, monkeypatch)


@pytest.fixture
def province(hall: Hall, shell: Engine) -> Iterator[FlaskClient]:
    """The browser of the province's account, which is an operator's."""
    operators.add(shell, "provinsi", PASSWORD)
    yield hall.let_in(PLATFORM, "provinsi", PASSWORD)
    operators.remove(shell, "provinsi")


def test_the_province_sees_regencies_beside_one_another(province: FlaskClient) -> None:
    page = province.get("/petugas/provinsi").text
    assert ">Kabupaten Contoh<" in page
    assert "21 dari 28" in page
    assert "75%" in page
    assert "17,5 hari" in page
    assert "127 hari" in page


def test_what_is_small_is_said_to_be_small(province: FlaskClient) -> None:
    page = province.get("/petugas/provinsi").text
    assert page.count("kurang dari 5") >= 3
    assert "ada, kurang dari 5" in page
    assert "None" not in page


def test_the_table_is_sorted_by_what_worries_most(province: FlaskClient) -> None:
    page = province.get("/petugas/provinsi?urut=masuk").text
    assert page.index("Kabupaten Contoh") < page.index("Kabupaten Lain")
    assert 'aria-sort="descending"' in page


def test_a_year_and_a_province_are_asked_for(province: FlaskClient, desks: Answerer) -> None:
    province.get("/petugas/provinsi?tahun=2025&provinsi=Provinsi+Contoh")
    _, request = desks.last("register.comparison")
    assert isinstance(request, c.ComparisonQuery)
    assert (request.year, request.province) == (2025, "Provinsi Contoh")


def test_one_regency_has_a_page_of_its_own(province: FlaskClient) -> None:
    page = province.get("/petugas/provinsi/contoh").text
    assert "Penelaahan" in page
    assert "4,5 hari" in page
    assert province.get("/petugas/provinsi/tidak_ada").status_code == 404


def test_every_number_has_its_meaning(province: FlaskClient) -> None:
    page = province.get("/petugas/provinsi/definisi").text
    for name in ("Tepat waktu", "Median selesai", "Terlambat", "Inspektur sebagai terlapor"):
        assert name in page


def test_the_table_can_be_taken_away(province: FlaskClient) -> None:
    answer = province.get("/petugas/provinsi.csv")
    assert answer.mimetype == "text/csv"
    assert "Inspektorat Kabupaten Contoh,Provinsi Contoh,2026,42,30,28,21,17.5,12,tidak ditampilkan" in answer.text


def test_an_officer_does_not_see_other_regencies(client: FlaskClient) -> None:
    entered(client)
    assert client.get("/petugas/provinsi").status_code == 403


def test_the_province_sees_no_dashboard_of_a_regency(province: FlaskClient) -> None:
    assert province.get("/petugas/dasbor").status_code == 403


def test_an_officer_sees_how_the_own_office_does(client: FlaskClient) -> None:
    entered(client)
    page = client.get("/petugas/dasbor").text
    assert "1 dari 2" in page
    assert "CTH-26-7K3M-Q9TX" in page
    assert "Pelaksanaan tindak lanjut" in page
    assert "Pernah diberi perpanjangan" in page
    assert "style=" not in page


def test_a_trend_is_drawn_from_its_address(client: FlaskClient) -> None:
    answer = client.get("/petugas/tren.svg?n=3.x.0")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.count("<rect") == 3
    assert client.get("/petugas/tren.svg?n=<script>").status_code == 404


@pytest.mark.parametrize(("text", "counts"), [("3.x.0", [3, None, 0]), ("", None), ("1.-2", None), ("1.1234567", None)])
def test_an_address_that_says_no_numbers_is_no_trend(text: str, counts: list[int | None] | None) -> None:
    assert read_trend(text) == counts
