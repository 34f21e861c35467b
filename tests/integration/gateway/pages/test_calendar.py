"""The working calendar before officers; the register answers with the calendars that are shipped."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.common.contracts.calendars import CalendarYear
from services.intake.register.calendars import year_of
from tests.integration.gateway.pages.browser import entered, served
from tests.unit.common.clocks.support import shipped
from tests.unit.gateway.answerer import Answerer


def told(_caller: Any, request: Any) -> CalendarYear:
    """As the register tells."""
    return year_of(shipped("klungkung"), request.year)


@pytest.fixture(autouse=True)
def office(client: FlaskClient, desks: Answerer) -> None:
    served(desks)
    desks.on("register.calendar", told)
    entered(client)


def test_holidays_are_shown_with_their_layer_and_whether_the_office_closes(client: FlaskClient) -> None:
    page = client.get("/petugas/kelola/kalender?tahun=2026").text
    assert "Hari Suci Nyepi" in page
    assert "Cuti bersama · Nasional" in page
    assert '<td class="is-holiday is-off">19</td>' in page
    assert "08.00–12.00, 12.30–15.00" in page


def test_a_year_that_may_still_move_is_marked(client: FlaskClient) -> None:
    page = client.get("/petugas/kelola/kalender?tahun=2026").text
    assert "Sementara" in page
    assert year_of(shipped("klungkung"), 2026).version in page.replace("&#43;", "+")


@pytest.mark.parametrize("year", ["1999", "2041", "0"])
def test_a_year_no_calendar_reaches_is_not_found(client: FlaskClient, year: str) -> None:
    assert client.get(f"/petugas/kelola/kalender?tahun={year}").status_code == 404


def test_another_word_than_a_year_shows_this_year(client: FlaskClient) -> None:
    for typed in ("depan", "²026", ""):
        assert client.get("/petugas/kelola/kalender", query_string={"tahun": typed}).status_code == 200
