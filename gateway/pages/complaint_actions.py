"""What the caller may do with a complaint just now: end a step that waits for them, and what there is besides.

Only what may succeed is offered; whether it does is decided by the desks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from gateway.pages import handing
from gateway.pages.complaint_parts import Whole
from gateway.pages.complaint_sop import Way, ways_of
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.handling import Holder
from services.common.contracts.register import OpenTask
from services.common.contracts.rights import RIGHTS
from services.common.steps import AWAITS_REPORTER


@dataclass(frozen=True, slots=True)
class Link:
    """Something to do, and where."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A step that waits: for the caller, when `is_mine`; then with the ways it may end. `to` are those to whom it may
    be handed, and `take` is the caller, who may take it.
    """

    task: OpenTask
    is_mine: bool
    waits_for_reporter: bool
    ways: tuple[Way, ...]
    take: str = ""
    to: tuple[tuple[str, str], ...] = ()

    @property
    def may_hand(self) -> bool:
        """Whether the caller may say who is busy with it."""
        return bool(self.to)


def waiting(caller: Caller, whole: Whole) -> list[Waiting]:
    """The open steps."""
    may = RIGHTS["intake.complete"].admits(caller)
    known = handing.holders(caller) if any(handing.may_hand(caller, task) for task in whole.standing.tasks) else ()
    return [_handed(caller, whole, _waiting(caller, whole, task, may), known) for task in whole.standing.tasks]


def others(caller: Caller, whole: Whole) -> list[Link]:
    """What may be done besides ending a step."""
    return [*_about_tasks(caller, whole), *_about_all(caller, whole)]


def _waiting(caller: Caller, whole: Whole, task: OpenTask, may: bool) -> Waiting:
    step = whole.procedure.step(task.step) if whole.procedure else None
    ways = step.ways if step else ways_of(task)
    is_mine = may and caller.has_any(task.roles)
    return Waiting(task, is_mine, task.kind == AWAITS_REPORTER, ways)


def _handed(caller: Caller, whole: Whole, one: Waiting, known: tuple[Holder, ...]) -> Waiting:
    if not handing.may_hand(caller, one.task):
        return one
    fitting = tuple(each for each in known if not set(each.roles).isdisjoint(one.task.roles))
    takes = one.task.handler != caller.actor and any(each.officer == caller.actor for each in fitting)
    to = tuple(handing.choices(caller, fitting, whole.named))
    return replace(one, take=caller.actor if takes else "", to=to)


def _about_tasks(caller: Caller, whole: Whole) -> Iterator[Link]:
    reference = whole.standing.entry.reference
    for task in whole.standing.tasks:
        place: dict[str, Any] = {"reference": reference, "task_id": task.task_id}
        if caller.has_any(task.roles) and task.extendable:
            yield Link(say("Minta perpanjangan waktu"), url_for("complaint_time.ask", **place))
        if RIGHTS["intake.declare_conflict"].admits(caller):
            yield Link(say("Nyatakan benturan kepentingan"), url_for("complaint_conflict.declare", **place))


def _about_all(caller: Caller, whole: Whole) -> Iterator[Link]:
    reference = whole.standing.entry.reference
    if RIGHTS["intake.correct_entry"].admits(caller):
        yield Link(say("Koreksi baris Buku Pengaduan"), url_for("complaint_book.correct", reference=reference))
    if RIGHTS["register.hold"].admits(caller):
        text = say("Lepas penahanan pemusnahan") if whole.standing.hold else say("Tahan pemusnahan data")
        yield Link(text, url_for("complaint_hold.hold", reference=reference))
    if RIGHTS["intake.forwarded"].admits(caller) and was_forwarded(whole):
        yield Link(say("Lihat salinan yang diteruskan"), url_for("forwarding.show", reference=reference))


def was_forwarded(whole: Whole) -> bool:
    """Whether it was passed on to a unit or an agency."""
    return any(row.event == "complaint_forwarded" for row in whole.standing.timeline)
