"""Filing a complaint: the submit path. One transaction, no call to any other service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import uuid5

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing, Receipt, Submission
from services.common.contracts.events import ComplaintReceived, ConsentGiven
from services.common.contracts.tenant import Unit
from services.common.desk import announcements
from services.common.desk.custody import RECEIVED_ON, Custody, Task, task_id
from services.common.errors import AlreadyFiled, KeyReused, UnknownTenant
from services.common.sealing import NewKey
from services.common.sop.model import Sop
from services.common.sop.portals import is_of_a_portal
from services.common.steps import asks_for_what_is_missing
from services.intake import domain, parties
from services.intake.consent import consent_given
from services.intake.parties import KnownOfficer
from services.intake.source_numbers import Numbered
from services.intake.vault import Vault


@dataclass(frozen=True, slots=True)
class Published:
    """What intake needs of a regency to take its complaints."""

    sop: Sop
    units: tuple[Unit, ...]
    officers: tuple[KnownOfficer, ...] = ()


@dataclass(frozen=True, slots=True)
class Filed:
    """A complaint ready to be saved: its row, its keys, its first custody and task, its identity, its events."""

    row: dict[str, Any]
    keys: list[NewKey]
    custody: Custody
    task: Task
    identity: bytes | None
    received: ComplaintReceived
    consent: ConsentGiven | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was filed before with the same request key."""

    fingerprint: str
    reference: str
    filed_at: datetime


class Filings(Protocol):
    """What filing asks of the database."""

    def published(self, tenant: str) -> Published | None: ...
    def save(self, filed: Filed) -> bool: ...
    def earlier(self, request_key: str) -> Earlier | None: ...
    def numbered(self, channel: str, numbers: Iterable[str]) -> list[Numbered]: ...


def submit(caller: Caller, submission: Submission, *, filings: Filings, vault: Vault, now: datetime) -> Receipt:
    """File a complaint once per request key, and once per number of a portal; and give its receipt. Raises
    UnknownTenant, Invalid, NotYourRole, KeyReused, AlreadyFiled."""
    published = filings.published(caller.tenant)
    if published is None:
        raise UnknownTenant(caller.tenant)
    filed = prepare(caller, submission, published, vault, now)
    is_new = filings.save(filed)
    reference, filed_at = submission.reference, now
    if not is_new:
        earlier = filings.earlier(submission.request_key)
        if earlier is None:
            _refuse_second(caller, filed.row, filings)
        if earlier is None or earlier.fingerprint != filed.row["fingerprint"]:
            raise KeyReused
        reference, filed_at = earlier.reference, earlier.filed_at
    return Receipt(
        complaint_id=submission.complaint_id,
        reference=reference,
        access_code=submission.access_code,
        received_at=filed_at,
        is_new=is_new,
    )


def _refuse_second(caller: Caller, row: dict[str, Any], filings: Filings) -> None:
    number = row["portal_number"]
    for other in filings.numbered(row["channel"], [number] if number else []):
        raise AlreadyFiled(other.known_to(caller))


def prepare(caller: Caller, submission: Submission, published: Published, vault: Vault, now: datetime) -> Filed:
    """Check a submission against the regency's SOP and lay out everything that is saved with it."""
    filing, sop = submission.filing, published.sop
    role = domain.filing_role(caller, sop, filing)
    _check(filing, role, published, now)
    custody = Custody(
        complaint_id=submission.complaint_id,
        tenant=caller.tenant,
        reference=submission.reference,
        sop=sop.id,
        facts={"channel": filing.channel, "mode": filing.mode, RECEIVED_ON: _received_on(filing, now)},
        sequence=1,
        barred=parties.shut_out(filing.reported, sop, published.officers),
    )
    task = _first_task(sop, custody, now)
    identity = filing.identity.model_dump(mode="json", exclude_none=True) if filing.identity else {}
    keys = vault.begin(custody.complaint_id, has_identity=bool(identity))
    return Filed(
        row=_row(caller, submission, sop, role=role, vault=vault, now=now),
        keys=keys,
        custody=custody,
        task=task,
        identity=vault.seal(caller.tenant, custody.complaint_id, "identity", identity) if identity else None,
        received=_received(submission, custody, task, sop, role=role, now=now),
        consent=consent_given(caller.tenant, custody.complaint_id, now) if filing.consents_to_forwarding else None,
    )


def _check(filing: Filing, role: str, published: Published, now: datetime) -> None:
    names = {known.officer for known in published.officers}
    asks_later = asks_for_what_is_missing(step.kind for step in published.sop.steps)
    channel = published.sop.channels[filing.channel]
    domain.check_filing(filing, role, channel, published.units, now, officers=names, asks_later=asks_later)


def _received_on(filing: Filing, now: datetime) -> str:
    """The day in UTC, which nowhere in Indonesia is a later one."""
    return (filing.received_at or now).astimezone(UTC).date().isoformat()


def _row(caller: Caller, submission: Submission, sop: Sop, *, role: str, vault: Vault, now: datetime) -> dict[str, Any]:
    filing = submission.filing
    content = filing.model_dump(mode="json", exclude={"identity"}, exclude_none=True)
    if lacks := domain.identity_lacks(filing, sop.channels[filing.channel]):
        content[domain.IDENTITY_LACKS] = lacks
    return {
        "complaint_id": submission.complaint_id,
        "tenant": caller.tenant,
        "reference": submission.reference,
        "request_key": submission.request_key,
        "fingerprint": vault.fingerprint(filing.model_dump_json()),
        "code_hash": vault.code_hash(submission.reference, submission.access_code),
        "sop": sop.id,
        "channel": filing.channel,
        "portal_number": filing.source_reference if is_of_a_portal(sop.channels[filing.channel]) else None,
        "mode": filing.mode,
        "content": vault.seal(caller.tenant, submission.complaint_id, "content", content),
        "filed_by": role,
        "filed_at": now,
    }


def _received(
    submission: Submission, custody: Custody, task: Task, sop: Sop, *, role: str, now: datetime
) -> ComplaintReceived:
    filing = submission.filing
    return ComplaintReceived(
        event_id=uuid5(custody.complaint_id, f"event:{custody.sequence}"),
        happened_at=now,
        tenant=custody.tenant,
        complaint_id=custody.complaint_id,
        reference=custody.reference,
        sequence=custody.sequence,
        sop=custody.sop,
        channel=filing.channel,
        mode=filing.mode,
        filed_by=role,
        received_at=(filing.received_at or now).astimezone(UTC),  # PostgreSQL knows no offset beyond sixteen hours
        source_reference=filing.source_reference,
        problem_code=filing.problem_code,
        unit=next((party.unit for party in filing.reported if party.unit), None),
        can_be_mailed=bool(filing.identity and filing.identity.email),
        barred=custody.barred,
        task=announcements.opened("intake", task, sop.first, custody.barred.officers),
    )


def _first_task(sop: Sop, custody: Custody, now: datetime) -> Task:
    return Task(
        task_id=task_id(custody.complaint_id, custody.sequence),
        complaint_id=custody.complaint_id,
        tenant=custody.tenant,
        step=sop.first.key,
        kind=sop.first.kind,
        roles=custody.roles_of(sop.first, sop),
        version=custody.sequence,
        opened_at=now,
    )
