"""A hypothetical complaint through a version of the SOP: what one chooses is in the address, nothing is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flask import Response, request
from pydantic import ValidationError

from gateway.api import procedures as api
from gateway.pages import procedures_words, show, terms, typed
from gateway.pages.complaint_sop import Procedure, read
from gateway.pages.forms import Form
from gateway.pages.procedures_reading import Reading
from gateway.pages.words import say, zone
from services.common.contracts.calendars import FIRST_YEAR, LAST_YEAR
from services.common.contracts.caller import Caller
from services.common.contracts.procedures import Simulate, SimulatedStep, Simulation
from services.common.errors import Invalid

_OUTCOME, _ENDS = "hasil.", "selesai."
_MINUTES: Final = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Taken:
    """A step the complaint would take, in words."""

    step: SimulatedStep
    outcome: str
    roles: str
    documents: str
    is_late: bool


def simulator(caller: Caller, sop: str) -> Response:
    """The choices, and the way they lead."""
    definition = api.definition(caller, sop).definition
    procedure, reading = read(sop, definition), Reading(definition)
    form = Form(request.args.to_dict() or {"mulai": _now()})
    found = _simulated(caller, sop, form) if request.args else None
    return show.page(
        "procedure_simulator.html",
        422 if form.faults else 200,
        sop=procedure,
        form=form,
        found=found,
        taken=[_taken(each, procedure, reading) for each in found.steps] if found else [],
        end=procedure.ends.get(found.end or "") if found else "",
        choices=[(step, [(way.key, way.label) for way in step.ways]) for step in procedure.steps],
        channels=[(key, raw["label"]) for key, raw in procedure.channels.items()],
        is_chosen=any(form.text(name) for name in form.values if name.startswith((_OUTCOME, _ENDS))),
        modes=[(key, terms.mode(key)) for key in terms.MODES],
    )


def _simulated(caller: Caller, sop: str, form: Form) -> Simulation | None:
    form.need("mulai", "Isi hari dan jam pengaduan diterima.")
    starts_at = _instant(form, "mulai")
    ends_at = {name.removeprefix(_ENDS): _instant(form, name) for name in form.values if name.startswith(_ENDS)}
    if form.faults or starts_at is None:
        return None
    choices = {name.removeprefix(_OUTCOME): form.text(name) for name in form.values if name.startswith(_OUTCOME)}
    try:
        asked = Simulate(
            sop=sop,
            starts_at=starts_at,
            channel=form.text("kanal") or None,
            mode=form.text("mode") or None,
            choices={step: outcome for step, outcome in choices.items() if outcome},
            ends_at={step: at for step, at in ends_at.items() if at},
        )
        return api.simulate(caller, asked)
    except Invalid as reason:
        _refuse(form, reason.fields)
    except ValidationError:
        form.faults["mulai"] = say("Pilihan ini tidak dapat disimulasikan. Mulailah dari awal.")
    return None


def _refuse(form: Form, fields: Mapping[str, str]) -> None:
    for path in fields:
        part, _, step = path.partition(".")
        if part == "ends_at":
            form.faults[f"{_ENDS}{step}"] = say(
                "Langkah ini baru dimulai setelah waktu itu. Isi waktu yang lebih akhir."
            )
        elif part == "choices":
            form.faults[f"{_OUTCOME}{step}"] = say("Hasil ini tidak ada pada langkah itu.")
        else:
            name = {"channel": "kanal", "mode": "mode"}.get(part, "mulai")
            form.faults[name] = say("Pilihan ini tidak dikenal atau tidak boleh menurut SOP ini.")


def _instant(form: Form, name: str) -> datetime | None:
    """A time of the office; a fault where it cannot be read."""
    if not form.text(name):
        return None
    if (found := typed.moment(form.text(name))) is None:
        form.faults[name] = say("Isi seperti ini: 2026-11-23T09:00.")
    elif not FIRST_YEAR <= found.year <= LAST_YEAR:
        told = say("Kalender kerja hanya ada untuk tahun {first} sampai {last}.")
        form.faults[name] = told.format(first=FIRST_YEAR, last=LAST_YEAR)
    return found


def _taken(step: SimulatedStep, procedure: Procedure, reading: Reading) -> Taken:
    known: Any = procedure.step(step.step)
    label = next((way.label for way in known.ways if way.key == step.outcome), step.outcome) if known else step.outcome
    return Taken(
        step=step,
        outcome=label,
        roles=", ".join(reading.role(each) for each in step.roles),
        documents=", ".join(procedures_words.document(each) for each in step.documents),
        is_late=step.due_at is not None and step.ended_at > step.due_at,
    )


def _now() -> str:
    return (datetime.now(UTC) + timedelta(minutes=1)).astimezone(zone()).strftime(_MINUTES)
