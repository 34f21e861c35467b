"""What operators of the platform, and anybody, are told of regencies: numbers, and nothing else."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from services.common.contracts.complaints import Message


class RegencyCounts(Message):
    """How much there is of a regency's work. None is one to four, or lets them be told; no complaint is known by it."""

    tenant: str
    open: int | None
    overdue: int | None
    closed_this_month: int | None
    waiting: dict[str, int] = Field(description="Open tasks by desk; small counts as with channels.")
    channels: dict[str, int] = Field(
        description="Open complaints by channel; channels with fewer than five are counted together as `other`, and "
        "nothing is shown when those would be fewer than five too."
    )


class Counts(Message):
    """All regencies, for operators of the platform."""

    regencies: tuple[RegencyCounts, ...]


class YearOf(Message):
    """A year of one regency."""

    tenant: str
    year: Annotated[int, Field(ge=2000, le=2200)]


class MonthFigures(Message):
    """One month; None is a small count, or one from which a small one could be told."""

    month: int
    received: int | None
    closed: int | None


class PublicFigures(Message):
    """A year of a regency's complaints, for anybody. None is left out, because one complaint could be told from it."""

    tenant: str
    year: int
    counted_at: datetime = Field(description="Up to when: the end of the last month.")
    received: int | None = Field(description="Received in the year.")
    closed: int | None = Field(description="Closed in the year, whenever they were received.")
    open: int | None = Field(description="Not closed by then.")
    with_deadline: int | None = Field(description="Of those closed: had a deadline for the whole of the procedure.")
    on_time: int | None = Field(description="Of these: passed none.")
    median_days: int | None = Field(description="Calendar days from receipt to closing, of those closed.")
    channels: dict[str, int] = Field(
        description="Received, by channel, once the year is over; few are counted together as `other`."
    )
    months: tuple[MonthFigures, ...]
