"""Office hours as data: for each weekday the spans between opening, break and closing."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, model_serializer

from services.common.clocks.interval import Interval
from services.common.clocks.reading import StrictData
from services.common.clocks.zones import ZONES, TimeZone, utc

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: Final[tuple[Weekday, ...]] = get_args(Weekday)


class OpenSpan(StrictData):
    """A stretch of the day during which the office works; a break lies between two of them."""

    opens: time
    closes: time

    @model_serializer
    def as_text(self) -> str:
        """`07:30-12:00`, as the file has it."""
        return f"{self.opens.isoformat()}-{self.closes.isoformat()}"


def _from_text(value: Any) -> Any:
    """`07:30-12:00` as the two times it names; anything else is left for the model to refuse."""
    if not isinstance(value, str):
        return value
    opens, _, closes = value.partition("-")
    return OpenSpan(opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))


def _in_order(spans: tuple[OpenSpan, ...]) -> tuple[OpenSpan, ...]:
    times = [moment for span in spans for moment in (span.opens, span.closes)]
    if not times or any(later <= earlier for earlier, later in pairwise(times)):
        raise ValueError("a working day needs spans in order, each closing after it opens")
    return spans


def _some_day(hours: dict[Any, Any]) -> dict[Any, Any]:
    if not hours:
        raise ValueError("an office works on at least one day of the week")
    return hours


DayHours = Annotated[
    tuple[Annotated[OpenSpan, BeforeValidator(_from_text)], ...],
    AfterValidator(_in_order),
]
Hours = Annotated[dict[Weekday, DayHours], AfterValidator(_some_day)]
"""`{monday: [07:30-12:00, 13:00-16:00], …}`; a weekday that is missing is not worked."""


def weekday(on: date) -> Weekday:
    """The key under which the hours of this day stand."""
    return WEEKDAYS[on.weekday()]


def weekly(hours: Hours) -> timedelta:
    """Working time of one week, without breaks."""
    day = date(2026, 1, 1)
    spans = (span for spans in hours.values() for span in spans)
    return sum((datetime.combine(day, span.closes) - datetime.combine(day, span.opens) for span in spans), timedelta())


def on_day(hours: Hours, on: date, zone: TimeZone) -> tuple[Interval, ...]:
    """The hours of one day as intervals in UTC; none when the weekday is not worked."""
    return tuple(
        Interval(instant(on, span.opens, zone), instant(on, span.closes, zone)) for span in hours.get(weekday(on), ())
    )


def instant(on: date, local: time, zone: TimeZone) -> datetime:
    """The instant, in UTC, at which clocks in this zone show this day and time."""
    return utc(datetime.combine(on, local, ZONES[zone]))
