"""What the register says of SOPs: their versions, and hypothetical complaints through them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, Field

from services.common.contracts.calendars import FIRST_YEAR, LAST_YEAR
from services.common.contracts.complaints import Message
from services.common.contracts.lists import Named


def _in_calendar(at: datetime) -> datetime:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(f"must be of a year from {FIRST_YEAR} to {LAST_YEAR}, for which there is a calendar")
    return at


InCalendar = Annotated[AwareDatetime, AfterValidator(_in_calendar)]
"""An instant that working days can be counted from."""


class SopEntry(Message):
    """One version of a regency's SOP."""

    sop: str
    version: int
    title: str
    published_at: datetime
    retired_at: datetime | None
    is_in_force: bool = Field(description="New complaints come in under it.")
    open_complaints: int


class Sops(Message):
    """All versions, the newest first."""

    sops: tuple[SopEntry, ...]


class RetireSop(Message):
    """Take no new complaint in under a version, or (`is_retired` false) do so again."""

    sop: Named
    is_retired: bool = True


class BySop(Message):
    """A published version of the caller's regency."""

    sop: Named


class SopDefinition(Message):
    """A published SOP as data."""

    sop: str
    definition: dict[str, Any]


class CompareSops(Message):
    """Two published versions of the caller's regency."""

    before: Named
    after: Named


class SopChange(Message):
    """One element that differs, by its path such as `steps.telaah.roles`, with its words before and after."""

    where: str
    kind: Literal["added", "removed", "changed"]
    before: str | None
    after: str | None


class SopChanges(Message):
    """Every change, in the order of the file; none means the same procedure."""

    changes: tuple[SopChange, ...]


class Simulate(Message):
    """A hypothetical complaint through a published SOP, or a draft.

    `choices` says how steps end (step to outcome; the first outcome that is no return where nothing is said), and
    `ends_at` when (step to instant; where nothing is said, a step ends when its own clock runs out, or at once).
    """

    sop: Named | None = None
    draft: dict[str, Any] | None = Field(default=None, description="An SOP that is not published, as data.")
    starts_at: InCalendar
    channel: str | None = None
    mode: str | None = None
    choices: dict[str, str] = Field(default={})
    ends_at: dict[str, InCalendar] = Field(default={})


class SimulatedClock(Message):
    """A clock as it would stand at the end. `due_at` is None while nothing has started it."""

    key: str
    text: str
    started_at: datetime | None
    stopped_at: datetime | None
    due_at: datetime | None
    is_provisional: bool
    is_late: bool
    why: str


class SimulatedStep(Message):
    """One step the complaint would take."""

    step: str
    number: str | None
    title: str
    desk: str
    roles: tuple[str, ...]
    entered_at: datetime
    due_at: datetime | None
    why: str
    outcome: str
    ended_at: datetime
    documents: tuple[str, ...]
    clocks_due: dict[str, datetime] = Field(
        default={}, description="The SOP's clocks that run while the step is open, and when they fall due."
    )


class Simulation(Message):
    """Every step of a hypothetical complaint, and the SOP's clocks."""

    sop: str
    calendar: str
    steps: tuple[SimulatedStep, ...]
    end: str | None = Field(description="None when the way was cut off after 100 steps.")
    clocks: tuple[SimulatedClock, ...]
