"""A step that is being ended, as those see it who add something of their own to it: effects, and documents."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.common.contracts.caller import Caller
from services.common.desk.custody import Custody, Task
from services.common.sop.model import Step


@dataclass(frozen=True, slots=True)
class Ending:
    """`to` is the step or end it leads to; `documents` are those the SOP demands, none of a return."""

    caller: Caller
    custody: Custody
    task: Task
    step: Step
    outcome: str
    is_return: bool
    result: Any
    documents: list[str]
    now: datetime
    to: str = ""

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles in which the step is ended: the caller's own, or else the one that is another's."""
        deputy = self.caller.acting(self.task.roles)
        held = (deputy.role,) if deputy else self.caller.own_roles
        return tuple(role for role in self.task.roles if role in held)

    @property
    def as_deputy(self) -> str:
        """The code of the role where it is another's (`contracts.deputies`)."""
        deputy = self.caller.acting(self.task.roles)
        return deputy.code if deputy else ""

    @property
    def acted_as(self) -> str | None:
        """What stands with a document that is written; None when nobody ends the step."""
        return self.as_deputy or next(iter(self.roles), None)


Effect = Callable[[Ending], None]
"""Does what is special to a kind of step."""

Effects = Mapping[str, Effect]
