"""Asking for more time, and deciding on it: always with the unit of time, and never with a key of the SOP."""

import re
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask import g
from werkzeug.wrappers import Response

from gateway.accounts import SignedIn
from gateway.pages import complaint_time, requests_waiting
from services.common.contracts.caller import Caller
from services.common.contracts.extensions import Extendable, OpenExtension
from services.common.contracts.register import ApplyOfficers, Extensions
from services.common.contracts.tasks import AskExtension, Intervened
from services.common.contracts.tenant import Officer, Unit
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.test_forwarding import UNIT, page, unit, waits
from tests.unit.gateway.samples import COMPLAINT, KEY, NOW, REFERENCE, TENANT

__all__ = ["unit"]

OWN = Extendable(
    clock="unit_terima", is_of_step=True, text="8 jam kerja", unit="working_hours", most=8, left=4,
    approved_by=("inspektur",),
)  # fmt: skip
WHOLE = Extendable(
    clock="unit_kerja", text="paling lama 14 hari kerja", unit="working_days", most=14, left=9,
    approved_by=("inspektur", "sekretaris"),
)  # fmt: skip
HEAD = Caller(kind="officer", actor="inspektur", tenant="contoh", roles=("inspektur",))
ASKED: dict[str, Any] = {
    "extension_id": COMPLAINT, "reference": REFERENCE, "task_id": COMPLAINT, "step": "unit_kerja", "kind": "carry_out",
    "desk": "followup", "clock": "unit_kerja", "amount": 5, "asked_by": "kepala", "asked_at": NOW,
    "title": "Menindaklanjuti", "unit": "dinas_contoh", "clock_unit": "working_days", "due_at": NOW, "days_left": 3,
    "due_if_granted": NOW.replace(day=NOW.day + 7),
}  # fmt: skip
LINK = "Minta perpanjangan waktu"


def asking(app: APIFlask, form: dict[str, str] | None = None, language: str = "id") -> Response:
    """The page that asks for more time; or with a form what it answers."""
    method = "POST" if form is not None else "GET"
    with app.test_request_context("/petugas", method=method, data=form):
        g.tenant, g.language = TENANT, language
        g.signed_in = SignedIn(UNIT, "Contoh Kepala", "contoh")
        view = complaint_time.asked if form is not None else complaint_time.ask
        return view(UNIT, REFERENCE, UUID(int=1))


def text(answer: Response) -> str:
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def deciding(app: APIFlask, language: str = "id") -> str:
    with app.test_request_context("/petugas/permintaan"):
        unit = Unit(key="dinas_contoh", name="Dinas Contoh")
        g.tenant, g.language = TENANT.model_copy(update={"units": (unit,)}), language
        g.signed_in = SignedIn(HEAD, "Contoh Inspektur", "contoh")
        return text(requests_waiting.overview(HEAD))


@pytest.fixture
def head(desks: Answerer) -> Answerer:
    """A request of a unit waits for the head of the office."""
    officer = {"id": "kepala", "name": "Contoh Kepala", "position": "Kepala Dinas", "roles": ("unit_terlapor",)}
    desks.on("assignment.roster", ApplyOfficers(officers=(Officer.model_validate(officer),)))
    desks.on("register.extensions", Extensions(extensions=(OpenExtension(**ASKED),)))
    return desks


def test_a_unit_is_asked_in_the_unit_of_the_clock_with_the_most_the_sop_allows(app: APIFlask, unit: Answerer) -> None:
    waits(unit, extendable=(WHOLE,))
    shown = text(asking(app))
    assert "Berapa hari kerja lagi?" in shown
    assert "Paling banyak 9 hari kerja lagi; yang memutuskan: Inspektur, Sekretaris." in shown
    assert "paling lama 14 hari kerja." in shown


def test_it_is_asked_in_english_too(app: APIFlask, unit: Answerer) -> None:
    waits(unit, extendable=(WHOLE,))
    shown = text(asking(app, language="en"))
    assert "How many more working days?" in shown
    assert "At most 9 working days more; who decides: " in shown


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("working_minutes", "menit kerja"),
        ("working_hours", "jam kerja"),
        ("days", "hari kalender"),
        ("months", "bulan"),
    ],
)
def test_every_unit_of_time_has_its_question(app: APIFlask, unit: Answerer, code: str, words: str) -> None:
    waits(unit, extendable=(WHOLE.model_copy(update={"unit": code}),))
    shown = text(asking(app))
    assert f"Berapa {words} lagi?" in shown
    assert f"Paling banyak 9 {words} lagi" in shown


def test_where_several_clocks_may_take_longer_each_says_its_unit(app: APIFlask, unit: Answerer) -> None:
    waits(unit, extendable=(OWN, WHOLE))
    shown = text(asking(app))
    assert "Berapa lama lagi?" in shown
    assert "Waktu langkah ini: 8 jam kerja" in shown
    assert "Paling banyak 4 jam kerja lagi; yang memutuskan: Inspektur." in shown
    answer = asking(app, {"kunci": KEY, "lama": "2", "alasan": "Saksi sakit."})
    assert answer.status_code == 422
    assert "Pilih jangka waktu yang diperpanjang." in text(answer)


@pytest.mark.parametrize("amount", ["10", "0", "²", "9" * 5000])
def test_more_than_the_sop_allows_is_a_fault_of_the_form(app: APIFlask, unit: Answerer, amount: str) -> None:
    waits(unit, extendable=(WHOLE,))
    answer = asking(app, {"kunci": KEY, "jam": "unit_kerja", "lama": amount, "alasan": "Saksi sakit."})
    assert answer.status_code == 422
    assert re.search("Isi angka antara 1 dan 9|Tulis berapa lama, dengan angka", text(answer))
    assert "Saksi sakit." in text(answer)


def test_what_is_asked_names_the_clock(app: APIFlask, unit: Answerer) -> None:
    waits(unit, extendable=(WHOLE,))
    unit.on("followup.ask_extension", Intervened(intervention_id=COMPLAINT, reference=REFERENCE))
    answer = asking(app, {"kunci": KEY, "jam": "unit_kerja", "lama": "9", "alasan": "Saksi sakit."})
    assert answer.status_code == 303
    asked = unit.last("followup.ask_extension")[1]
    assert isinstance(asked, AskExtension)
    assert (asked.clock, asked.amount, asked.reason) == ("unit_kerja", 9, "Saksi sakit.")


def test_where_the_sop_allows_no_more_time_the_link_is_not_there_and_the_page_says_so(
    app: APIFlask, unit: Answerer
) -> None:
    assert LINK not in page(app)
    shown = text(asking(app))
    assert "Menurut SOP, waktu untuk langkah ini tidak dapat ditambah lagi." in shown
    assert 'name="lama"' not in shown
    assert asking(app, {"kunci": KEY, "lama": "2"}).status_code == 409
    waits(unit, extendable=(WHOLE,))
    assert LINK in page(app)


def test_who_decides_reads_who_asks_for_how_much_and_until_when(app: APIFlask, head: Answerer) -> None:
    shown = deciding(app)
    words = "Contoh Kepala (Kepala Dinas) meminta tambahan 5 hari kerja untuk langkah “Menindaklanjuti” pada "
    assert words in shown
    assert "Unit: Dinas Contoh." in shown
    assert re.search(r"Tenggat sekarang \w+, \d+ \w+ \d+ \(sisa 3 hari kerja\); bila disetujui menjadi \w+, \d+", shown)
    assert "unit_kerja" not in re.sub(r"<[^>]*>", "", shown)


def test_it_reads_so_in_english_too(app: APIFlask, head: Answerer) -> None:
    shown = deciding(app, "en")
    assert "Contoh Kepala (Kepala Dinas) asks for 5 working days more for the step “Menindaklanjuti” on " in shown
    assert "(3 working days left); if granted it becomes " in shown


def test_where_the_clock_is_gone_no_unit_is_made_up(app: APIFlask, head: Answerer) -> None:
    gone = ASKED | {"clock_unit": None, "due_at": None, "due_if_granted": None, "days_left": None}
    head.on("register.extensions", Extensions(extensions=(OpenExtension(**gone),)))
    shown = deciding(app)
    assert "meminta tambahan waktu untuk langkah “Menindaklanjuti”" in shown
    assert "Tenggat sekarang" not in shown
