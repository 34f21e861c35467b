"""What the REST interface takes and gives about who stands in for whom."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from gateway.api.access_shapes import CodeTyped
from gateway.api.shapes import SignInName
from services.common.contracts.complaints import Message
from services.common.contracts.deputies import DeputyKind

Basis = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=120)]
Role = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]


class NewDeputy(Message):
    """An officer stands in for another: `plt` where the post is vacant, `plh` where its holder is away."""

    kind: DeputyKind
    holder: SignInName
    officer: SignInName = Field(description="Who stands in.")
    roles: tuple[Role, ...] = Field(default=(), max_length=20, description="Of the holder; none: all that can be lent.")
    from_on: date = Field(description="The first day, by the calendar of the regency; today or later.")
    until_on: date = Field(description="The last day: of a Plh. at most 90 days from today, of a Plt. 184.")
    basis: Basis = Field(description="Number of the order (surat perintah).")
    code: CodeTyped = Field(description="A code of your own second factor: to lend an office gives access.")


class Deputy(Message):
    """Who stands, stood or will stand in for whom."""

    deputy_id: UUID
    kind: DeputyKind
    holder: str
    officer: str
    roles: tuple[str, ...]
    from_on: date
    until_on: date
    basis: str
    state: Literal["present", "coming", "past"]
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None = Field(default=None, description="Where it was ended before its time.")
    ended_by: str | None = None


class Deputies(Message):
    """All there ever were, the newest day first."""

    deputies: tuple[Deputy, ...]
    next: str | None = None
