"""More time as the register shows it: which clocks may become longer, and requests that wait for a decision."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from services.common.contracts.complaints import Message


class Extendable(Message):
    """A clock for which more time may be asked. Amounts are in its unit."""

    clock: str = Field(description="Key of a clock of the SOP, or of the step whose own clock it is.")
    is_of_step: bool = Field(default=False, description="It is the step's own; else it runs over several steps.")
    text: str = Field(description="How long it is, in the SOP's words.")
    unit: str = Field(description="`working_minutes`, `working_hours`, `days`, `working_days` or `months`.")
    most: int = Field(description="The most the SOP lets be granted in all.")
    left: int = Field(description="What of that was not granted yet.")
    approved_by: tuple[str, ...] = Field(description="Roles that decide.")


class OpenExtension(Message):
    """A request for more time that waits for a decision."""

    extension_id: UUID
    reference: str
    task_id: UUID
    step: str
    kind: str
    desk: str
    clock: str
    amount: int = Field(description="In the unit of the clock.")
    asked_by: str
    asked_at: datetime
    title: str = Field(default="", description="Of the step.")
    unit: str | None = Field(default=None, description="The unit of the regency whose step it is.")
    clock_unit: str | None = Field(
        default=None, description="As `unit` of a clock that can be extended; none where the SOP has it no longer."
    )
    clock_text: str = Field(default="", description="How long the clock is, in the SOP's words.")
    due_at: datetime | None = Field(
        default=None, description="Of that clock, as it stands; none while it stands still."
    )
    days_left: int | None = Field(default=None, description="Working days until then, as of a task.")
    minutes_left: int | None = Field(default=None, description="Of office time, as of a task.")
    due_if_granted: datetime | None = None
