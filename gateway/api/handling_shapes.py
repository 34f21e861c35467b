"""What the REST interface takes when tasks are handed over."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.handling import AT_ONCE, HandReason
from services.common.contracts.result import Code


class HandOver(Message):
    """Tasks, and who is busy with them from now on."""

    tasks: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=AT_ONCE)]
    to: Code | None = Field(description="An officer by sign-in name; null: nobody holds them any more.")
    reason: HandReason | None = None
