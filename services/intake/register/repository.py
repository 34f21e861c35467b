"""The register's writing side: journal, entries, tasks, clocks and the deadlines that moved."""

import json
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.contracts.conflict import Barred
from services.common.runtime.database import Work
from services.common.vocabulary import MODES
from services.intake.register import recording, statements, step_times, telling
from services.intake.register.domain import FAR_AWAY, ClockKey, Followed, Measured, nearest
from services.intake.register.models import Entry, ExtensionRow, OpenTaskRow
from services.intake.register.regencies import Regencies
from services.intake.register.usecases import Moves


class NotYetEntered(Exception):
    """The complaint's receipt is still on the way; what was heard of it is tried again later."""


class RegisterRecords(Regencies):
    """Implements `usecases.Journal`."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self._calendar_now: str | None = None

    def write(self, event: events.FlowEvent) -> bool:
        """Keep the event; whether it is new. Only one event of a complaint is taken in at a time."""
        row = {**recording.of_move(event), "sequence": event.sequence, "payload": event.model_dump_json()}
        return self._connection.execute(statements.WRITE, row).first() is not None

    def raise_mode(self, complaint_id: UUID, mode: str) -> None:
        """The reporter is protected better. Heard out of order, the best protection holds. NotYetEntered."""
        entry = self._connection.execute(select(Entry.mode).where(Entry.complaint_id == complaint_id)).scalar()
        if entry is None:
            raise NotYetEntered
        best = max(entry, mode, key=list(MODES).index)
        self._connection.execute(update(Entry).where(Entry.complaint_id == complaint_id).values(mode=best))

    def followed(self, complaint_id: UUID) -> Followed | None:
        """What is known of a complaint; nobody else changes it until this transaction ends."""
        row = self._connection.execute(statements.FOLLOWED, {"complaint_id": complaint_id}).first()
        if row is None:
            return None
        values = dict(row._mapping)
        self._calendar_now = values.pop("calendar_now")
        return known_from(values)

    def calendar(self, tenant: str) -> WorkingCalendar:
        """The regency's calendar; the very one that holds now, when a complaint was read before. TenantNotHere."""
        if self._calendar_now is None:
            return super().calendar(tenant)
        return self.calendar_of(tenant, self._calendar_now)

    def after(self, complaint_id: UUID, sequence: int) -> list[events.FlowEvent]:
        """The events that wait to be taken in, in order of sequence."""
        rows = self._connection.execute(statements.AFTER, {"complaint_id": complaint_id, "seen": sequence})
        return [_flow_event(row.name, row.payload) for row in rows]

    def clocks(self, complaint_id: UUID) -> dict[ClockKey, Measured]:
        """The clocks as they are stored."""
        rows = self._connection.execute(statements.CLOCKS, {"complaint_id": complaint_id})
        return {clock.id: clock for clock in (Measured(**row._mapping) for row in rows)}

    def enter(self, known: Followed, year: int, moves: Moves) -> None:
        """A new line of the Buku Pengaduan, with the next number of its year, its task and its clocks.

        One statement, last in its transaction: until that ends, nobody else gets a number. (More only for a complaint
        that was overtaken by its own later events.)
        """
        self._tell(known, moves)
        line = _columns(known) | {"year": year, "due_at": _due_at(moves)}
        values = {
            "tenant": known.tenant,
            "year": year,
            "line": json.dumps(line, default=str),
            "tasks": _json(_task_rows(known, moves)),
            "clocks": _json(_clock_rows(known, moves)),
        }
        self._connection.execute(statements.ENTER, values)
        self._record(known, moves)

    def save(self, known: Followed, moves: Moves) -> None:
        """The complaint has moved: its line, its task, its clocks, and the deadlines that moved."""
        self._tell(known, moves)
        line = update(Entry).where(Entry.complaint_id == known.complaint_id)
        self._connection.execute(line.values(**_columns(known), due_at=_due_at(moves)))
        if moves.has_ended_a_step:
            self._connection.execute(statements.CLOSE_TASKS, {"complaint": known.complaint_id})
            self._connection.execute(statements.FORGET_EXTENSIONS, {"complaint": known.complaint_id})
        if rows := _clock_rows(known, moves):
            self._connection.execute(statements.PUT_CLOCK, rows)
        if tasks := _task_rows(known, moves):
            self._connection.execute(statements.OPEN_TASK, tasks)
        else:
            self._move_task(known, moves)
        self._record(known, moves)

    def _move_task(self, known: Followed, moves: Moves) -> None:
        """The task that was open before and still is: who it waits for, and how urgent it is."""
        urgent_at = nearest(moves.clocks.values())
        now: dict[str, Any] = {}
        if urgent_at != nearest(moves.before.values()):
            now["urgent_at"] = urgent_at or FAR_AWAY
        if task := moves.reassigned:
            now |= {"roles": list(task.roles), "step": task.step, "unit": task.unit}
        if now:
            mine = OpenTaskRow.complaint_id == known.complaint_id
            self._connection.execute(update(OpenTaskRow).where(mine).values(**now))

    def _tell(self, known: Followed, moves: Moves) -> None:
        """Announce what other systems may know; before the line is written, which holds the last number."""
        self._work.announce(*telling.numbered(moves.told, known, _due_at(moves)))

    def _record(self, known: Followed, moves: Moves) -> None:
        owner = {"complaint_id": known.complaint_id, "tenant": known.tenant}
        step_times.keep(self._connection, moves.ended)
        if any(event.problem_code for event in moves.ended):
            self._connection.execute(statements.GIVE_CODE, {"complaint": known.complaint_id})
        if moves.changes:
            self._connection.execute(statements.CHANGED, [asdict(change) | owner for change in moves.changes])
        if moves.decided:
            self._connection.execute(delete(ExtensionRow).where(ExtensionRow.extension_id.in_(moves.decided)))
        if moves.asked:
            rows = [_extension_row(event) | owner for event in moves.asked.values()]
            self._connection.execute(statements.ASK_EXTENSION, rows)


def known_from(values: dict[str, Any]) -> Followed:
    """A complaint from the columns of its entry."""
    happened = {anchor: datetime.fromisoformat(at) for anchor, at in values.pop("happened").items()}
    paused = [(datetime.fromisoformat(first), _instant(last)) for first, last in values.pop("paused")]
    barred = Barred.model_validate(values.pop("barred"))
    return Followed(**values, happened=happened, paused=paused, barred=barred)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _columns(known: Followed) -> dict[str, Any]:
    columns = {field.name: getattr(known, field.name) for field in fields(Followed)}
    return columns | {
        "happened": {anchor: at.isoformat() for anchor, at in known.happened.items()},
        "paused": [[first.isoformat(), last.isoformat() if last else None] for first, last in known.paused],
        "barred": known.barred.model_dump(mode="json"),
    }


def _task_rows(known: Followed, moves: Moves) -> list[dict[str, Any]]:
    if moves.task is None:
        return []
    task, event = moves.task
    row = task.model_dump(exclude={"not_for", "title"}) | {
        "roles": list(task.roles),
        "tenant": known.tenant,
        "complaint_id": known.complaint_id,
        "version": event.sequence,
        "opened_at": event.happened_at,
        "urgent_at": nearest(moves.clocks.values()) or FAR_AWAY,
    }
    return [row]


def _clock_rows(known: Followed, moves: Moves) -> list[dict[str, Any]]:
    owner = {"complaint_id": known.complaint_id, "tenant": known.tenant}
    return [asdict(clock) | owner for clock in moves.changed_clocks()]


def _extension_row(event: events.ExtensionAsked) -> dict[str, Any]:
    return event.task.model_dump(include={"task_id", "step", "kind", "desk"}) | {
        "extension_id": event.extension_id,
        "clock": event.clock,
        "amount": event.amount,
        "approvers": list(event.approvers),
        "asked_by": event.by,
        "asked_at": event.happened_at,
    }


def _json(rows: list[dict[str, Any]]) -> str:
    return json.dumps(rows, default=str)


def _due_at(moves: Moves) -> datetime | None:
    return nearest(clock for clock in moves.clocks.values() if clock.visit == 0)


def _flow_event(name: str, payload: dict[str, Any]) -> events.FlowEvent:
    event = events.ALL[name].model_validate(payload)
    if not isinstance(event, events.FlowEvent):
        raise TypeError(f"{name} is no move of a complaint")
    return event
