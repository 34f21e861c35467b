"""What systems of other portals send back."""

from datetime import date
from typing import Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from services.common.contracts.complaints import Message, SourceReference
from services.common.contracts.result import Line
from services.common.contracts.sources import Day


class SourceWord(Message):
    """The source has closed the complaint."""

    confirmed_on: date = Field(description="The day on which the source closed it.")
    source_status: Line = Field(description="In the source's own words, such as `Selesai`.")


class NamedWord(SourceWord):
    """The same of a complaint by our reference, or by its number at the source: one of the two."""

    reference: str | None = Field(default=None, max_length=40)
    source_reference: SourceReference | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.reference is None) == (self.source_reference is None):
            raise ValueError("name the complaint by reference or by source_reference, not by both")
        return self


class Callback(Message):
    """What a system tells by a signed callback."""

    type: Literal["source.confirmed"]
    timestamp: AwareDatetime | None = Field(default=None, description="When it happened, for your own records.")
    data: NamedWord


class Days(Message):
    """Complaints that were received on these days."""

    from_on: Day | None = Field(default=None, description="The first day on which they were received.")
    until_on: Day | None = Field(default=None, description="The last day.")
