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


Effect = Callable[[Ending], None]
"""Does what is special to a kind of step."""

Effects = Mapping[str, Effect]
