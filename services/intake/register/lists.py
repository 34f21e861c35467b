"""Lists of the register: by key, never by offset; no counting on a page."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, tuple_

from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.desk.access import may_read
from services.common.errors import Invalid
from services.common.runtime.database import Work
from services.intake.register import timeline
from services.intake.register.models import Entry, ExtensionRow, OpenTaskRow
from services.intake.register.repository import RegisterRecords
from services.intake.register.sight import not_about, tasks_of

Part = TypeVar("Part")

_MOST_EXTENSIONS = 200


class Lists:
    """Reads on one transaction, for one caller."""

    def __init__(self, work: Work, caller: Caller) -> None:
        self._session = work.session
        self._records = RegisterRecords(work)
        self._caller = caller

    def tasks(self, page: r.Page) -> r.Tasks:
        """Open tasks for the caller's roles, the most urgent first."""
        query = (
            select(OpenTaskRow, Entry)
            .join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
            .where(*tasks_of(self._caller))
            .order_by(OpenTaskRow.urgent_at, OpenTaskRow.task_id)
            .limit(page.limit + 1)
        )
        if page.after:
            seen = _cursor(page.after, datetime.fromisoformat, UUID)
            query = query.where(tuple_(OpenTaskRow.urgent_at, OpenTaskRow.task_id) > seen)
        rows = self._session.execute(query).all()
        last = rows[page.limit - 1][0] if len(rows) > page.limit else None
        return r.Tasks(
            tasks=tuple(self._task(task, entry) for task, entry in rows[: page.limit]),
            next=f"{last.urgent_at.isoformat()}~{last.task_id}" if last else None,
        )

    def entries(self, page: r.Page) -> r.Register:
        """The Buku Pengaduan, newest first."""
        query = select(Entry).where(not_about(self._caller)).order_by(Entry.year.desc(), Entry.number.desc())
        if page.after:
            query = query.where(tuple_(Entry.year, Entry.number) < _cursor(page.after, _number, _number))
        rows = self._session.scalars(query.limit(page.limit + 1)).all()
        last = rows[page.limit - 1] if len(rows) > page.limit else None
        return r.Register(
            entries=tuple(self._entry(row) for row in rows[: page.limit]),
            next=f"{last.year}~{last.number}" if last else None,
        )

    def _task(self, task: OpenTaskRow, entry: Entry) -> r.OpenTask:
        shown = timeline.open_task(task, entry, self._records.sop(entry.sop))
        if self._caller.kind == "system" or may_read(self._caller, Barred.model_validate(entry.barred)):
            return shown
        # How the complaint came, and its number there, lead to who filed it.
        return shown.model_copy(update={"channel": None, "source_reference": None})

    def extensions(self) -> r.Extensions:
        """Requests for more time that wait for one of the caller's roles, the oldest first."""
        rows = self._session.execute(
            select(ExtensionRow, Entry.reference, Entry.barred)
            .join(Entry, Entry.complaint_id == ExtensionRow.complaint_id)
            .where(not_about(self._caller))
            .order_by(ExtensionRow.asked_at, ExtensionRow.extension_id)
            .limit(_MOST_EXTENSIONS)
        )
        # Few requests are open at any time; an approver who was barred since has a stand-in.
        mine = (
            timeline.extension(row, reference)
            for row, reference, barred in rows
            if self._caller.has_any(Barred.model_validate(barred).acting(tuple(row.approvers)))
        )
        return r.Extensions(extensions=tuple(mine))

    def _entry(self, row: Entry) -> r.RegisterEntry:
        calendar = self._records.calendar(row.tenant)
        return timeline.register_entry(row, self._records.sop(row.sop), calendar)


def _cursor(after: str, first: Callable[[str], Part], second: Callable[[str], Part]) -> tuple[Part, Part]:
    """The two parts of a cursor. Invalid."""
    one, _, two = after.partition("~")
    try:
        return first(one), second(two)
    except ValueError:
        raise Invalid({"after": "Not a cursor. Use the `next` of the page before."}) from None


def _number(text: str) -> int:
    """A decimal number as a page gave it out: digits alone. ValueError."""
    if not text.isdecimal():
        raise ValueError(text)
    return int(text)
