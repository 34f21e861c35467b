"""What people type, or an address names, is read within what can be meant."""

from datetime import date, datetime, timedelta

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import ValidationError

from gateway.pages import typed
from services.common.contracts.procedures import BySop, Simulate

FAR = ("0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "2026-02-30", "besok", "")


@pytest.mark.parametrize("text", ["²", "٣", "5" * 5000, "-1", "1.0", " 1", "", "satu"])
def test_what_is_no_number_or_a_monstrous_one_is_none(text: str) -> None:
    assert typed.number(text) is None


def test_a_number_is_read() -> None:
    assert [typed.number(text) for text in ("0", "007", "2026")] == [0, 7, 2026]


@pytest.mark.parametrize("text", FAR)
def test_a_day_far_from_our_time_is_none(app: APIFlask, text: str) -> None:
    with app.test_request_context():
        assert (typed.day(text), typed.moment(text), typed.midnight(text)) == (None, None, None)


def test_a_day_is_one_of_the_office(app: APIFlask) -> None:
    with app.test_request_context():
        found = typed.midnight("2026-11-23T09:00")
    assert typed.day("2026-11-23") == date(2026, 11, 23)
    assert found is not None
    assert (found.hour, found.utcoffset()) == (0, timedelta(hours=7))


@pytest.mark.parametrize("year", [1, 2019, 2041, 9999])
def test_nothing_is_simulated_where_there_is_no_calendar(year: int) -> None:
    at = f"{year:04}-06-01T09:00:00+07:00"
    with pytest.raises(ValidationError):
        Simulate.model_validate({"starts_at": at})
    with pytest.raises(ValidationError):
        Simulate.model_validate({"starts_at": datetime(2026, 3, 2).astimezone(), "ends_at": {"telaah": at}})


def test_no_database_is_asked_for_a_version_that_no_text_can_name() -> None:
    with pytest.raises(ValidationError):
        BySop(sop="contoh@1\x00")


@pytest.mark.parametrize(
    "path", ["/contoh%00", "/v/contoh/a%00b", "/docs/a%00b", "/static/a%00b", "/api/v1/tenants/a%00"]
)
def test_an_address_that_no_text_can_name_is_nowhere(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
