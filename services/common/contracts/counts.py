"""What operators of the platform, and anybody, are told of regencies: numbers, and nothing else."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from services.common.contracts.complaints import Message


class RegencyCounts(Message):
    """How much there is of a regency's work. No complaint can be told from it."""

    tenant: str
    open: int
    overdue: int
    closed_this_month: int
    waiting: dict[str, int] = Field(description="Open tasks by desk.")
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
    counted_at: datetime
    received: int | None = Field(description="Received in the year.")
    closed: int | None = Field(description="Closed in the year, whenever they were received.")
    open: int | None = Field(description="Not closed now.")
    with_deadline: int | None = Field(description="Of those closed: had a deadline for the whole of the procedure.")
    on_time: int | None = Field(description="Of these: passed none.")
    median_days: int | None = Field(description="Calendar days from receipt to closing, of those closed.")
    channels: dict[str, int] = Field(description="Received, by channel; few are counted together as `other`.")
    months: tuple[MonthFigures, ...]
