"""What the register shows: tenants, tasks, the Buku Pengaduan, where a complaint stands and by when."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.extensions import Extendable, OpenExtension
from services.common.contracts.lateness import Lateness
from services.common.contracts.retention import Hold
from services.common.contracts.tasks import Correction
from services.common.contracts.tenant import Officer


class ApplyOfficers(Message):
    """A regency's officers, as a whole: who is absent from the list leaves the roster."""

    officers: tuple[Officer, ...]


class Applied(Message):
    """How many entries there are now."""

    count: int


class Nothing(Message):
    """No arguments, or no answer."""


class Page(Message):
    """One page of a list, by key: `after` is the cursor of the last row seen."""

    after: str | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class DeadlineChange(Message):
    """A deadline that was computed anew: `because` is `calendar`, `extension`, `pause` or `version`."""

    before: datetime | None
    after: datetime | None
    because: str
    calendar_before: str
    calendar_after: str
    changed_at: datetime


class Deadline(Message):
    """A running or stopped clock. `why` is one sentence in Bahasa Indonesia."""

    key: str
    text: str
    due_at: datetime | None
    started_at: datetime | None
    stopped_at: datetime | None
    is_late: bool
    is_provisional: bool = False
    days_left: int | None = Field(default=None, description="Working days, as of a task; none once it has stopped.")
    clock_unit: str | None = Field(
        default=None, description="`working_minutes`, `working_hours`, `days`, `working_days` or `months`."
    )
    minutes_left: int | None = Field(
        default=None,
        description="Of office time, for a clock of minutes or hours, until it is a working day away; negative: late.",
    )
    paused_at: datetime | None = Field(default=None, description="It stands still since then; no date is due.")
    extra: int = Field(default=0, description="Extension granted, in the unit of the clock.")
    changes: tuple[DeadlineChange, ...] = ()
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
    returns: tuple[str, ...] | None = Field(default=None, description="Outcomes that give the complaint back.")
    with_reason: tuple[str, ...] | None = Field(default=None, description="Outcomes that need a reason.")
    version: int
    opened_at: datetime
    received_at: datetime | None = Field(default=None, description="Of the complaint; in lists, hidden from units.")
    due_at: datetime | None
    channel: str | None = Field(default=None, description="Hidden from units.")
    source_reference: str | None
    unit: str | None = None
    number: str | None = Field(default=None, description="Of the step in the SOP.")
    days_left: int | None = Field(default=None, description="Working days after today; negative: late by so many.")
    clock_unit: str | None = Field(
        default=None,
        description="Of the clock that is due: `working_minutes`, `working_hours`, `days`, `working_days` or `months`.",
    )
    minutes_left: int | None = Field(
        default=None,
        description="Of office time, for a clock of minutes or hours, until it is a working day away; negative: late.",
    )
    is_late: bool = False
    problem_code: str | None = Field(default=None, description="Of the line in the book; in lists, hidden from units.")
    about: str | None = Field(default=None, description="The unit the line names; in lists, hidden from units.")
    handler: str | None = Field(default=None, description="Who is busy with it; any holder of a role may still end it.")
    extendable: tuple[Extendable, ...] = Field(
        default=(), description="Clocks that run and that the SOP lets become longer; empty where it allows none."
    )


class TaskCounts(Message):
    """How many open tasks there are. What is for officers of the inspectorate is null for others."""

    mine: int
    handled: int
    free: int
    due_soon: int
    late: int
    reporter: int | None
    open: int | None


class Tasks(Message):
    """A page of tasks, the most urgent first."""

    tasks: tuple[OpenTask, ...]
    next: str | None
    counts: TaskCounts | None = None


class Extensions(Message):
    """Requests that wait for one of the caller's roles, the oldest first."""

    extensions: tuple[OpenExtension, ...]


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
    extensions: tuple[OpenExtension, ...] = ()
    corrections: tuple[Correction, ...] = Field(default=(), description="Of the line in the book, the oldest first.")
    objection_until: datetime | None = None
    hold: Hold | None = Field(default=None, description="While it is under a legal hold nothing of it is destroyed.")
    identity_destroyed_on: date | None = None
    destroyed_on: date | None = Field(default=None, description="Since then only this line and its dates are kept.")
    timeline: tuple[TimelineRow, ...]


class Awaited(Message):
    """A step that waits for the reporter, until `due_at`."""

    task_id: UUID
    version: int
    kind: str
    title: str
    outcomes: dict[str, str]
    due_at: datetime | None


class Passed(Message):
    """A step that has ended, by its kind."""

    kind: str
    ended_at: datetime


class Progress(Message):
    """Where a complaint stands, for its reporter: plain words, no names."""

    reference: str
    state: str = Field(description="`being_registered`, `in_progress` or `closed`.")
    step: str | None = None
    kind: str | None = Field(default=None, description="Of the step it is at.")
    done: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = Field(default=(), description="Every step that has ended, oldest first.")
    due_at: datetime | None = None
    why: str = ""
    end: str | None = None
    is_paused: bool = False
    waits_for_reporter: Awaited | None = Field(default=None, description="What the reporter is asked to do.")
    objection_until: datetime | None = Field(default=None, description="Until then the reporter may object to the end.")
    lateness: Lateness | None = Field(default=None, description="Why the deadline has passed, where it has.")


class ObjectToEnd(Message):
    """The reporter objects; what the objection says lies in the mailbox."""

    request_key: str


class Objected(Message):
    """The objection was taken; the complaint is open again shortly."""

    reference: str
    end: str
    raised_at: datetime
