"""The reporter's identity: how well it is protected, who asks to open it, who agrees, and what is seen then."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.common.contracts.complaints import Identity, Message, Mode, Reference
from services.common.contracts.result import Line, Prose

ShownProof = Literal["ktp", "passport", "licence"]
"""What somebody can prove at the counter who they are by."""

Nik = Annotated[str, StringConstraints(pattern=r"^[0-9]{16}$")]
RequestKey = Annotated[str, StringConstraints(max_length=200)]


class RaiseMode(Message):
    """The reporter wants to be better protected. `anonymous` destroys what is kept of the identity, for good."""

    mode: Mode


class ReplaceCode(Message):
    """Give who reports another access code. What stands on the document that was shown is compared, and not kept."""

    reference: Reference
    access_code: str = Field(max_length=40, description="Made by the gateway; the old one is good no more.")
    shown: ShownProof
    nik: Nik | None = None
    name: Line | None = None


class CodeReplaced(Message):
    """Whether the code was replaced: not, when who asks is not who reports."""

    is_replaced: bool
    compared: Literal["nik", "name"]


class RequestOpening(Message):
    """An officer asks to see a reporter's identity, and says why."""

    reference: Reference
    reason: Prose
    legal_order: Line | None = Field(default=None, description="Number and date of the order, when there is one.")
    whole_nik: bool = Field(default=False, description="The last four digits of the NIK are not enough.")
    request_key: RequestKey


class DecideOpening(Message):
    """The custodian agrees for some hours, or refuses and says why."""

    opening_id: UUID
    is_granted: bool
    reason: Prose
    hours: Annotated[int, Field(ge=1, le=72)] = 4


class Opening(Message):
    """A request to open an identity. The reporter learns how often theirs was opened."""

    opening_id: UUID
    reference: str
    requested_by: str
    reason: str
    legal_order: str | None
    whole_nik: bool
    requested_at: datetime
    state: Literal["waiting", "granted", "refused", "expired"]
    decided_by: str | None = None
    decision: str | None = Field(default=None, description="The custodian's reason.")
    decided_at: datetime | None = None
    expires_at: datetime | None = None


class Openings(Message):
    """Requests to open identities, the newest first."""

    openings: tuple[Opening, ...]


class OpenedIdentity(Message):
    """Who reports. Of the NIK only the last four digits, unless the custodian agreed to the whole of it."""

    reference: str
    mode: Mode
    identity: Identity | None
    nik_ends: str | None = None
    expires_at: datetime | None = Field(description="Until when the officer may look; empty for an open complaint.")
