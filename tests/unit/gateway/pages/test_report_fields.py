"""What the pages of a report make of a form: tolerant of how people type, never of what would be refused later."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from apiflask import APIFlask
from flask import g

from gateway.pages import report_fields
from gateway.pages.forms import Form
from gateway.pages.report_channels import Channel, listed
from gateway.pages.report_faults import place
from tests.unit.gateway.samples import TENANT

KATINGAN = Channel("web", "Formulir daring", ("open",), ("name", "nik", "address", "phone", "occupation"), ())
WBS = Channel("wbs", "WBS", ("anonymous",), (), ())
WHOLE = {
    "name": "Contoh Pelapor",
    "nik": "6206 0101.0170-0001",
    "address": "Jl. Contoh 1",
    "phone": "0812 0000 0000",
    "occupation": "Petani",
}


@pytest.fixture(autouse=True)
def here(app: APIFlask) -> Iterator[None]:
    """A request at the regency."""
    with app.test_request_context():
        g.tenant, g.language = TENANT, "id"
        yield


def test_a_nik_is_read_with_blanks_dots_and_dashes() -> None:
    form = Form(WHOLE)
    assert report_fields.identity(form, KATINGAN)["nik"] == "6206010101700001"
    assert form.faults == {}


@pytest.mark.parametrize("nik", ["620601010170000", "62060101017000011", "62060101017OOO01", ""])
def test_a_nik_of_another_length_is_told(nik: str) -> None:
    form = Form(WHOLE | {"nik": nik})
    report_fields.identity(form, KATINGAN)
    assert list(form.faults) == ["nik"]


def test_every_field_the_channel_demands_must_be_there() -> None:
    form = Form()
    report_fields.identity(form, KATINGAN)
    assert list(form.faults) == list(KATINGAN.required)


def test_what_the_channel_does_not_ask_is_not_taken() -> None:
    form = Form(WHOLE | {"email": "pelapor@example.org"})
    assert set(report_fields.identity(form, WBS)) == {"name", "phone", "email"}


@pytest.mark.parametrize("typed", ["2026-02-03", "3-2-2026", "03/02/2026", "3.2.2026", " 3 2 2026 "])
def test_a_day_is_read_as_people_type_it(typed: str) -> None:
    form = Form({"tanggal": typed})
    assert report_fields.parties(form, ())["happened_on"] == "2026-02-03"
    assert form.faults == {}


@pytest.mark.parametrize("typed", ["kemarin", "31-2-2026", "2026-13-01", "3-2-26"])
def test_a_day_that_is_none_is_told(typed: str) -> None:
    form = Form({"tanggal": typed})
    report_fields.parties(form, ())
    assert list(form.faults) == ["tanggal"]


def test_a_day_that_is_yet_to_come_is_told() -> None:
    form = Form({"tanggal": (datetime.now(UTC) + timedelta(days=2)).date().isoformat()})
    report_fields.parties(form, ())
    assert "belum terjadi" in form.faults["tanggal"]


def test_empty_parties_are_left_out_and_a_whole_empty_page_is_fine() -> None:
    form = Form({"nama-0": " ", "nama-2": "Contoh Tiga", "jabatan-2": "Kepala"})
    assert report_fields.parties(form, ())["reported"] == [{"name": "Contoh Tiga", "position": "Kepala"}]
    assert report_fields.parties(Form(), ()) == {"reported": [], "location": None, "happened_on": None}


def test_a_unit_that_is_not_of_the_regency_is_told_at_its_field() -> None:
    form = Form({"unit-0": "dinas_lain"})
    report_fields.parties(form, ["dinas_contoh"])
    assert list(form.faults) == ["unit-0"]


@pytest.mark.parametrize(("field", "letters"), [("pokok", 301), ("uraian", 19_501), ("lain_nomor", 201)])
def test_what_is_too_long_is_told_and_not_cut(field: str, letters: int) -> None:
    form = Form({"pokok": "Pokok", "uraian": "Cerita"} | {field: "x" * letters})
    report_fields.story(form)
    assert list(form.faults) == [field]


def test_a_short_story_is_taken() -> None:
    form = Form({"pokok": "Pokok", "uraian": "Ya."})
    assert report_fields.story(form)["story"] == "Ya."
    assert form.faults == {}


def test_a_character_the_database_cannot_hold_is_told() -> None:
    form = Form({"pokok": "a\x00b", "uraian": "Cerita"})
    report_fields.story(form)
    assert list(form.faults) == ["pokok"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("identity.nik", ("identity", "nik")),
        ("reported.2.unit", ("parties", "unit-2")),
        ("story", ("story", "uraian")),
        ("mode", ("mode", "cara")),
        ("something.else", ("check", "periksa")),
    ],
)
def test_what_a_desk_finds_wrong_has_a_place_on_a_page(path: str, found: tuple[str, str]) -> None:
    assert place(path) == found


def test_words_are_listed_as_people_say_them() -> None:
    assert [listed("a"), listed("ab"), listed("abc")] == ["a", "a dan b", "a, b dan c"]


def test_nothing_is_kept_of_a_place_that_was_not_offered() -> None:
    form = Form({"pokok": "Pungutan", "uraian": "Di loket.", "lain": "x" * 400_000})
    assert report_fields.story(form)["elsewhere"] == report_fields.NOT_BEFORE
