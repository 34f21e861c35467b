"""An administrator asks what a kind of document looks like; the press makes it, with made-up words alone."""

import base64
import threading
from collections.abc import Callable
from functools import partial

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.register import Nothing
from services.common.contracts.stationery import Crest, Stationery
from services.common.contracts.templates import ByKind, Preview
from services.common.errors import NotFound
from services.common.press.pool import NotMade
from services.common.press.previews import Previews
from services.common.press.sheet import Sheet
from services.common.runtime.errands import make_engine
from services.intake.register.previews import Previewer
from tests.integration.register.regency import Regency
from tests.support.databases import Databases
from tests.unit.assignment.samples import profile

Make = Callable[[Sheet], bytes]
CREST = Crest(media_type="image/svg+xml", base64="PHN2Zy8+")
OWN = Stationery(crest=CREST, documents={"jawaban": "<p>Contoh</p>"})
_HEARD = "INSERT INTO tenant_copy (tenant, profile, units, stationery) VALUES (%s, %s, '[]', %s) RETURNING tenant"
_IDLE = "UPDATE document_preview SET ended_at = now() WHERE ended_at IS NULL RETURNING kind"


class Given:
    """Stands where the process is that sets; remembers what it was given."""

    def __init__(self, make: Make) -> None:
        self._make, self.sheets = make, list[Sheet]()

    def make(self, sheet: Sheet) -> bytes:
        self.sheets.append(sheet)
        return self._make(sheet)


class Room:
    """The register's entrypoints, and the press beside them."""

    def __init__(self, regency: Regency, databases: Databases) -> None:
        self.caller: Caller = regency.caller("admin_tenant")
        self.keeper = Previewer()
        self.keeper.work = regency.work
        self._url = databases.of_role("documents", "dumas_intake").render_as_string(hide_password=False)

    def asks(self, kind: str) -> Preview:
        answer: Preview = self.keeper.ask_preview(self.caller, ByKind(kind=kind))
        return answer

    def sees(self, kind: str) -> Preview:
        answer: Preview = self.keeper.preview(self.caller, ByKind(kind=kind))
        return answer

    def press(self, given: Given) -> bool:
        """One turn. Whether there was something to make."""
        engine = make_engine(self._url)
        with engine.connect() as connection:
            return Previews(self._url, given, threading.Event()).one(connection)  # type: ignore[arg-type]  # it stands in


@pytest.fixture
def room(regency: Regency, databases: Databases) -> Room:
    regency.rows(_IDLE)
    told = profile(key=regency.tenant).model_dump_json()
    regency.rows(_HEARD, regency.tenant, told, OWN.model_dump_json())
    return Room(regency, databases)


def _says(said: bytes, _: Sheet) -> bytes:
    return said


def fails(_: Sheet) -> bytes:
    raise NotMade("TemplateFaulty at jawaban.html:3")


def test_the_regencys_own_templates_are_told(room: Room) -> None:
    told = room.keeper.templates(room.caller, Nothing())
    assert (told.own, told.has_crest, told.has_style) == (("jawaban",), True, False)
    assert set(told.formats) == set(told.numbers)
    assert "tanda_terima" not in told.formats  # it has no number
    assert told.numbers["spt"].startswith("700/001/")


def test_a_preview_is_made_on_the_regencys_own_paper_and_marked(room: Room, regency: Regency) -> None:
    assert room.sees("jawaban").state == "none"
    assert room.asks("jawaban").state == room.sees("jawaban").state == "waiting"
    given = Given(lambda _: b"%PDF-contoh")
    assert room.press(given)
    (sheet,) = given.sheets
    assert (sheet.kind, sheet.is_sample, sheet.profile.key) == ("jawaban", True, regency.tenant)
    assert sheet.stationery["documents"] == {"jawaban": "<p>Contoh</p>"}
    seen = room.sees("jawaban")
    assert (seen.state, base64.b64decode(seen.pdf or "")) == ("made", b"%PDF-contoh")
    assert not room.press(given)


def test_asked_for_again_it_is_made_anew(room: Room) -> None:
    for said in (b"satu", b"dua"):
        room.asks("spt")
        room.asks("spt")  # sent twice
        assert room.press(Given(partial(_says, said)))
        assert base64.b64decode(room.sees("spt").pdf or "") == said
        assert not room.press(Given(fails))


def test_a_template_that_fails_is_told_as_what_went_wrong(room: Room) -> None:
    room.asks("jawaban")
    assert room.press(Given(fails))
    assert (room.sees("jawaban").state, room.sees("jawaban").fault) == ("failed", "TemplateFaulty at jawaban.html:3")


def test_a_kind_there_is_not_is_not_found(room: Room) -> None:
    assert isinstance(room.asks("surat_cinta"), NotFound)


def test_another_regency_sees_nothing_of_it(room: Room, regency: Regency, databases: Databases) -> None:
    room.asks("spt")
    other = Room(Regency(regency.engine, databases), databases)
    assert other.sees("spt").state == "none"
