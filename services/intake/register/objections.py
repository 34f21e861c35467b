"""The reporter objects to the end of the complaint, within the days the SOP gives for it."""

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import select

from services.common.clocks.zones import date_text
from services.common.contracts import events
from services.common.contracts.register import Objected
from services.common.errors import NotFound, ObjectionTooLate
from services.common.runtime.database import Work
from services.intake.register.models import Entry
from services.intake.register.repository import RegisterRecords

_NEVER = "-"


def object_to_end(work: Work, complaint_id: UUID, now: datetime) -> Objected:
    """Take the objection; the desk where the complaint ended opens it again. The same again changes nothing.

    NotFound; ObjectionTooLate, also for an end that cannot be objected to and for a complaint that is open.
    """
    entry = work.session.scalar(select(Entry).where(Entry.complaint_id == complaint_id).with_for_update())
    if entry is None:
        raise NotFound("complaint")
    if entry.end is None or entry.objection_until is None:
        raise ObjectionTooLate(_NEVER)
    if entry.objected_at is None:
        if now > entry.objection_until:
            calendar = RegisterRecords(work).calendar(entry.tenant)
            raise ObjectionTooLate(date_text(calendar.local_date(entry.objection_until)))
        entry.objected_at = now
        work.announce(_raised(entry, entry.end, now))
    return Objected(reference=entry.reference, end=entry.end, raised_at=entry.objected_at)


def _raised(entry: Entry, end: str, now: datetime) -> events.ObjectionRaised:
    return events.ObjectionRaised(
        event_id=uuid5(entry.complaint_id, f"objection:{entry.objections + 1}"),
        happened_at=now,
        tenant=entry.tenant,
        complaint_id=entry.complaint_id,
        end=end,
    )
