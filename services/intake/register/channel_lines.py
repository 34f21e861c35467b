"""The complaints of one channel as their source may know of them: by its number, where each stands, since when.

For a portal without an interface of its own: officers copy it back by hand, or as a file.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_

from services.common.contracts.caller import Caller
from services.common.contracts.sources import ChannelLine, ChannelLines, ChannelQuery
from services.common.errors import Invalid
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import rpc
from services.common.sop.model import Sop
from services.intake.register.models import Entry, JournalRow
from services.intake.register.paging import cursor, number
from services.intake.register.repository import RegisterRecords
from services.intake.register.sight import not_about
from services.intake.register.views import Views

_ANSWER = "deliver"


class ChannelKeeper:
    """Answers who copies back."""

    work: Callable[[str], Any]

    @rpc
    def channel_lines(self, caller: Caller, request: ChannelQuery) -> ChannelLines:
        """Where the complaints of a channel stand."""
        with self.work(caller.tenant) as work:
            return channel_lines(work, caller, request)


def channel_lines(work: Work, caller: Caller, query: ChannelQuery) -> ChannelLines:
    """A page of them. Invalid, also where a system asks for a channel that is not its own."""
    if caller.kind == "system" and query.channel not in caller.roles:
        raise Invalid({"channel": "A system asks for its own channel, which is named like its role."})
    zone = ZoneInfo(Views(work).tenant(caller.tenant).profile.time_zone)
    wanted = (Entry.channel == query.channel, not_about(caller), *_days(query, zone))
    found = _query().where(*wanted).order_by(Entry.year, Entry.number).limit(query.limit + 1)
    if query.after:
        found = found.where(tuple_(Entry.year, Entry.number) > cursor(query.after, number, number))
    rows = work.session.execute(found).all()
    page, records = rows[: query.limit], RegisterRecords(work)
    last = page[-1][0] if len(rows) > query.limit else None
    lines = tuple(_line(row, records.sop(row[0].sop)) for row in page)
    return ChannelLines(lines=lines, next=f"{last.year}~{last.number}" if last else None)


def _query() -> Select[Any]:
    own = (JournalRow.complaint_id == Entry.complaint_id, JournalRow.sequence <= Entry.applied)
    at = JournalRow.payload["happened_at"].astext
    answered = (
        JournalRow.name == "step_completed",
        JournalRow.payload["kind"].astext == _ANSWER,
        JournalRow.payload["is_return"].astext.is_distinct_from("true"),
    )
    last = select(at).where(*own).order_by(JournalRow.sequence.desc()).limit(1).scalar_subquery()
    return select(Entry, last, select(func.max(at)).where(*own, *answered).scalar_subquery())


def _days(query: ChannelQuery, zone: ZoneInfo) -> Iterator[ColumnElement[bool]]:
    if query.from_on:
        yield Entry.received_at >= datetime.combine(query.from_on, time(), zone)
    if query.until_on:
        yield Entry.received_at < datetime.combine(query.until_on + timedelta(days=1), time(), zone)


def _line(row: Row[Any], sop: Sop) -> ChannelLine:
    entry, changed, answered = tuple(row)
    step, end = sop.step(entry.step or ""), sop.ends.get(entry.end or "")
    return ChannelLine(
        source_reference=entry.source_reference,
        reference=entry.reference,
        received_at=entry.received_at,
        status=entry.status,
        step_title=step.title if step and not entry.end else None,
        end_label=end.label if end else None,
        changed_at=datetime.fromisoformat(changed) if changed else None,
        answered_at=datetime.fromisoformat(answered) if answered else None,
        closed_at=entry.closed_at,
    )
