"""What the sandbox takes and gives."""

from typing import Literal, Self

from pydantic import Field, model_validator

from services.common.contracts.complaints import Message
from services.common.contracts.result import Code


class Advance(Message):
    """One step further, or all of them."""

    outcome: Code | None = Field(
        default=None, description="How the open step ends; left out: as it usually does, leading on."
    )
    to: Literal["closed"] | None = Field(default=None, description="`closed`: step by step until the end.")

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if self.outcome and self.to:
            raise ValueError("give an outcome for one step, or `to` for all of them; not both")
        return self


class SandboxStep(Message):
    """A step that was ended by this call."""

    step: str
    title: str
    kind: str
    outcome: str
    by: str = Field(description="In whose name: an officer, the source's system, or the reporter.")
    number: str | None = Field(default=None, description="Of the document issued in it.")


class SandboxTask(Message):
    """A step that is open."""

    step: str
    title: str
    kind: str
    roles: tuple[str, ...]
    outcomes: dict[str, str]


class Advanced(Message):
    """What happened, and what is open now."""

    reference: str
    happened: tuple[SandboxStep, ...]
    open: tuple[SandboxTask, ...] = Field(description="None once it is closed.")
    end: str | None = Field(description="How it ended, once it is closed.")


class SandboxOutcome(Message):
    """One way the open step can end."""

    outcome: str
    label: str
    is_return: bool
    is_usual: bool = Field(description="The one that is taken when none is named.")


class SandboxOutcomes(Message):
    """The ways the open step can end; none once the complaint is closed."""

    reference: str
    step: str | None
    title: str | None
    kind: str | None
    outcomes: tuple[SandboxOutcome, ...]
    end: str | None
