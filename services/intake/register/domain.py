"""What the register knows of a complaint and of its clocks. Values only; the rules are in the modules beside this."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from services.common.clocks import WorkingCalendar
from services.common.contracts.conflict import NOBODY, Barred
from services.common.sop.model import Sop
from services.common.standing import Status

FAR_AWAY = datetime(9999, 1, 1, tzinfo=UTC)

ClockKey = tuple[str, int]
"""A clock's key and visit: 0 for a clock of the SOP, else the version of the task whose step it measures."""


def calendar_from(data: dict[str, Any]) -> WorkingCalendar:
    """A calendar from its JSON form. (By way of text: the model is strict, and JSON knows no dates or tuples.)

    The order of keys counts in a calendar's version, and the database keeps its own; so they are put in one order.
    """
    return WorkingCalendar.model_validate_json(json.dumps(data))


@dataclass(slots=True)
class Followed:
    """What the register knows of a complaint.

    `happened` holds the first time of every anchor that still counts; `noted` the sequence of that event, `entered`
    the sequence at which each step was last entered. The open step has the version `visit`, and its own clock counts
    from `since`. `paused` are the stretches during which the SOP's clocks stood still; the last may be open. `extra`
    is granted time by `<clock>@<visit>`. `told` is the number of the last event other systems were told.
    """

    complaint_id: UUID
    tenant: str
    reference: str
    sop: str
    channel: str
    mode: str
    filed_by: str
    received_at: datetime
    source_reference: str | None
    problem_code: str | None
    unit: str | None
    facts: dict[str, str] = field(default_factory=dict)
    happened: dict[str, datetime] = field(default_factory=dict)
    noted: dict[str, int] = field(default_factory=dict)
    entered: dict[str, int] = field(default_factory=dict)
    step: str | None = None
    visit: int = 0
    since: datetime | None = None
    paused: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    extra: dict[str, int] = field(default_factory=dict)
    barred: Barred = NOBODY
    end: str | None = None
    closed_at: datetime | None = None
    objections: int = 0
    objection_until: datetime | None = None
    objected_at: datetime | None = None
    applied: int = 0
    status: Status = "received"
    told: int = 0

    @property
    def stands_still_since(self) -> datetime | None:
        """When the pause began that has not ended."""
        return self.paused[-1][0] if self.paused and self.paused[-1][1] is None else None

    def granted(self, key: str, visit: int) -> int:
        """The extension of a clock at one visit, in its unit."""
        return self.extra.get(f"{key}@{visit}", 0)

    def granted_in_all(self, key: str) -> int:
        """The extension of a clock over all visits."""
        return sum(amount for name, amount in self.extra.items() if name.partition("@")[0] == key)


@dataclass(frozen=True, slots=True)
class Measured:
    """A clock as it stands.

    While it stands still (`paused_at`) no date is due, and `held_due_at` is the date that was due before. `remind_at`
    is when the next reminder falls, `runs_out_at` when the register must act on the end of a step's own clock; both
    are None once that is done.
    """

    key: str
    visit: int
    text: str
    started_at: datetime | None
    stopped_at: datetime | None
    due_at: datetime | None
    calendar_version: str
    is_provisional: bool
    why: str
    paused_at: datetime | None = None
    held_due_at: datetime | None = None
    extra: int = 0
    remind_at: datetime | None = None
    runs_out_at: datetime | None = None

    @property
    def id(self) -> ClockKey:
        """Its key among the clocks of one complaint."""
        return self.key, self.visit

    @property
    def is_running(self) -> bool:
        """Started and not stopped; it may stand still."""
        return self.started_at is not None and self.stopped_at is None

    @property
    def promised_at(self) -> datetime | None:
        """The date it is due, or was due before it stood still."""
        return self.held_due_at or self.due_at


@dataclass(frozen=True, slots=True)
class Change:
    """A deadline that was computed anew: `because` is `calendar`, `extension`, `pause` or `version`."""

    key: str
    visit: int
    before: datetime | None
    after: datetime | None
    because: str
    calendar_before: str
    calendar_after: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Office:
    """Under which SOP and calendar a complaint is looked at, and when."""

    sop: Sop
    calendar: WorkingCalendar
    now: datetime


def nearest(measured: Iterable[Measured]) -> datetime | None:
    """The earliest deadline still running."""
    return min((clock.due_at for clock in measured if clock.due_at and clock.stopped_at is None), default=None)


def register_year(known: Followed, time_zone: str) -> int:
    """The year of the Buku Pengaduan a complaint belongs to: that of its receipt, in the regency's zone."""
    return known.received_at.astimezone(ZoneInfo(time_zone)).year
