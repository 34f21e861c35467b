"""The audit trail: what is written into it, how its entries hang together, and what is asked of it."""

from datetime import date, datetime
from typing import Annotated, Final
from uuid import UUID

from pydantic import AwareDatetime, Field

from services.common.contracts.complaints import Message, Reference
from services.common.contracts.instants import Instant

INSTALLATION: Final = ""
"""What is of no regency has a trail of its own, under this name."""

ACTIONS: Final = {
    "signed_in": "Signed in.",
    "sign_in_failed": "Somebody tried to sign in and failed.",
    "signed_out": "Signed out.",
    "second_factor_set": "Set up a second factor.",
    "second_factor_removed": "Gave up a second factor nobody demands.",
    "second_factor_reset": "The operator took a second factor away, to be set up anew.",
    "password_replaced": "The operator gave an officer a first password, or another one.",
    "password_changed": "Chose another password.",
    "password_given": "The administrator gave an officer a password that holds for a few days and must be changed.",
    "second_factor_taken": "The administrator took a lost second factor away, to be set up anew.",
    "sessions_ended": "The administrator ended all sessions of an officer.",
    "account_locked": "The administrator locked an account.",
    "account_unlocked": "A locked account was opened again.",
    "parked_retried": "An operator of the platform had messages that were parked tried again.",
    "parked_dropped": "An operator of the platform dropped messages that were parked.",
    "operator_added": "An operator of the platform got an account.",
    "operator_removed": "An operator of the platform lost the account.",
    "deputised": "An officer stands in for another: Plt. or Plh.",
    "deputy_ended": "Somebody who stood in for another does so no more, before its time.",
    "content_read": "Read what a complaint says, with its mailbox.",
    "results_read": "Read the results of a complaint's steps.",
    "forwarding_read": "Read a forwarding copy.",
    "identity_asked": "Asked for a reporter's identity to be opened.",
    "identity_granted": "The custodian agreed.",
    "identity_refused": "The custodian refused.",
    "identity_read": "Read a reporter's identity.",
    "mode_raised": "The reporter chose to be better protected.",
    "code_replaced": "Gave who reports another access code, after seeing who that is.",
    "code_refused": "Gave no other access code: what was shown is not of who reports.",
    "consent_given": "The reporter agreed that the identity goes along.",
    "evidence_received": "A file arrived, with its SHA-256.",
    "evidence_accepted": "A file passed its checks.",
    "evidence_refused": "A file did not pass its checks, and is kept apart.",
    "evidence_copied": "A copy without hidden data was made of a file, with its SHA-256.",
    "evidence_removed": "A file was taken out of the store for good: kept apart for thirty days, or its time ended.",
    "evidence_read": "Downloaded the copy of a file.",
    "evidence_original_read": "Downloaded a file as it was sent.",
    "document_read": "Downloaded a document.",
    "document_asked": "Asked for a document that is made on request.",
    "document_rendered": "A document was made, with its SHA-256.",
    "document_signed": "A document was signed, with the SHA-256 of the signed file.",
    "document_cancelled": "A document was taken back; its number stays used.",
    "entry_corrected": "A line of the Buku Pengaduan was put right.",
    "bundle_read": "Downloaded the bundle of what was passed on.",
    "task_handed": "A task was handed to an officer, or let go.",
    "subscription_added": "A system subscribed to what other systems are told.",
    "subscription_changed": "A system's subscription was changed.",
    "subscription_removed": "A system's subscription was removed.",
    "secret_rotated": "A system's subscription got another secret.",
    "events_replayed": "Events were sent to a system again.",
    "subscription_disabled": "A system's endpoint failed for too long, or was gone, and gets nothing any more.",
    "tenant_applied": "A regency's data files were applied.",
    "sop_retired": "An SOP version was retired, or taken back into use.",
    "officers_applied": "A regency's officers were replaced.",
    "keys_rotated": "Keys were wrapped anew.",
    "hold_set": "A complaint must not be destroyed: legal hold.",
    "hold_lifted": "The legal hold of a complaint was lifted.",
    "identity_destroyed": "A reporter's identity was made unreadable for good.",
    "complaint_destroyed": "What was written of a complaint was made unreadable for good.",
    "data_requested": "Somebody asked for the own personal data, or to have them corrected or restricted.",
    "data_requests_read": "Read the requests about personal data, with their words.",
    "data_request_answered": "A request about personal data was granted or refused.",
    "own_data_read": "A reporter took out what is kept about the reporter.",
    "audit_read": "Read the audit trail.",
    "audit_exported": "Exported the audit trail.",
}
"""Every action besides the moves of complaints, which enter the trail under the names of their events."""


class AuditEntry(Message):
    """One entry. `number` counts from 1 without a gap within a regency; `hash` covers all else and the one before."""

    number: int
    at: datetime
    action: str
    actor: str
    actor_kind: str
    complaint_id: UUID | None
    reference: str | None = Field(default=None, description="Of the complaint, looked up now; not part of the entry.")
    subject: str
    details: dict[str, str]
    previous: str
    hash: str


class AuditPage(Message):
    """Which entries: of one complaint, or all; of a stretch of time, or all; after this number."""

    reference: Reference | None = None
    since: Instant | None = None
    until: Instant | None = Field(default=None, description="Entries of this instant and later are left out.")
    after: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


class AuditTrail(Message):
    """Entries in their order."""

    entries: tuple[AuditEntry, ...]
    next: int | None = Field(default=None, description="Ask for what comes after this number.")


class ChainEntry(Message):
    """One entry exactly as it is stored, which is what its hash covers: `details` is text, hashes are hexadecimal."""

    number: int
    entry_id: UUID
    at: AwareDatetime
    action: str
    actor: str
    actor_kind: str
    complaint_id: UUID | None
    subject: str
    details: str
    previous: str
    hash: str


class Anchor(Message):
    """How a regency's trail stood: the number and the hash of the last entry. Whoever keeps this can prove more."""

    tenant: str
    number: Annotated[int, Field(ge=1)]
    hash: str
    at: AwareDatetime | None = Field(default=None, description="Not said by an anchor that was kept as a line.")


class Untold(Message):
    """A move in the journal of which the trail does not tell."""

    reference: str
    sequence: int


class Upkeep(Message):
    """How the trail is kept. All times but the chaining time in `unanchored_since` are the database's."""

    read_at: AwareDatetime
    pending_since: AwareDatetime | None = Field(default=None, description="The oldest entry that is not chained yet.")
    unanchored_since: AwareDatetime | None = Field(
        default=None, description="When the first entry after the last anchor was chained."
    )
    anchored_on: date | None = Field(default=None, description="The newest day of all anchors.")
    untold: tuple[Untold, ...] = Field(default=(), description="The first moves the trail does not tell of.")


class ChainPage(Message):
    """Stored entries after this number."""

    after: Annotated[int, Field(ge=0)] = 0
    limit: Annotated[int, Field(ge=1, le=1000)] = 500


class Chain(Message):
    """Stored entries in their order, with what is checked against them."""

    entries: tuple[ChainEntry, ...]
    next: int | None = None
    last: Anchor | None = Field(default=None, description="The trail as it stands.")
    pending: int = Field(default=0, description="Entries that are not in the chain yet.")
    anchors: tuple[Anchor, ...] = Field(default=(), description="The daily anchors within these entries and past all.")
    unlike: tuple[int, ...] = Field(default=(), description="Moves whose event in the journal is another, or gone.")
    upkeep: Upkeep | None = Field(default=None, description="With the last entries.")
