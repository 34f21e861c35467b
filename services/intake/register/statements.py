"""The register's statements for every event it hears. Made once: building them anew costs more than running them."""

from dataclasses import fields

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert

from services.intake.register.domain import Measured
from services.intake.register.models import ClockRow, JournalRow, OpenTaskRow

_MEASURED = [field.name for field in fields(Measured) if field.name not in {"key", "visit"}]

WRITE = text(
    """
    WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended(:lock, 0)))
    INSERT INTO journal (complaint_id, sequence, tenant, name, payload)
    SELECT :complaint_id, :sequence, :tenant, :name, CAST(:payload AS jsonb) FROM turn
    ON CONFLICT DO NOTHING RETURNING sequence
    """
)

AFTER = (
    select(JournalRow.name, JournalRow.payload)
    .where(JournalRow.complaint_id == bindparam("complaint_id"), JournalRow.sequence > bindparam("seen"))
    .order_by(JournalRow.sequence)
)
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
    INSERT INTO entry (complaint_id, tenant, reference, year, number, sop, channel, mode, filed_by, source_reference,
                       problem_code, unit, received_at, facts, happened, step, "end", closed_at, due_at, applied)
    SELECT :complaint_id, :tenant, :reference, :year, last, :sop, :channel, :mode, :filed_by, :source_reference,
           :problem_code, :unit, :received_at, CAST(:facts AS jsonb), CAST(:happened AS jsonb), :step, :end, :closed_at,
           :due_at, :applied
    FROM counted
    """
)
OPEN_TASK = insert(OpenTaskRow)
_CLOCK = upsert(ClockRow)
PUT_CLOCK = _CLOCK.on_conflict_do_update(
    index_elements=["complaint_id", "key", "visit"], set_={name: _CLOCK.excluded[name] for name in _MEASURED}
)
