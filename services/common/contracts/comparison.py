"""How regencies do beside one another, for operators of the platform; and how one does, for its own officers.

The first is counts from which no complaint can be told: small ones are left out. The second is exact.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.register import Page

Year = Annotated[int, Field(ge=2000, le=2200)]


class ComparisonQuery(Page):
    """Which year; of one province, or of one regency by its key, or of all."""

    year: Year
    province: str = Field(default="", max_length=80)
    regency: str = Field(default="", max_length=40)


class StageTime(Message):
    """How long steps of one kind took that ended in the year: calendar days, half of them less, half of them more."""

    kind: str
    count: int
    median_days: float


class RegencyFigures(Message):
    """One regency. None is left out, because one complaint could be told from it."""

    tenant: str
    office: str
    government: str
    province: str
    received: int | None = Field(description="Received in the year.")
    closed: int | None = Field(description="Closed in the year, whenever they were received.")
    with_deadline: int | None = Field(description="Of those closed: had a deadline for the whole of the procedure.")
    on_time: int | None = Field(description="Of these: passed none.")
    median_days: float | None = Field(description="Calendar days from receipt to closing, of those closed.")
    open: int | None = Field(description="Not closed now.")
    late: int | None = Field(description="Of those open: past a deadline.")
    oldest_open_days: int | None = Field(description="Calendar days since the oldest open one was received.")
    about_head: int | None = Field(description="Of those received in the year: the head of the office is reported.")
    stages: tuple[StageTime, ...] = Field(description="In the order of the work; those with few are left out.")
    weeks: tuple[int | None, ...] = Field(description="Received in each of the twelve weeks, the oldest first.")


class Comparison(Message):
    """A page of regencies by key. `weeks` are the Mondays on which the weeks of the trend begin."""

    year: int
    counted_at: datetime
    weeks: tuple[date, ...]
    regencies: tuple[RegencyFigures, ...]
    next: str | None = None


class OwnYear(Message):
    """A year of the caller's regency."""

    year: Year


class Oldest(Message):
    """The open complaint that was received first."""

    reference: str
    received_at: datetime
    days: int


class Late(Message):
    """What is known of complaints that are late: open past a deadline, or closed in the year after one. They overlap.

    Why somebody was late is written on the desks and sealed; the register knows what happened.
    """

    count: int
    extended: int = Field(description="More time was granted.")
    paused: int = Field(description="It waited for its reporter.")
    returned: int = Field(description="A step was sent back.")
    nothing: int = Field(description="None of these.")


class Waiting(Message):
    """Open complaints at steps of one kind, and how many of them are past a deadline."""

    kind: str
    open: int
    late: int


class Dashboard(Message):
    """The caller's regency, exactly; complaints about the caller are left out of all of it."""

    year: int
    counted_at: datetime
    received: int
    closed: int
    with_deadline: int
    on_time: int
    median_days: float | None
    open: int
    late: int
    oldest: Oldest | None
    stages: tuple[StageTime, ...]
    waiting: tuple[Waiting, ...]
    lateness: Late
    weeks: tuple[date, ...]
    received_by_week: tuple[int, ...]
