"""What an outward event says: codes, times and numbers. No name, no story, no file name, no reported party."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from services.common.standing import Status

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]


class Data(BaseModel):
    """The `data` of an event. Fields may be added at any time; who reads them ignores what he does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class About(Data):
    """Every event of a complaint says where the complaint stands after it."""

    reference: str = Field(description="The complaint's public number.")
    sequence: int = Field(ge=1, description="Counts the events of this complaint from 1, without a gap.")
    channel: Code = Field(description="By which channel it came in.")
    source_reference: str | None = Field(default=None, description="Its number at the system it came from.")
    status: Status = Field(description="Where it stands, in one of eight words that are the same in every regency.")
    step: Code | None = Field(default=None, description="Key of the step of the regency's SOP that is open.")
    due_at: AwareDatetime | None = Field(default=None, description="The nearest deadline of the whole, if one runs.")
    url: str = Field(description="Where the complaint's events are listed; relative to the address of this system.")


class Moved(About):
    """The outcome of the step that ended."""

    outcome: Code = Field(description="As the regency's SOP names it.")


class Decided(Moved):
    """What was decided."""

    decision: Code | None = Field(default=None, description="As the SOP names it, such as `audit_kasus`.")
    category: Code | None = Field(default=None, description="As the SOP names it, such as `berkadar_pengawasan`.")


class Forwarded(About):
    """To what kind of office; which one is not told, because it may be the reported party."""

    to: Literal["unit", "agency"]


class Ended(About):
    """How it ended."""

    end: Code = Field(description="As the SOP names it.")


class StatusChanged(About):
    """Where it stood before; `status` is where it stands now."""

    before: Status


class Deadline(About):
    """A deadline of the regency's SOP."""

    clock: Code = Field(description="Key of the clock in the SOP, or of the step whose own clock it is.")
    deadline_at: AwareDatetime
    working_days: int = Field(description="From the deadline: -3 is three working days before it, 1 the day after.")


class Extended(About):
    """More time was granted."""

    clock: Code
    amount: int = Field(ge=1, description="In the unit of the clock.")


class SubscriptionEnded(Data):
    """The endpoint failed for too long, or said that it is gone, and gets nothing any more."""

    subscription_id: UUID
    because: Literal["failing", "gone"]
    failing_since: AwareDatetime | None = None


class Ping(Data):
    """Somebody tries the subscription out."""

    subscription_id: UUID
