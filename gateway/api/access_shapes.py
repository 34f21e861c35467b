"""What the REST interface takes and gives about accounts: signing in, sessions, second factors, what operators see.

A code is what a phone shows, or a recovery code; neither is repeated anywhere.
"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, SecretStr

from gateway.api.shapes import SignInName
from services.common.contracts.complaints import Message
from services.common.contracts.counts import RegencyCounts

CodeTyped = Annotated[SecretStr, Field(min_length=6, max_length=40)]


class SignIn(Message):
    """An officer's name and password at one regency; an operator's at `platform`."""

    tenant: SignInName
    username: SignInName
    password: Annotated[SecretStr, Field(min_length=1, max_length=200)]
    code: CodeTyped | None = Field(
        default=None, description="Where the account has a second factor: the six digits of now, or a recovery code."
    )


class Me(Message):
    """Who is signed in."""

    tenant: str
    id: str
    name: str
    kind: str
    roles: tuple[str, ...]
    unit: str = Field(default="", description="The unit the officer acts for, when outside the inspectorate.")


class Session(Message):
    """A session. It ends after eight hours, or half an hour without a request."""

    token: str = Field(description="To be sent as `Authorization: Bearer …`. Shown once.")
    expires_at: datetime
    me: Me
    must_set_up: tuple[str, ...] = Field(
        default=(), description="`second_factor`: until it is set up, the session is good for nothing else."
    )


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
