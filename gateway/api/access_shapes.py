"""What the REST interface takes and gives about accounts: signing in, sessions, second factors, what operators see.

A code is what a phone shows, or a recovery code; neither is repeated anywhere.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from gateway.api.shapes import SignInName
from services.common.contracts.complaints import Message
from services.common.contracts.counts import RegencyCounts
from services.common.contracts.deputies import DeputyKind
from services.common.contracts.parked import ParkedList

CodeTyped = Annotated[SecretStr, Field(min_length=6, max_length=40)]


class SignIn(Message):
    """An officer's name and password at one regency; an operator's at `platform`."""

    tenant: SignInName
    username: SignInName
    password: Annotated[SecretStr, Field(min_length=1, max_length=200)]
    code: CodeTyped | None = Field(
        default=None, description="Where the account has a second factor: the six digits of now, or a recovery code."
    )


class StandsIn(Message):
    """In whose place one acts just now."""

    kind: DeputyKind
    roles: tuple[str, ...]
    holder: str
    until_on: date


class Me(Message):
    """Who is signed in."""

    tenant: str
    id: str
    name: str
    kind: str
    roles: tuple[str, ...]
    unit: str = Field(default="", description="The unit the officer acts for, when outside the inspectorate.")
    stands_in: tuple[StandsIn, ...] = Field(default=(), description="Which of the roles are another's, and whose.")


class Session(Message):
    """A session. It ends after eight hours, or half an hour without a request."""

    token: str = Field(description="To be sent as `Authorization: Bearer …`. Shown once.")
    expires_at: datetime
    me: Me
    must_set_up: tuple[str, ...] = Field(
        default=(),
        description="`password`, `second_factor`: until it is set up, the session is good for nothing else.",
    )


class NewPassword(Message):
    """Another password of one's own."""

    now: Annotated[SecretStr, Field(min_length=1, max_length=200)]
    new: Annotated[SecretStr, Field(min_length=1, max_length=200)]


class OwnSession(Message):
    """A session of the own account."""

    began_at: datetime
    last_seen_at: datetime
    expires_at: datetime
    is_this: bool = Field(description="The one that asks.")


class OwnSessions(Message):
    """All that are not over, the newest first."""

    sessions: tuple[OwnSession, ...]


class NewSecondFactor(Message):
    """Shown once. It is in force when a first code has confirmed it."""

    secret: str = Field(description="To be typed into an authenticator.")
    uri: str = Field(description="The same as `otpauth://…`, to be shown as a QR code.")
    recovery_codes: tuple[str, ...] = Field(description="Each signs in once, when the phone is gone. Keep them safe.")


class Code(Message):
    """A code of the moment."""

    code: CodeTyped


class Operations(Message):
    """How the parts do, and how much work waits where: counts only, nothing of any complaint."""

    parts: dict[str, Literal["ok", "away"]]
    regencies: tuple[RegencyCounts, ...]
    missing: tuple[str, ...] = Field(default=(), description="`regencies`: cannot be counted just now.")


class ParkedSeen(ParkedList):
    """What no handler could take: how much of each queue, or the messages of one by their envelopes."""

    missing: tuple[str, ...] = Field(default=(), description="Services that cannot be asked just now.")
