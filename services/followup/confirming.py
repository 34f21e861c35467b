"""The source says by itself that it has closed a complaint: the step that waits for that ends, and once only.

A portal knows neither our tasks nor their versions. It names the complaint, and may say the same again at any time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.common.contracts.caller import Caller
from services.common.contracts.sources import ConfirmSource, SourceConfirmed
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.desk.custody import CLOSED, Custody
from services.common.errors import Invalid, NotAwaited, TaskDone
from services.common.sop.model import Sop, Step

KIND = "await_source"


@dataclass(frozen=True, slots=True)
class Awaiting:
    """The newest step of a complaint that waits, or waited, for its source."""

    task_id: UUID
    step: str
    version: int
    is_ended: bool


class Confirmations(Protocol):
    """What confirming asks of the desk's database."""

    def by_reference(self, reference: str) -> Custody | None: ...
    def awaiting(self, complaint_id: UUID) -> Awaiting | None: ...
    def sop(self, sop_id: str) -> Sop: ...


def confirm(
    caller: Caller, request: ConfirmSource, records: Confirmations, end: Callable[[CompleteTask], TaskCompleted]
) -> SourceConfirmed:
    """End the step; said again, nothing happens. Invalid; NotAwaited, also for what is not of the caller's
    channel."""
    custody = records.by_reference(request.reference)
    if custody is None or custody.facts.get("channel") not in caller.roles:
        raise NotAwaited(request.reference)
    awaiting = records.awaiting(custody.complaint_id)
    if awaiting is None or (awaiting.is_ended and custody.state != CLOSED):  # it was taken up again since
        raise NotAwaited(request.reference)
    if awaiting.is_ended:
        return SourceConfirmed(reference=request.reference, is_new=False, is_closed=True)
    asked = _asked(request, awaiting, _outcome(records.sop(custody.sop).step(awaiting.step)))
    try:
        done = _in_own_words(end, asked)
    except TaskDone:  # by another request, a moment ago
        return SourceConfirmed(reference=request.reference, is_new=False, is_closed=True)
    return SourceConfirmed(reference=request.reference, is_new=True, is_closed=done.end is not None)


def _in_own_words(end: Callable[[CompleteTask], TaskCompleted], asked: CompleteTask) -> TaskCompleted:
    """The portal has sent no result, but what goes into it; so a fault has the name the portal gave it."""
    try:
        return end(asked)
    except Invalid as refused:
        raise Invalid({name.removeprefix("result."): said for name, said in refused.fields.items()}) from None


def _outcome(step: Step | None) -> str:
    """The way on: neither back, nor what happens when the source keeps silent."""
    found = step.outcomes.items() if step else ()
    return next((key for key, way in found if not way.is_return and step and key != step.when_late), "")


def _asked(request: ConfirmSource, awaiting: Awaiting, outcome: str) -> CompleteTask:
    result = {"confirmed_on": request.confirmed_on.isoformat(), "source_status": request.source_status}
    return CompleteTask(
        task_id=awaiting.task_id,
        kind=KIND,
        version=awaiting.version,
        outcome=outcome,
        result=result,
        request_key=request.request_key,
    )
