"""Why a complaint is late, as its reporter may know it: facts of the register in codes.

No name of an officer or a unit, no reason somebody wrote, nothing of what others said: only what the reporter's page
shows of the way anyhow, and whether it took its time.
"""

from typing import Annotated, Literal

from pydantic import Field

from services.common.contracts.complaints import Message

WaitsFor = Literal["office", "unit", "source", "reporter"]
Moved = Literal["calendar", "extension", "pause", "version"]


class Lateness(Message):
    """What holds a complaint up whose deadline has passed, and what has moved that deadline before."""

    working_days: Annotated[int, Field(ge=1)]
    waits_for: WaitsFor
    has_begun: bool = Field(default=True, description="Whether any step has ended yet.")
    overran: tuple[str, ...] = Field(
        default=(), description="Kinds of steps that took longer than their own time, the present one last."
    )
    was_sent_back: bool = Field(default=False, description="Work went back to an earlier step.")
    moved: tuple[Moved, ...] = Field(
        default=(), description="Why the deadline has moved; it is the later date already."
    )
