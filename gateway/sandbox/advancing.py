"""One complaint of the sandbox, ended step by step: as whom the SOP lets, with what the step demands."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from gateway.sandbox import papers, people, procedure
from gateway.sandbox.entry import Sandbox
from gateway.sandbox.procedure import Outcome, Step
from gateway.sandbox.samples import REASON
from gateway.sandbox.waiting import until_found, until_taken
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.content import Content
from services.common.contracts.register import OpenTask, Standing
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.errors import (
    AttachmentUnknown,
    ForwardingRefused,
    Invalid,
    NotFound,
    NotYetChecked,
    Refusal,
)
from services.common.steps import AWAITS_REPORTER, desk_of

MOST_STEPS: Final = 100
"""More than any SOP has between two decisions that a person would make."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A step that was ended, how, and in whose name."""

    task: OpenTask
    done: TaskCompleted
    by: str


@dataclass(frozen=True, slots=True)
class Advancing:
    """A complaint of this sandbox."""

    sandbox: Sandbox
    of: ByReference

    def standing(self) -> Standing:
        """Where it stands, once a step is open or it has ended. NotFound when there is no such complaint."""
        self.content()
        return until_taken(lambda: self.settled(0), NotFound)

    def content(self) -> Content:
        """What it says. NotFound."""
        return self.sandbox.read("intake.content", self.of, Content)

    def settled(self, after: int) -> Standing:
        """Where it stands, once the register has heard what came of the step with this version; as it is known, when
        that takes too long."""
        found = until_found(lambda: next(filter(lambda seen: _is_past(seen, after), (self._seen(),)), None))
        return found or self._seen()

    def usual(self, standing: Standing) -> tuple[Step, str]:
        """The open step, and the outcome that leads on."""
        step = procedure.step_at(self.sandbox, standing, standing.tasks[0].step)
        return step, step.usual(standing.timeline)

    def end_step(self, standing: Standing, outcome: str | None = None) -> Ended:
        """End the open step, so or as usual. OutcomeNotAllowed, and what the desk refuses."""
        step, usual = self.usual(standing)
        name = outcome or usual
        taken = step.outcome(name)
        refused: Refusal = NotFound("task")
        for who, result in self._ways(standing, taken):
            try:
                return self._end(standing.tasks[0], step, name, who, result)
            except (NotFound, ForwardingRefused) as one:
                refused = one
            except Invalid as one:
                if step.kind != "propose_team":
                    raise
                refused = one
        raise refused

    def go_on(self, seconds: float) -> Iterator[Ended]:
        """End step after step until the complaint has ended, or the time is over."""
        deadline = time.monotonic() + seconds
        standing = self.standing()
        for _ in range(MOST_STEPS):
            if not standing.tasks or time.monotonic() > deadline:
                return
            ended = self.end_step(standing)
            yield ended
            standing = self.settled(ended.task.version)

    def _ways(self, standing: Standing, taken: Outcome) -> Iterator[tuple[Caller, dict[str, Any]]]:
        task, officers = standing.tasks[0], people.roster(self.sandbox)
        for who in people.able(self.sandbox, standing, task, officers):
            if taken.is_return:
                yield who, {}
                continue
            for result in people.results(self.sandbox, standing, task.kind, officers):
                yield who, result

    def _end(self, task: OpenTask, step: Step, name: str, who: Caller, result: dict[str, Any]) -> Ended:
        taken = step.outcome(name)
        result = taken.fitting({**result, **self._prepared(task, step, taken, who)})
        request = CompleteTask(
            task_id=task.task_id,
            kind=task.kind,
            version=task.version,
            outcome=name,
            reason=REASON if taken.reason_required else None,
            result=result,
            request_key=uuid4().hex,
        )
        method, call = f"{desk_of(task.kind)}.complete", self.sandbox.parts.desks.call
        done = until_taken(lambda: call(method, who, request, TaskCompleted), AttachmentUnknown, NotYetChecked)
        return Ended(task, done, who.kind if who.kind == "reporter" else who.actor)

    def _prepared(self, task: OpenTask, step: Step, taken: Outcome, who: Caller) -> dict[str, Any]:
        """Attach and sign what the step demands; what of it the result names."""
        if taken.when_complete or step.kind == AWAITS_REPORTER:
            for kind in self.content().missing:
                papers.attach(self.sandbox, who, task.reference, kind)
        if taken.is_return:
            return {}
        if document := papers.SIGNED_IN.get(step.kind):
            papers.sign(self.sandbox, who, task.reference, document)
        proves = step.kind == "await_source" and who.kind != "system"
        if proves or "attachments" in step.required:
            kind = "confirmation" if proves else "report"
            return {"attachments": [str(papers.attach(self.sandbox, who, task.reference, kind))]}
        return {}

    def _seen(self) -> Standing:
        return self.sandbox.read("register.standing", self.of, Standing)


def _is_past(standing: Standing, version: int) -> bool:
    return standing.entry.end is not None or any(task.version > version for task in standing.tasks)
