"""Lists of the register: by key, never by offset; no counting on a page."""

from sqlalchemy import ColumnElement, select, tuple_

from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.extensions import OpenExtension
from services.common.contracts.lists import EntryQuery
from services.common.desk.access import facing
from services.common.runtime.database import Work
from services.intake.register import extending, timeline
from services.intake.register.models import Entry, ExtensionRow, OpenTaskRow
from services.intake.register.paging import cursor, found_by, number
from services.intake.register.repository import RegisterRecords
from services.intake.register.sight import not_about, not_about_oneself

_MOST_EXTENSIONS = 200


class Lists:
    """Reads on one transaction, for one caller."""

    def __init__(self, work: Work, caller: Caller) -> None:
        self._session = work.session
        self._records = RegisterRecords(work)
        self._caller = caller

    def entries(self, page: EntryQuery) -> r.Register:
        """The Buku Pengaduan, newest first."""
        query = select(Entry).where(not_about(self._caller)).order_by(Entry.year.desc(), Entry.number.desc())
        query = query.where(*_narrowed(page))
        if page.after:
            query = query.where(tuple_(Entry.year, Entry.number) < cursor(page.after, number, number))
        rows = self._session.scalars(query.limit(page.limit + 1)).all()
        last = rows[page.limit - 1] if len(rows) > page.limit else None
        return r.Register(
            entries=tuple(self._entry(row) for row in rows[: page.limit]),
            next=f"{last.year}~{last.number}" if last else None,
        )

    def extensions(self) -> r.Extensions:
        """Requests for more time that wait for one of the caller's roles, the oldest first."""
        rows = self._session.execute(
            select(ExtensionRow, Entry, OpenTaskRow.unit)
            .join(Entry, Entry.complaint_id == ExtensionRow.complaint_id)
            .outerjoin(OpenTaskRow, OpenTaskRow.task_id == ExtensionRow.task_id)
            .where(not_about_oneself(self._caller))
            .order_by(ExtensionRow.asked_at, ExtensionRow.extension_id)
            .limit(_MOST_EXTENSIONS)
        )
        # Few requests are open at any time; an approver who was barred since has a stand-in.
        mine = (
            self._extension(row, entry, unit)
            for row, entry, unit in rows
            if self._may_decide(Barred.model_validate(entry.barred), tuple(row.approvers))
        )
        return r.Extensions(extensions=tuple(mine))

    def _may_decide(self, barred: Barred, approvers: tuple[str, ...]) -> bool:
        return facing(self._caller, barred).has_any(barred.acting(approvers))

    def _extension(self, row: ExtensionRow, entry: Entry, unit: str | None) -> OpenExtension:
        return extending.request(row, entry, self._records.sop(entry.sop), self._records.calendar(entry.tenant), unit)

    def _entry(self, row: Entry) -> r.RegisterEntry:
        calendar = self._records.calendar(row.tenant)
        return timeline.register_entry(row, self._records.sop(row.sop), calendar)


def _narrowed(page: EntryQuery) -> list[ColumnElement[bool]]:
    exact = {Entry.year: page.year, Entry.channel: page.channel, Entry.problem_code: page.problem_code}
    wanted = [column == value for column, value in exact.items() if value is not None]
    if page.state is not None:
        wanted.append(Entry.closed_at.is_(None) if page.state == "open" else Entry.closed_at.is_not(None))
    return [*wanted, *found_by(page.search)]
