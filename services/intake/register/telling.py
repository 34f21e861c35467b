"""What other systems are told of a complaint's life, as `contracts.outward.catalogue` declares it. Pure.

A move is one event at most, and one more when it changed the complaint's status. A step that was returned is nobody's
business outside; where it leaves the complaint is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from services.common.contracts import events
from services.common.standing import Status, standing_after, standing_at
from services.common.steps import AWAITS_REPORTER
from services.intake.register.domain import Followed

STATUS_CHANGED: Final = "complaint.status_changed"

_STEP_OPENED: Final = {
    AWAITS_REPORTER: "complaint.completion_requested",
    "carry_out": "followup.started",
    "await_source": "source.awaited",
}
_STEP_ENDED: Final = {
    "record": "complaint.registered",
    AWAITS_REPORTER: "complaint.completion_received",
    "assess": "review.completed",
    "decide": "decision.made",
    "sign_letter": "letter.issued",
    "carry_out": "followup.reported",
    "accept": "forwarding.accepted",
    "delegate": "forwarding.reported",
    "deliver": "answer.delivered",
}
_WITHOUT_OUTCOME: Final = {"sign_letter", "accept"}
_FACTS: Final = {"assess", "decide"}


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing to tell: because of which event, its type, and what it says besides where the complaint stands."""

    because: UUID
    at: datetime
    type: str
    step: str | None
    status: Status
    details: dict[str, Any]


def of_move(event: events.FlowEvent, known: Followed) -> Iterator[Saying]:
    """What is to be told of a move that was followed; `known.status` becomes what it is after the move."""
    before, known.status = known.status, _status(event, known.status)
    said = list(_said(event))
    if known.status != before:
        said.append((STATUS_CHANGED, {"before": before}))
    for name, details in said:
        yield Saying(event.event_id, event.happened_at, name, _open_step(known), known.status, details)


def of_reminder(event: events.DeadlineNear, known: Followed) -> Saying:
    """A reminder of a deadline, for other systems too."""
    name = "deadline.approached" if event.working_days <= 0 else "deadline.passed"
    details = {
        "clock": event.clock,
        "deadline_at": event.due_at.isoformat(),
        "working_days": event.working_days,
    }
    return Saying(event.event_id, event.happened_at, name, _open_step(known), known.status, details)


def numbered(sayings: Iterable[Saying], known: Followed, due_at: datetime | None) -> list[events.ToldOutside]:
    """The events, each with the next number of the complaint. The same cause gives the same ids."""
    told = []
    for saying in sayings:
        known.told += 1
        told.append(_event(saying, known, due_at))
    return told


def _open_step(known: Followed) -> str | None:
    return known.step if known.visit else None


def _event(saying: Saying, known: Followed, due_at: datetime | None) -> events.ToldOutside:
    return events.ToldOutside(
        event_id=uuid5(saying.because, saying.type),
        happened_at=saying.at,
        tenant=known.tenant,
        complaint_id=known.complaint_id,
        reference=known.reference,
        sequence=known.told,
        type=saying.type,
        channel=known.channel,
        mode=known.mode,
        source_reference=known.source_reference,
        status=saying.status,
        step=saying.step,
        due_at=due_at,
        details=saying.details,
    )


def _status(event: events.FlowEvent, before: Status) -> Status:
    if isinstance(event, events.ComplaintReceived | events.TaskOpened | events.SopMigrated):
        return standing_at(event.task.kind)
    if isinstance(event, events.ComplaintClosed):
        return standing_after(event.step_kind)
    if isinstance(event, events.ComplaintReopened):
        return standing_at("reconsider")  # the step it is opened again in is told of next
    return before


def _said(event: events.FlowEvent) -> Iterator[tuple[str, dict[str, Any]]]:
    for kind, say in _SAYS:
        if isinstance(event, kind):
            yield from say(event)


def _received(_: events.ComplaintReceived) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "complaint.received", {}


def _opened(event: events.ComplaintReceived | events.TaskOpened) -> Iterator[tuple[str, dict[str, Any]]]:
    if name := _STEP_OPENED.get(event.task.kind):
        yield name, {}


def _ended(event: events.StepCompleted) -> Iterator[tuple[str, dict[str, Any]]]:
    name = _STEP_ENDED.get(event.kind)
    # The reporter's own step leads back, and yet something was completed, unless no role ended it: then time ran out.
    # Of all others a return tells nothing.
    is_told = bool(event.roles) if event.kind == AWAITS_REPORTER else not event.is_return
    if name is None or not is_told:
        return
    facts = {fact: event.facts.get(fact) for fact in ("decision", "category")} if event.kind in _FACTS else {}
    yield name, ({} if event.kind in _WITHOUT_OUTCOME else {"outcome": event.outcome}) | facts


def _forwarded(event: events.ComplaintForwarded) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "complaint.forwarded", {"to": "unit" if event.unit else "agency"}


def _returned(_: events.ForwardingReturned) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "forwarding.returned", {}


def _extended(event: events.ExtensionDecided) -> Iterator[tuple[str, dict[str, Any]]]:
    if event.is_granted:
        yield "deadline.extended", {"clock": event.clock, "amount": event.amount}


def _closed(event: events.ComplaintClosed) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "complaint.closed", {"end": event.end}


def _reopened(event: events.ComplaintReopened) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "complaint.reopened", {"end": event.end}


_Say = Callable[[Any], Iterator[tuple[str, dict[str, Any]]]]
_SAYS: Final[tuple[tuple[type[events.FlowEvent], _Say], ...]] = (
    (events.ComplaintReceived, _received),
    (events.ComplaintReceived, _opened),
    (events.TaskOpened, _opened),
    (events.StepCompleted, _ended),
    (events.ComplaintForwarded, _forwarded),
    (events.ForwardingReturned, _returned),
    (events.ExtensionDecided, _extended),
    (events.ComplaintClosed, _closed),
    (events.ComplaintReopened, _reopened),
)
