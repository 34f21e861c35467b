"""The working calendar of a regency as its officers look at it: one year, with the layer every holiday comes from."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import Field

from services.common.contracts.complaints import Message

FIRST_YEAR, LAST_YEAR = 2020, 2040
"""The years a calendar is computed for."""

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

Layer = Literal["nation", "province", "regency"]


class CalendarOf(Message):
    """A year of the caller's regency."""

    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]


class CalendarDay(Message):
    """A holiday or a day of joint leave. Where several layers name a day, the highest gives the name."""

    falls_on: date
    name: str
    kind: Literal["public", "joint_leave", "optional"]
    layer: Layer
    source: str = Field(description="The decree.")
    is_closed: bool = Field(description="The office does not work; false where the regency works on such days.")
    is_estimated: bool = Field(description="A forecast, as for feasts set by the moon.")


class SpecialHours(Message):
    """A stretch of days with other office hours, both ends included."""

    starts_on: date
    ends_on: date
    source: str
    is_estimated: bool


class CalendarYear(Message):
    """One year. Hours are by weekday, such as `07:30-12:00`; a weekday that is missing is not worked."""

    version: str = Field(description="Names the whole content; every deadline stores the one it was counted by.")
    year: int
    time_zone: str
    is_provisional: bool = Field(description="Not all decrees for the year are there: its deadlines may still move.")
    decreed_years: tuple[int, ...]
    hours: dict[str, tuple[str, ...]]
    special_hours: dict[str, tuple[str, ...]] = Field(description="In Ramadan.")
    special: tuple[SpecialHours, ...]
    days: tuple[CalendarDay, ...]
    working_days: tuple[int, ...] = Field(description="Of each month, from January.")
    counts_first_day: bool = Field(description="The day something begins is itself the first day of its time.")
    ends_on_working_days: bool = Field(description="Times in calendar days that end on a holiday end on the day after.")
