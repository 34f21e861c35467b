"""What the register shows: tenants, tasks, the Buku Pengaduan, where a complaint stands and by when."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.tenant import Officer, TenantProfile, Unit


class ApplyTenant(Message):
    """A regency's data files, applied together. Publishing an SOP version twice with other content is refused."""

    profile: TenantProfile
    units: tuple[Unit, ...]
    sop: dict[str, Any]
    calendar: dict[str, Any]


class TenantApplied(Message):
    """What applying changed."""

    tenant: str
    sop: str
    sop_is_new: bool


class ApplyOfficers(Message):
    """A regency's officers, as a whole: who is absent from the list leaves the roster."""

    officers: tuple[Officer, ...]


class Applied(Message):
    """How many entries there are now."""

    count: int


class Nothing(Message):
    """No arguments, or no answer."""


class ByTenant(Message):
    """One regency."""

    tenant: str


class PublicTenant(Message):
    """A regency as anybody may see it."""

    profile: TenantProfile
    sop: str
    title: str
    channels: dict[str, dict[str, Any]]
    steps: tuple[dict[str, Any], ...]
    units: tuple[Unit, ...]


class Tenants(Message):
    """All regencies served."""

    tenants: tuple[PublicTenant, ...]


class Page(Message):
    """One page of a list, by key: `after` is the cursor of the last row seen."""

    after: str | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class Deadline(Message):
    """A running or stopped clock. `why` is one sentence in Bahasa Indonesia."""

    key: str
    text: str
    due_at: datetime | None
    started_at: datetime | None
    stopped_at: datetime | None
    is_late: bool
    is_provisional: bool = False
    why: str = ""


class OpenTask(Message):
    """A step that waits for one of the caller's roles."""

    task_id: UUID
    reference: str
    step: str
    title: str
    kind: str
    desk: str
    roles: tuple[str, ...]
    outcomes: dict[str, str]
    version: int
    opened_at: datetime
    due_at: datetime | None
    channel: str
    source_reference: str | None


class Tasks(Message):
    """A page of tasks, the most urgent first."""

    tasks: tuple[OpenTask, ...]
    next: str | None


class RegisterEntry(Message):
    """One line of the Buku Pengaduan. Numbers run without a gap per regency and year."""

    number: int
    year: int
    reference: str
    received_at: datetime
    channel: str
    mode: str
    problem_code: str | None
    source_reference: str | None
    unit: str | None
    step: str | None
    step_title: str | None
    end: str | None
    closed_on: date | None
    due_at: datetime | None


class Register(Message):
    """A page of the Buku Pengaduan, newest first."""

    entries: tuple[RegisterEntry, ...]
    next: str | None


class TimelineRow(Message):
    """One event of a complaint's life, by codes; labels are the SOP's."""

    sequence: int
    event: str
    happened_at: datetime
    step: str | None = None
    title: str | None = None
    outcome: str | None = None
    outcome_label: str | None = None
    by: str | None = None
    document: str | None = None
    number: str | None = None
    copies_to: tuple[str, ...] = ()


class Standing(Message):
    """Where a complaint stands, for the officers of its tenant."""

    entry: RegisterEntry
    sop: str
    complaint_id: UUID
    facts: dict[str, str]
    version: int
    tasks: tuple[OpenTask, ...]
    clocks: tuple[Deadline, ...]
    timeline: tuple[TimelineRow, ...]


class Progress(Message):
    """Where a complaint stands, for its reporter: plain words, no names."""

    reference: str
    state: str = Field(description="`being_registered`, `in_progress` or `closed`.")
    step: str | None = None
    done: tuple[str, ...] = ()
    due_at: datetime | None = None
    why: str = ""
    end: str | None = None
