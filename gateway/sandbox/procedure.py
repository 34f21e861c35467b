"""The regency's SOP, as far as the sandbox reads it: how a step may end, what it demands, and how it usually ends."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, Field

from gateway.sandbox.entry import Sandbox
from services.common.contracts.procedures import BySop, SopDefinition
from services.common.contracts.register import Standing, TimelineRow
from services.common.errors import NotFound, OutcomeNotAllowed
from services.common.steps import AWAITS_REPORTER


class Outcome(BaseModel):
    """One way a step can end."""

    label: str
    is_return: bool = False
    reason_required: bool = False
    when_complete: bool = False
    finds: dict[str, bool] = {}
    asks_reporter: bool = Field(default=False, description="Leads to where the reporter is waited for.")

    def fitting(self, result: Mapping[str, Any]) -> dict[str, Any]:
        """The result with the answers this outcome rests on, and with no question to the reporter that nobody asks."""
        kept = {name: value for name, value in result.items() if name != "asks" or self.asks_reporter}
        return {**kept, **self.finds}


class Step(BaseModel):
    """One row."""

    key: str
    title: str
    kind: str
    required: tuple[str, ...] = ()
    when_late: str | None = None
    outcomes: dict[str, Outcome] = Field(min_length=1)

    def outcome(self, name: str) -> Outcome:
        """The outcome of that name. OutcomeNotAllowed."""
        if name not in self.outcomes:
            raise OutcomeNotAllowed(name, self.title, ", ".join(self.outcomes))
        return self.outcomes[name]

    def usual(self, timeline: Iterable[TimelineRow]) -> str:
        """The first outcome that leads on and was not taken yet; when all were, the last of them.

        So what is incomplete is asked for once, and is complete when it comes back.
        """
        taken = {row.outcome for row in timeline if row.step == self.key}
        onwards = [name for name, one in self.outcomes.items() if not one.is_return and name != self.when_late]
        onwards = onwards or [name for name in self.outcomes if name != self.when_late]
        return next((name for name in onwards if name not in taken), onwards[-1])


def step_at(sandbox: Sandbox, standing: Standing, key: str) -> Step:
    """The row of the version the complaint came in under. NotFound."""
    told = sandbox.read("register.definition", BySop(sop=standing.sop), SopDefinition)
    rows: list[dict[str, Any]] = told.definition["steps"]
    row = next((row for row in rows if row["key"] == key), None)
    if row is None:
        raise NotFound("step")
    waits = {one["key"] for one in rows if one["kind"] == AWAITS_REPORTER}
    outcomes = {name: {**one, "asks_reporter": _leads(one["to"], waits)} for name, one in row["outcomes"].items()}
    return Step.model_validate({**row, "outcomes": outcomes})


def _leads(to: Any, places: set[str]) -> bool:
    return any(way in places for way in ([to] if isinstance(to, str) else [one["to"] for one in to]))


def performers(sandbox: Sandbox, standing: Standing, kind: str) -> set[str]:
    """The roles that do steps of this kind."""
    told = sandbox.read("register.definition", BySop(sop=standing.sop), SopDefinition)
    rows: list[dict[str, Any]] = told.definition["steps"]
    return {role for row in rows if row["kind"] == kind for role in row["roles"]}
