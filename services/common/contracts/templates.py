"""How the documents of a regency look: which templates are its own, and what one of them makes of made-up words."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from services.common.contracts.complaints import Message

Kind = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,39}$")]


class Templates(Message):
    """What a regency has of its own; for all else the product's templates are used."""

    own: tuple[str, ...] = Field(description="Kinds of document it has a template for.")
    has_style: bool
    has_crest: bool
    formats: dict[str, str] = Field(description="How numbers are printed, of every kind that has one.")
    numbers: dict[str, str] = Field(description="The first number of this year by each.")


class ByKind(Message):
    """One kind of document."""

    kind: Kind


class Preview(Message):
    """A document with made-up words on the regency's own paper, plainly marked as a sample."""

    kind: str
    state: Literal["none", "waiting", "made", "failed"]
    ended_at: datetime | None = None
    pdf: str | None = Field(default=None, description="The file, as base64.")
    fault: str | None = Field(default=None, description="What kind of fault came up where.")
