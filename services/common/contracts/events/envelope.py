"""What every event carries, and a task as events tell of it."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class Event(BaseModel):
    """The envelope: what happened, where, when. A service hears its own only of events that come back."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: ClassVar[str]
    sources: ClassVar[tuple[str, ...]]
    comes_back: ClassVar[bool] = False

    event_id: UUID
    happened_at: datetime
    tenant: str


class FlowEvent(Event):
    """A move of one complaint. `sequence` counts from 1 without a gap over all desks, in the order it happened."""

    complaint_id: UUID
    reference: str
    sequence: int = Field(ge=1)


class OpenedTask(BaseModel):
    """A step that waits for someone with one of these roles. Its version is the sequence of the event it came with."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    task_id: UUID
    step: str
    kind: str
    desk: str
    roles: tuple[str, ...]
    title: str = Field(default="", description="The SOP's own short words for the step.")
    unit: str | None = Field(default=None, description="The unit it waits for, when it is a unit's step.")
    not_for: tuple[str, ...] = Field(default=(), description="Officers who must not hear of it: it is about them.")
