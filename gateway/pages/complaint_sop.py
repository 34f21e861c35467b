"""A published SOP as the pages read it: its steps, how each may end, and where the way goes on from there.

It is read as data, as it was published, where one word may stand for a list of one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from gateway.api import procedures
from gateway.desks import AWAY
from services.common.contracts.caller import Caller
from services.common.contracts.register import OpenTask
from services.common.contracts.rights import RIGHTS
from services.common.errors import NotFound
from services.common.steps import AWAITS_REPORTER

Facts = Mapping[str, str]
_RIGHT: Final = "register.definition"


@dataclass(frozen=True, slots=True)
class Way:
    """One way a step can end. None where it is not known here: the SOP cannot be read, and the task does not say."""

    key: str
    label: str
    is_return: bool | None = None
    needs_reason: bool | None = None
    limit: int | None = None
    when_complete: bool = False
    leads_to: tuple[tuple[Mapping[str, Any], str], ...] = ()


@dataclass(frozen=True, slots=True)
class SopStep:
    """One row of the SOP."""

    key: str
    number: str
    title: str
    text: str
    kind: str
    roles: tuple[str, ...]
    inputs: tuple[str, ...]
    required: tuple[str, ...]
    when_late: str
    clock: str
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Procedure:
    """An SOP: its steps in order, the labels of its ends and roles, its channels; and the steps that only an
    objection leads to."""

    sop: str
    title: str
    steps: tuple[SopStep, ...]
    ends: Mapping[str, str]
    roles: Mapping[str, str]
    channels: Mapping[str, Mapping[str, Any]]
    on_objection: frozenset[str] = frozenset()

    def step(self, key: str | None) -> SopStep | None:
        """The step with this key."""
        return next((step for step in self.steps if step.key == key), None)

    def asks_reporter(self, way: Way) -> bool:
        """Whether this way leads to where the reporter is waited for."""
        places = (self.step(to) for _, to in way.leads_to)
        return any(place is not None and place.kind == AWAITS_REPORTER for place in places)

    def ahead(self, start: str, facts: Facts) -> set[str]:
        """The steps that can still come after this one, as far as the facts are known; ways back do not count."""
        seen: set[str] = set()
        waiting = [start]
        while waiting:
            step = self.step(waiting.pop())
            for way in step.ways if step else ():
                new = {to for to in _possible(way, facts) if self.step(to)} - seen
                seen |= new
                waiting += new
        return seen


def procedure(caller: Caller, sop: str) -> Procedure | None:
    """The SOP, or None where the caller may not read it or it cannot be had just now."""
    if not RIGHTS[_RIGHT].admits(caller):
        return None
    try:
        return read(sop, procedures.definition(caller, sop).definition)
    except (NotFound, *AWAY):
        return None


def read(sop: str, given: Mapping[str, Any]) -> Procedure:
    """The SOP from its data."""
    return Procedure(
        sop=sop,
        title=given["title"],
        steps=tuple(_step(raw) for raw in given["steps"]),
        ends={key: end["label"] for key, end in given["ends"].items()},
        roles={key: role["label"] for key, role in given["roles"].items()},
        channels=given["channels"],
        on_objection=frozenset(end["objection"]["to"] for end in given["ends"].values() if end.get("objection")),
    )


def ways_of(task: OpenTask) -> tuple[Way, ...]:
    """How a task may end, for who does not read the SOP."""
    return tuple(
        Way(
            key,
            label,
            is_return=None if task.returns is None else key in task.returns,
            needs_reason=None if task.with_reason is None else key in task.with_reason,
        )
        for key, label in task.outcomes.items()
    )


def words(value: Any) -> tuple[str, ...]:
    """One word or several."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def _step(raw: Mapping[str, Any]) -> SopStep:
    return SopStep(
        key=raw["key"],
        number=str(raw.get("number") or ""),
        title=raw["title"],
        text=" ".join(raw["text"].split()),
        kind=raw["kind"],
        roles=words(raw["roles"]),
        inputs=words(raw.get("inputs")),
        required=words(raw.get("required")),
        when_late=raw.get("when_late") or "",
        clock=(raw.get("clock") or {}).get("text", ""),
        ways=tuple(_way(key, way) for key, way in raw["outcomes"].items()),
    )


def _way(key: str, raw: Mapping[str, Any]) -> Way:
    return Way(
        key=key,
        label=raw["label"],
        is_return=raw.get("is_return", False),
        needs_reason=raw.get("reason_required", False),
        limit=raw.get("limit"),
        when_complete=raw.get("when_complete", False),
        leads_to=tuple(_leads(raw["to"])),
    )


def _leads(to: Any) -> Iterator[tuple[Mapping[str, Any], str]]:
    if isinstance(to, str):
        yield {}, to
        return
    for one in to:
        yield one.get("when") or {}, one["to"]


def _possible(way: Way, facts: Facts) -> Iterator[str]:
    """Where it may lead: the first guard that surely holds ends the search."""
    if way.is_return:
        return
    for guard, to in way.leads_to:
        if any(name in facts and facts[name] not in words(among) for name, among in guard.items()):
            continue
        yield to
        if all(name in facts for name in guard):
            return
