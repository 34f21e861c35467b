"""More time, as far as the register can say: which clocks of a waiting step the SOP lets become longer and by how much,
and what a request for it would do to the deadline. Whether it is granted is decided on the desks.
"""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Final

from services.common import clocks
from services.common.clocks import WorkingCalendar
from services.common.contracts.extensions import Extendable, OpenExtension
from services.common.sop.flow import holds
from services.common.sop.model import Allowance, Clock, Sop
from services.intake.register import following
from services.intake.register.domain import Followed, Measured
from services.intake.register.measuring import measure
from services.intake.register.models import Entry, ExtensionRow, OpenTaskRow
from services.intake.register.remaining import left_of
from services.intake.register.repository import known_from

_HOW_IT_CAME: Final = frozenset({"channel", "mode"})


def extendable(task: OpenTaskRow, entry: Entry, sop: Sop, *, may_read: bool) -> tuple[Extendable, ...]:
    """The clocks that run at this step and may still be made longer, the step's own first.

    One that only some ways of coming in have would tell how the complaint came: who may not read it is not told.
    """
    known, step = _known(entry), sop.step(task.step)
    own = _told(task.step, step.clock, known, is_of_step=True) if step and step.clock else None
    over = (_told(clock.key, clock, known, is_of_step=False) for clock in _running(known, sop, may_read=may_read))
    return tuple(told for told in (own, *over) if told)


def request(
    row: ExtensionRow, entry: Entry, sop: Sop, calendar: WorkingCalendar, unit: str | None = None
) -> OpenExtension:
    """A request for more time, whose reason is on the desk; `unit` is the one whose step it is."""
    now, step, allowance = datetime.now(UTC), sop.step(row.step), _allowance(sop, row)
    before, after = _deadlines(row, entry, sop, calendar, now)
    due_at, counts_in = before.due_at if before else None, allowance.unit if allowance else None
    return OpenExtension(
        extension_id=row.extension_id,
        reference=entry.reference,
        task_id=row.task_id,
        step=row.step,
        kind=row.kind,
        desk=row.desk,
        clock=row.clock,
        amount=row.amount,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        title=step.title if step else row.step,
        unit=unit,
        clock_text=allowance.text if allowance else "",
        due_at=due_at,
        **(left_of(calendar, now, due_at, counts_in) if due_at else {"clock_unit": counts_in}),
        due_if_granted=after.due_at if after else None,
    )


def _known(entry: Entry) -> Followed:
    return known_from({field.name: getattr(entry, field.name) for field in fields(Followed)})


def _running(known: Followed, sop: Sop, *, may_read: bool) -> Iterator[Clock]:
    for clock in sop.clocks:
        is_told = holds(clock.when, known.facts) and (may_read or _HOW_IT_CAME.isdisjoint(clock.when))
        has_started = clocks.started_at(clock, known.happened) is not None
        if is_told and has_started and clocks.stopped_at(clock, known.happened) is None:
            yield clock


def _told(key: str, allowance: Allowance, known: Followed, *, is_of_step: bool) -> Extendable | None:
    extension = allowance.extension
    left = extension.most - known.granted_in_all(key) if extension else 0
    if extension is None or left <= 0:
        return None
    return Extendable(
        clock=key,
        is_of_step=is_of_step,
        text=allowance.text,
        unit=allowance.unit,
        most=extension.most,
        left=left,
        approved_by=extension.approved_by,
    )


def _allowance(sop: Sop, row: ExtensionRow) -> Allowance | None:
    over = next((clock for clock in sop.clocks if clock.key == row.clock), None)
    step = sop.step(row.clock)
    return over or (step.clock if step else None)


def _deadlines(
    row: ExtensionRow, entry: Entry, sop: Sop, calendar: WorkingCalendar, now: datetime
) -> tuple[Measured | None, Measured | None]:
    """The clock as it stands, and as it would stand were the request granted now."""
    known = _known(entry)
    before = measure(known, {}, sop, calendar, now)
    following.extend(known, row.clock, row.amount, sop)
    after = measure(known, {}, sop, calendar, now)
    at = next((key for key in before if key[0] == row.clock), None)
    return (before[at], after.get(at)) if at else (None, None)
