"""Saving a filed complaint: one statement, one round trip. This is the path every citizen waits for."""

import json
import time
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sqlalchemy import select, text

from services.common.contracts.tenant import Unit
from services.common.desk.records import Records
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.intake.filing import Earlier, Filed, Published
from services.intake.models import Complaint, OfficerKnown, SopCopy, TenantCopy
from services.intake.parties import KnownOfficer
from services.intake.source_number_records import SourceNumbers
from services.intake.source_numbers import Numbered

_SAVE = text(
    """
    WITH numbered AS (
        INSERT INTO source_number (tenant, channel, number, complaint_id)
        SELECT :tenant, :channel, :portal_number, :complaint_id WHERE CAST(:portal_number AS text) IS NOT NULL
        ON CONFLICT DO NOTHING RETURNING complaint_id
    ), filed AS (
        INSERT INTO complaint (complaint_id, tenant, reference, request_key, fingerprint, code_hash, sop, channel,
                               mode, content, filed_by, filed_at)
        SELECT :complaint_id, :tenant, :reference, :request_key, :fingerprint, :code_hash, :sop, :channel,
               :mode, CAST(:content AS bytea), :filed_by, CAST(:filed_at AS timestamptz)
        WHERE CAST(:portal_number AS text) IS NULL OR EXISTS (SELECT FROM numbered)
        ON CONFLICT DO NOTHING RETURNING complaint_id
    ), held AS (
        INSERT INTO custody (complaint_id, tenant, reference, sop, facts, sequence, outcome_counts, state, barred)
        SELECT complaint_id, :tenant, :reference, :sop, CAST(:facts AS jsonb), :sequence, '{}', 'here',
               CAST(:barred AS jsonb) FROM filed
    ), opened AS (
        INSERT INTO task (task_id, tenant, complaint_id, step, kind, roles, version, opened_at, result)
        SELECT :task_id, :tenant, complaint_id, :step, :kind, CAST(:roles AS jsonb), :sequence, :filed_at, '{}'
        FROM filed
    ), keyed AS (
        INSERT INTO keys.complaint_key (complaint_id, purpose, tenant, version, wrapped)
        SELECT complaint_id, purpose, :tenant, :key_version, wrapped
        FROM filed, unnest(CAST(:purposes AS text[]), CAST(:wrapped AS bytea[])) AS made (purpose, wrapped)
    ), vaulted AS (
        INSERT INTO vault.identity (complaint_id, tenant, sealed)
        SELECT complaint_id, :tenant, CAST(:identity AS bytea) FROM filed WHERE :has_identity
    ), agreed AS (
        INSERT INTO consent (complaint_id, tenant, given_at)
        SELECT complaint_id, :tenant, :filed_at FROM filed WHERE :has_consent
    ), told AS (
        INSERT INTO outbox (event_id, tenant, source, name, payload)
        SELECT CAST(:event_id AS uuid), :tenant, 'intake', :event_name, CAST(:event AS json) FROM filed
        UNION ALL
        SELECT CAST(:consent_id AS uuid), :tenant, 'intake', :consent_name, CAST(:consent AS json) FROM filed
        WHERE :has_consent
    )
    SELECT complaint_id FROM filed
    """
)
_OFFICER = [getattr(OfficerKnown, field.name) for field in fields(KnownOfficer)]
_FRESH_FOR = 5.0
_published: dict[str, tuple[float, Published]] = {}


class FilingRecords:
    """Implements `filing.Filings`."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def published(self, tenant: str) -> Published | None:
        """The regency's newest SOP that is not retired, its units and officers; read anew every few seconds."""
        kept = _published.get(tenant)
        if kept and time.monotonic() - kept[0] < _FRESH_FOR:
            return kept[1]
        found = self._read_published(tenant)
        if found:
            _published[tenant] = (time.monotonic(), found)
        return found

    def _read_published(self, tenant: str) -> Published | None:
        session = self._work.session
        versions = session.scalars(select(SopCopy.sop).where(SopCopy.tenant == tenant, SopCopy.retired_at.is_(None)))
        newest = max(versions, key=lambda sop: int(sop.split("@")[1]), default=None)
        units = session.scalar(select(TenantCopy.units).where(TenantCopy.tenant == tenant))
        if newest is None or units is None:
            return None
        sop: Sop = Records(self._work).sop(newest)
        rows = self._work.connection.execute(select(*_OFFICER))
        officers = tuple(KnownOfficer(**{**row._mapping, "roles": tuple(row.roles)}) for row in rows)
        return Published(sop, tuple(Unit.model_validate(unit) for unit in units), officers)

    def save(self, filed: Filed) -> bool:
        """Save everything, unless request key, reference or the portal's number is taken. Whether it was saved.

        Two with one number: the second waits until the first is saved or undone. A number kept without its complaint
        is undone by the refusal that follows.
        """
        values = {
            **filed.row,
            "facts": json.dumps(filed.custody.facts),
            "sequence": filed.custody.sequence,
            "task_id": filed.task.task_id,
            "step": filed.task.step,
            "kind": filed.task.kind,
            "roles": json.dumps(filed.task.roles),
            "barred": filed.custody.barred.model_dump_json(),
            "identity": filed.identity,
            "has_identity": filed.identity is not None,
            "key_version": filed.keys[0].version,
            "purposes": [key.purpose for key in filed.keys],
            "wrapped": [key.wrapped for key in filed.keys],
            "event_id": filed.received.event_id,
            "event_name": filed.received.name,
            "event": filed.received.model_dump_json(),
            **_consent(filed),
        }
        return self._work.connection.execute(_SAVE, values).first() is not None

    def earlier(self, request_key: str) -> Earlier | None:
        """What was filed with this request key."""
        row = self._work.connection.execute(
            select(Complaint.fingerprint, Complaint.reference, Complaint.filed_at).where(
                Complaint.tenant == self._work.tenant, Complaint.request_key == request_key
            )
        ).first()
        return Earlier(**row._mapping) if row else None

    def numbered(self, channel: str, numbers: Iterable[str]) -> list[Numbered]:
        """What was filed under these numbers of a portal."""
        return SourceNumbers(self._work).numbered(channel, numbers)


def _consent(filed: Filed) -> dict[str, Any]:
    given = filed.consent
    return {
        "has_consent": given is not None,
        "consent_id": given.event_id if given else None,
        "consent_name": given.name if given else None,
        "consent": given.model_dump_json() if given else None,
    }
