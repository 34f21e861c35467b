"""Corrections of the Buku Pengaduan as the register keeps them: the line has the new value, the old one stays known."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.events import EntryCorrected
from services.common.contracts.tasks import Correction
from services.common.runtime.database import Work
from services.intake.register.models import CorrectionRow, Entry
from services.intake.register.repository import NotYetEntered


def correct(work: Work, event: EntryCorrected) -> None:
    """A value of a line was put right. Heard again it changes nothing; heard late, the newest value holds.

    NotYetEntered.
    """
    entry = work.session.scalar(select(Entry).where(Entry.complaint_id == event.complaint_id).with_for_update())
    if entry is None:
        raise NotYetEntered
    if entry.destroyed_at is not None and event.field == "source_reference":
        return  # it is not kept any more
    row = {
        "correction_id": event.event_id,
        "tenant": event.tenant,
        "complaint_id": event.complaint_id,
        "field": event.field,
        "before": getattr(entry, event.field),
        "after": event.after,
        "by": event.by,
        "corrected_at": event.happened_at,
    }
    work.connection.execute(upsert(CorrectionRow).values(**row).on_conflict_do_nothing())
    mine = (CorrectionRow.complaint_id == event.complaint_id, CorrectionRow.field == event.field)
    newest = select(CorrectionRow.after).where(*mine).order_by(CorrectionRow.corrected_at.desc()).limit(1)
    value = work.connection.execute(newest).scalar()
    work.connection.execute(update(Entry).where(Entry.complaint_id == event.complaint_id).values({event.field: value}))


def corrections(work: Work, complaint_id: UUID) -> tuple[Correction, ...]:
    """The corrections of a line, the oldest first."""
    mine = select(CorrectionRow).where(CorrectionRow.complaint_id == complaint_id)
    rows: Sequence[CorrectionRow] = work.session.scalars(mine.order_by(CorrectionRow.corrected_at)).all()
    return tuple(Correction(**{name: getattr(row, name) for name in Correction.model_fields}) for row in rows)
