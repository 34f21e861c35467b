"""What every service tells the audit trail: who did or read what. Codes and ids; never what was read.

The fields are held to alphabets in which no sentence, name or file name can be written by accident; what does not fit
is a fault of whoever announces it, and undoes the transaction it was announced in.
"""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from services.common.contracts.events.envelope import Event

Action = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]{1,39}$")]
Actor = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:@-]{1,80}$")]
ActorKind = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,20}$")]
Subject = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:@/-]{0,80}$")]
DetailName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Detail = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:@/ -]{0,80}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Audited(Event):
    """Somebody read something sensitive, or did something that is no move of a complaint."""

    name = "audited"
    sources = ("intake", "register", "review", "assignment", "followup", "notify", "gateway")
    comes_back = True  # the register keeps the trail, and tells it what it does itself

    action: Action = Field(description="One of `contracts.audit.ACTIONS`.")
    actor: Actor
    actor_kind: ActorKind
    complaint_id: UUID | None = None
    subject: Subject = Field(default="", description="What it was done to: an id or a code.")
    details: dict[DetailName, Detail] = Field(default_factory=dict, description="Codes, counts and hashes.")


class AuditAnchored(Event):
    """The trail of a regency as it stands today, to be kept where nobody who can change the trail can change it."""

    name = "audit_anchored"
    sources = ("register",)

    entries: int = Field(description="How many there are; the number of the last.")
    hash: Digest = Field(description="Of the last.")
    anchored_on: date
