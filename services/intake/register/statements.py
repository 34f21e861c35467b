"""The register's statements for every event it hears. Made once: building them anew costs more than running them."""

from dataclasses import fields

from sqlalchemy import bindparam, delete, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from services.intake.register.domain import Followed, Measured
from services.intake.register.models import (
    ClockRow,
    DeadlineChangeRow,
    Entry,
    ExtensionRow,
    JournalRow,
    OpenTaskRow,
    PendingRow,
    ReminderRow,
    Tenant,
)

ENTRY = [getattr(Entry, field.name) for field in fields(Followed)]
CLOCK = [getattr(ClockRow, field.name) for field in fields(Measured)]
_MEASURED = [field.name for field in fields(Measured) if field.name not in {"key", "visit"}]

WRITE = text(
    """
    WITH turn AS MATERIALIZED (
        SELECT pg_advisory_xact_lock(hashtextextended(CAST(:complaint_id AS text), 0))
    ), written AS (
        INSERT INTO journal (complaint_id, sequence, tenant, name, payload)
        SELECT :complaint_id, :sequence, :tenant, :action, CAST(:payload AS jsonb) FROM turn
        ON CONFLICT DO NOTHING RETURNING sequence
    ), told AS (
        INSERT INTO trail.pending (tenant, entry_id, at, action, actor, actor_kind, complaint_id, subject, details)
        SELECT :tenant, :entry_id, :at, :action, :actor, :actor_kind, :complaint_id, :subject, :details FROM written
    )
    SELECT sequence FROM written
    """
)
"""An event enters the journal and the audit trail together, or neither."""

TELL = insert(PendingRow)

AFTER = (
    select(JournalRow.name, JournalRow.payload)
    .where(JournalRow.complaint_id == bindparam("complaint_id"), JournalRow.sequence > bindparam("seen"))
    .order_by(JournalRow.sequence)
)

_CALENDAR_NOW = select(Tenant.calendar_version).where(Tenant.tenant == Entry.tenant).scalar_subquery()
FOLLOWED = (
    select(*ENTRY, _CALENDAR_NOW.label("calendar_now"))
    .where(Entry.complaint_id == bindparam("complaint_id"))
    .with_for_update(of=Entry)
)
"""Locked, because the timer may be at work on the same complaint."""

CLOCKS = select(*CLOCK).where(ClockRow.complaint_id == bindparam("complaint_id"))

ENTER = text(
    """
    WITH counted AS (
        INSERT INTO entry_counter (tenant, year, last) VALUES (:tenant, :year, 1)
        ON CONFLICT (tenant, year) DO UPDATE SET last = entry_counter.last + 1 RETURNING last
    ), waiting AS (
        INSERT INTO open_task SELECT * FROM jsonb_populate_recordset(NULL::open_task, CAST(:tasks AS jsonb))
    ), running AS (
        INSERT INTO clock SELECT * FROM jsonb_populate_recordset(NULL::clock, CAST(:clocks AS jsonb))
    )
    INSERT INTO entry
    SELECT line.* FROM counted,
        jsonb_populate_record(NULL::entry, CAST(:line AS jsonb) || jsonb_build_object('number', counted.last)) AS line
    """
)
OPEN_TASK = insert(OpenTaskRow)
_CLOCK = upsert(ClockRow)
PUT_CLOCK = _CLOCK.on_conflict_do_update(
    index_elements=["complaint_id", "key", "visit"], set_={name: _CLOCK.excluded[name] for name in _MEASURED}
)
CLOSE_TASKS = delete(OpenTaskRow).where(OpenTaskRow.complaint_id == bindparam("complaint"))
CHANGED = insert(DeadlineChangeRow)
FORGET_EXTENSIONS = delete(ExtensionRow).where(ExtensionRow.complaint_id == bindparam("complaint"))
ASK_EXTENSION = insert(ExtensionRow)
GIVE_CODE = text(
    """
    UPDATE entry SET problem_code = coalesce((
        SELECT after FROM entry_correction AS put_right
        WHERE put_right.complaint_id = :complaint AND field = 'problem_code' ORDER BY corrected_at DESC LIMIT 1
    ), (
        SELECT payload ->> 'problem_code' FROM journal
        WHERE journal.complaint_id = :complaint AND name = 'step_completed' AND payload ->> 'problem_code' IS NOT NULL
        ORDER BY sequence LIMIT 1
    ), problem_code)
    WHERE complaint_id = :complaint
    """
)
"""A step gave the complaint its code. The first that was given holds, as in the printed book; what was put right
before this was heard holds against it."""
REMIND = upsert(ReminderRow).on_conflict_do_nothing().returning(ReminderRow.working_days)

WAITING = text(
    """
    SELECT complaint_id FROM entry WHERE complaint_id IN (
        SELECT complaint_id FROM clock WHERE tenant = :tenant AND (remind_at <= :now OR runs_out_at < :now)
        UNION ALL
        SELECT complaint_id FROM clock
        WHERE tenant = :tenant AND started_at IS NOT NULL AND stopped_at IS NULL
            AND (calendar_version < :calendar OR calendar_version > :calendar)
    )
    ORDER BY complaint_id LIMIT :most FOR UPDATE SKIP LOCKED
    """
)
"""Complaints for which the timer has something to do; written so that each part is a look into an index."""
