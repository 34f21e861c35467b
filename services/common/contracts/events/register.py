"""What the register tells: regencies and their SOPs as they are published, and the time."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from services.common.contracts.events.envelope import Event


class TimeRanOut(Event):
    """A step's own clock ran out, and the SOP says how the step ends then. For the desk that holds the task."""

    name = "time_ran_out"
    sources = ("register",)

    complaint_id: UUID
    task_id: UUID
    sop: str = Field(description="The version the time was computed by; under another the desk does nothing.")
    granted: int = Field(description="Extensions of the clock it was computed with, in its unit; likewise.")


class RetentionEnded(Event):
    """What the office keeps of a closed complaint has come to its end: every service makes it unreadable for good."""

    name = "retention_ended"
    sources = ("register",)

    complaint_id: UUID
    reference: str
    scope: str = Field(description="`identity`: who reported; `complaint`: everything anybody wrote.")


class ObjectionRaised(Event):
    """The reporter objects to the end within the SOP's days. For the desk where the complaint ended."""

    name = "objection_raised"
    sources = ("register",)

    complaint_id: UUID
    end: str


class DeadlineNear(Event):
    """A deadline is near, or has passed, and somebody is to be reminded of it."""

    name = "deadline_near"
    sources = ("register",)

    complaint_id: UUID
    reference: str
    clock: str
    due_at: datetime
    working_days: int = Field(description="From the deadline: -3 is three working days before it, 1 the day after.")
    roles: tuple[str, ...]
    unit: str | None = None
    not_for: tuple[str, ...] = ()
    title: str = ""
    office_hours: tuple[tuple[datetime, datetime], ...] = Field(
        default=(), description="When the office is open in the next days; mails go out then only."
    )


class TaskHanded(Event):
    """A task has another handler, or (`to` is null) none any more. Who may do it stays as it was."""

    name = "task_handed"
    sources = ("register",)

    complaint_id: UUID
    reference: str
    task_id: UUID
    step: str
    to: str | None
    by: str
    title: str = ""
    not_for: tuple[str, ...] = ()


class ToldOutside(Event):
    """What other systems may be told of a complaint. `sequence` counts these alone, from 1 without a gap."""

    name = "told_outside"
    sources = ("register",)

    complaint_id: UUID
    reference: str
    sequence: int = Field(ge=1)
    type: str = Field(description="One of `contracts.outward.catalogue`.")
    channel: str
    mode: str
    source_reference: str | None = None
    status: str = Field(description="One of `services.common.standing`.")
    step: str | None = None
    due_at: datetime | None = None
    details: dict[str, Any] = Field(default={}, description="What the type says besides; codes, numbers and times.")


class Post(BaseModel):
    """Who holds an office, by codes: enough to bar an officer and to find the stand-ins."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    roles: tuple[str, ...]
    unit: str | None = None


class TenantPublished(Event):
    """A regency's profile, units, posts or stationery are new or have changed. Nothing in it is secret."""

    name = "tenant_published"
    sources = ("register",)

    profile: dict[str, Any]
    units: list[dict[str, Any]]
    posts: tuple[Post, ...] = ()
    stationery: dict[str, Any] = Field(
        default={}, description="What documents are printed on, and how they are worded."
    )


class SopPublished(Event):
    """A version of a regency's SOP came into force; every desk keeps its copy."""

    name = "sop_published"
    sources = ("register",)

    sop: str
    definition: dict[str, Any]


class SopRetired(Event):
    """No new complaint is taken in under this version, or (`is_retired` false) they are again."""

    name = "sop_retired"
    sources = ("register",)

    sop: str
    is_retired: bool = True
