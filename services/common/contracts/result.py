"""What every result of a step is made of: lines, prose, codes, and what each kind may carry."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

_NO_NUL = r"^[^\x00]*$"  # PostgreSQL cannot store it

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=_NO_NUL)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000, pattern=_NO_NUL)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")]


class Result(BaseModel):
    """What every kind of step may carry."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    may_lie_ahead: ClassVar[frozenset[str]] = frozenset()
    """Days that are planned; every other one says when something was done, so it has come."""

    note: Prose | None = Field(default=None, description="Internal note; never shown to the reporter.")
    attachments: tuple[UUID, ...] = Field(default=(), description="Attachments of this complaint it rests on.")
