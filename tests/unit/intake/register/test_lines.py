"""How a line of the book is set: who is reported, where the complaint went, when it was answered."""

from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from services.common.clocks.zones import ZONES
from services.common.contracts import events
from services.common.contracts.report_fields import BookLine
from services.intake.register.compiling.lines import Entered, Printer
from tests.unit.intake.register.life import COMPLAINT, closed, ended, received, sop

PRINTER = Printer(ZONES["Asia/Jakarta"], {"dinas_contoh": "Dinas Contoh"}, str.title)
ENTRY = {
    "number": 7,
    "reference": "CTH-26-7K3M-9QXR",
    "received_at": datetime(2026, 3, 1, 18, 0, tzinfo=UTC),
    "channel": "walk_in",
    "mode": "confidential",
    "end": None,
    "step": "telaah",
    "destroyed_at": None,
}


def line(*life: events.FlowEvent, content: dict[str, Any] | None = None, **entry: Any) -> BookLine:
    says = {"subject": "Judul", "story": "Cerita", **(content or {})}
    first: Sequence[events.FlowEvent] = (received(), *life)
    found = PRINTER.lines(Entered(SimpleNamespace(**{**ENTRY, **entry}), first, says, None), sop())
    assert len(found) == 1
    return found[0]


def forwarded(unit: str | None) -> events.ComplaintForwarded:
    about = {"event_id": uuid4(), "tenant": "contoh", "complaint_id": COMPLAINT, "reference": "CTH-26-7K3M-9QXR"}
    told = {"happened_at": ENTRY["received_at"], "sequence": 5, "unit": unit}
    return events.ComplaintForwarded.model_validate(about | told)


def test_days_are_those_of_the_office() -> None:
    assert str(line().received_on) == "2026-03-02"


def test_the_story_is_not_printed() -> None:
    assert "Cerita" not in line().model_dump_json()


def test_reported_parties_are_named_with_the_units_own_names() -> None:
    reported = [{"name": "Contoh Satu", "position": "Kepala"}, {"unit": "dinas_contoh"}, {"agency": "Badan Contoh"}]
    assert line(content={"reported": reported}).reported == "Contoh Satu, Kepala; Dinas Contoh; Badan Contoh"
    assert line().reported == "-"


def test_before_a_decision_stands_what_the_examination_found() -> None:
    assert line(ended("telaah", "ditelaah", 4)).disposition == "Ditelaah"
    assert line(ended("telaah", "ditelaah", 4), ended("putusan", "audit", 6)).disposition == "Audit"


def test_a_return_decides_nothing() -> None:
    assert line(ended("putusan", "dikembalikan", 6, is_return=True)).disposition == "-"


def test_to_whom_it_was_passed_on_is_said() -> None:
    assert line(forwarded("dinas_contoh")).disposition == "disalurkan kepada Dinas Contoh"
    assert line(forwarded(None)).disposition == "disalurkan kepada instansi lain"


def test_it_is_answered_when_the_answer_was_delivered_or_else_written() -> None:
    assert line().answered_on is None
    assert str(line(ended("jawaban", "dijawab", 13)).answered_on) == "2026-03-02"


def test_its_result_is_how_it_ended() -> None:
    assert line(closed(5), end="ditutup", step=None).result == "Ditutup"
    assert line().result == "Dalam proses: Menelaah"
