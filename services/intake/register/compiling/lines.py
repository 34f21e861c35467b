"""The lines of the Buku Pengaduan in print, and its corrections as lines of their own. Pure.

A line shows what was entered first, whatever was put right since. Who reports is a pseudonym in every mode: a printed
book lies open on a desk, and its number and the reference lead whoever may know to the complaint itself.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Final

from services.common.clocks.zones import date_text
from services.common.contracts import events
from services.common.contracts.report_fields import BookLine
from services.common.documents import KINDS
from services.common.sop.model import Sop
from services.common.vocabulary import PROBLEM_CODES

NONE: Final = "-"
GONE: Final = "— (dimusnahkan)"

_MODES: Final = {
    "open": "identitas terbuka bagi petugas",
    "confidential": "identitas dirahasiakan",
    "anonymous": "anonim",
}
_FIELDS: Final = {"problem_code": "kategori", "unit": "unit kerja", "source_reference": "nomor asal"}
_COLUMNS: Final = {"problem_code": "category_label", "source_reference": "source_reference"}
_DECIDES: Final = ("decide", "assess")
_ANSWERS: Final = ("deliver", "respond")


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that was put right."""

    field: str
    after: str | None
    by: str
    corrected_at: datetime


@dataclass(frozen=True, slots=True)
class Entered:
    """A line of the register with all that is printed of it. `content` is None where it is no longer kept."""

    entry: Any
    life: Sequence[events.FlowEvent]
    content: Mapping[str, Any] | None
    recorded: str | None
    corrections: Sequence[Correction] = ()


Named = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Printer:
    """Sets lines in the words of the regency; `named` says what an officer is called."""

    zone: timezone
    units: Mapping[str, str]
    named: Named

    def lines(self, entered: Entered, sop: Sop) -> list[BookLine]:
        """The line, and under it one for each correction, the oldest first."""
        first = self._first(entered)
        found = [self._line(entered, sop, first)]
        values = dict(first)
        for correction in entered.corrections:
            found.append(self._correction(entered, correction, values.get(correction.field)))
            values[correction.field] = correction.after
        return found

    def _first(self, entered: Entered) -> dict[str, str | None]:
        """What was entered: at the step that writes the book, else with the filing."""
        begun = entered.life[0] if entered.life else None
        names = tuple(_FIELDS)
        filed = {name: getattr(begun, name, None) for name in names}
        return {**filed, "problem_code": entered.recorded or filed["problem_code"]}

    def _line(self, entered: Entered, sop: Sop, first: Mapping[str, str | None]) -> BookLine:
        entry, content = entered.entry, entered.content
        channel = sop.channels.get(entry.channel)
        return BookLine(
            number=str(entry.number),
            reference=entry.reference,
            received_on=entry.received_at.astimezone(self.zone).date(),
            source_reference=self._shown("source_reference", first["source_reference"], entered),
            channel_label=channel.label if channel else entry.channel,
            category_label=self._shown("problem_code", first["problem_code"], entered),
            subject=content["subject"] if content else GONE,
            reporter=f"Pelapor {entry.reference.rpartition('-')[2]}, {_MODES[entry.mode]}",
            reported=self._reported(content) if content else GONE,
            location=(content.get("location") or NONE) if content else GONE,
            disposition=self._disposition(entered.life, sop),
            result=_result(entry, sop),
            answered_on=self._answered_on(entered.life),
            documents=_documents(entered.life),
            is_correction=False,
        )

    def _correction(self, entered: Entered, correction: Correction, before: str | None) -> BookLine:
        entry, name = entered.entry, correction.field
        was, now = (self._shown(name, value, entered) for value in (before, correction.after))
        on = date_text(correction.corrected_at.astimezone(self.zone).date())
        said = (
            f"Koreksi atas nomor {entry.number}: {_FIELDS[name]} {was} menjadi {now}. {on}, {self.named(correction.by)}"
        )
        empty = dict.fromkeys(BookLine.model_fields, "")
        column = {_COLUMNS[name]: now} if name in _COLUMNS else {}
        return BookLine.model_validate(
            {
                **empty,
                **column,
                "number": str(entry.number),
                "reference": entry.reference,
                "received_on": None,
                "subject": said,
                "answered_on": None,
                "documents": (),
                "is_correction": True,
            }
        )

    def _shown(self, name: str, value: str | None, entered: Entered) -> str:
        if value is None:
            return GONE if name == "source_reference" and entered.entry.destroyed_at else NONE
        if name == "problem_code":
            return f"{value} {PROBLEM_CODES.get(value, '')}".strip()
        return self.units.get(value, value) if name == "unit" else value

    def _reported(self, content: Mapping[str, Any]) -> str:
        return "; ".join(filter(None, map(self._party, content.get("reported", ())))) or NONE

    def _party(self, party: Mapping[str, Any]) -> str:
        unit = party.get("unit")
        said = (party.get("name"), party.get("position"), self.units.get(unit, unit) if unit else party.get("agency"))
        return ", ".join(filter(None, said))

    def _disposition(self, life: Sequence[events.FlowEvent], sop: Sop) -> str:
        """What was decided, or else found; and to whom it was passed on."""
        ended = {event.kind: event for event in life if isinstance(event, events.StepCompleted) and not event.is_return}
        decided = next((_label(ended[kind], sop) for kind in _DECIDES if kind in ended), None)
        sent = next((event for event in reversed(life) if isinstance(event, events.ComplaintForwarded)), None)
        to = f"disalurkan kepada {self.units.get(sent.unit or '', sent.unit or 'instansi lain')}" if sent else None
        return "; ".join(filter(None, (decided, to))) or NONE

    def _answered_on(self, life: Sequence[events.FlowEvent]) -> Any:
        """The day the answer was delivered; of an SOP that delivers none, the day it was written."""
        done = {event.kind: event for event in life if isinstance(event, events.StepCompleted) and not event.is_return}
        found = next((done[kind] for kind in _ANSWERS if kind in done), None)
        return found.happened_at.astimezone(self.zone).date() if found else None


def _label(event: events.StepCompleted, sop: Sop) -> str:
    step = sop.step(event.step)
    outcome = step.outcomes.get(event.outcome) if step else None
    return outcome.label if outcome else event.outcome


def _result(entry: Any, sop: Sop) -> str:
    if entry.end is not None:
        end = sop.ends.get(entry.end)
        return end.label if end else str(entry.end)
    step = sop.step(entry.step or "")
    return f"Dalam proses: {step.title}" if step else "Dalam proses"


def _documents(life: Sequence[events.FlowEvent]) -> tuple[str, ...]:
    """The number of every numbered document, once however many editions it had, after the code of its kind where the
    regency's numbers do not hold it."""
    issued = (event for event in life if isinstance(event, events.DocumentIssued) and event.number)
    numbers = (_numbered(KINDS[event.document].code, event.number or "") for event in issued if event.document in KINDS)
    return tuple(dict.fromkeys(numbers))


def _numbered(code: str, number: str) -> str:
    return number if code in re.split(r"\W", number) else f"{code} {number}"
