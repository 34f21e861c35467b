"""Documents that are made when somebody asks: the receipt and the disposition sheet.

Neither says what a complaint says, or who reports or is reported. A receipt proves what was filed by a hash over it,
which its reporter can compute again.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Protocol
from uuid import UUID

from services.common.clocks.zones import ZONES
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.document_fields import Disposisi, TandaTerima
from services.common.contracts.documents import RequestDocument
from services.common.contracts.report_fields import Fields
from services.common.contracts.tenant import TenantProfile
from services.common.desk.completion import Announce
from services.common.desk.custody import Custody
from services.common.desk.labels import channel_label
from services.common.desk.papers import Paper, Writing
from services.common.documents import KINDS
from services.common.errors import NotFound
from services.common.sop.model import Sop
from services.common.vocabulary import EXTERNAL_ROLES, HEAD, OFFICE_ATTACHMENTS
from services.intake.known import Complaints, Known, find, received_at
from services.intake.showing import arrived, own_name
from services.intake.vault import Vault

RECEIPT: Final = "tanda_terima"
HASHED: Final = ("subject", "story", "happened_on", "location", "reported")
"""What the hash of a receipt is over, in this order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, as a document is written for it; in what role does not matter: the Inspektur's name is below it."""

    custody: Custody
    now: datetime
    acted_as: str | None = None


class AskedPapers(Complaints, Protocol):
    """What these use cases ask of the database."""

    def locked_custody(self, complaint_id: UUID) -> Custody | None: ...
    def profile(self, tenant: str) -> TenantProfile: ...
    def standing(self, complaint_id: UUID, kind: str) -> Paper | None: ...
    def fields_of(self, document_id: UUID) -> dict[str, Any]: ...


def request_document(
    caller: Caller,
    request: RequestDocument,
    *,
    complaints: AskedPapers,
    vault: Vault,
    writing: Writing,
    announce: Announce,
    now: datetime,
) -> Paper:
    """The document: the one that is there as long as it says what is so, or a new one. A receipt stays as it is.

    Who asks at the same time waits, and gets the same. NotFound, Destroyed.
    """
    if caller.kind == "reporter" and not KINDS[request.kind].for_reporter:
        raise NotFound("document")
    known = find(caller, request.reference, complaints)
    custody = complaints.locked_custody(known.complaint_id)
    if custody is None:
        raise NotFound("complaint")
    before = complaints.standing(known.complaint_id, request.kind)
    if before and request.kind == RECEIPT:
        return before
    says = vault.open(known.tenant, known.complaint_id, "content", known.content)
    fields = _composed(request.kind, known, says, custody, complaints)
    if before and complaints.fields_of(before.document_id) == fields.model_dump(mode="json"):
        return before
    paper = writing.one(request.kind, Asked(custody, now), fields, own_name(caller), None)
    about, subject = known.complaint_id, str(paper.document_id)
    announce(audited(caller, "document_asked", now, complaint_id=about, subject=subject, document=paper.kind))
    return paper


def filed_sha256(says: Mapping[str, Any]) -> str:
    """Over what was filed, as JSON without blanks, in UTF-8, without what was not given."""
    filed = {name: says[name] for name in HASHED if says.get(name) is not None}
    return hashlib.sha256(json.dumps(filed, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def _composed(kind: str, known: Known, says: Mapping[str, Any], custody: Custody, complaints: AskedPapers) -> Fields:
    sop, zone = complaints.sop(custody.sop), ZONES[complaints.profile(known.tenant).time_zone]
    received = received_at(known, says).astimezone(zone)
    label = channel_label(sop, custody)
    files = sum(file.kind not in OFFICE_ATTACHMENTS for file in arrived(known, complaints))
    if kind == RECEIPT:
        return _receipt(known, says, received=received, label=label, files=files)
    return _disposition(known, says, sop, received_on=received.date(), label=label, files=files)


def _receipt(known: Known, says: Mapping[str, Any], *, received: datetime, label: str, files: int) -> TandaTerima:
    return TandaTerima.model_validate(
        {
            "received_on": received.date(),
            "received_time": f"{received:%H.%M %Z}",
            "channel_label": label,
            "mode": known.mode,
            "attachments": files,
            "content_sha256": filed_sha256(says),
        }
    )


def _disposition(
    known: Known, says: Mapping[str, Any], sop: Sop, *, received_on: date, label: str, files: int
) -> Disposisi:
    acting = {role for step in sop.steps for role in step.roles} - EXTERNAL_ROLES - {HEAD}  # who passes it on
    return Disposisi(
        received_on=received_on,
        channel_label=label,
        source_reference=says.get("source_reference"),
        attachments=files,
        is_secret=known.mode != "open",
        recipients=tuple(dict.fromkeys(told.label for role, told in sop.roles.items() if role in acting)),
    )
