"""Every step of every SOP, tried by every role with every outcome: only what the SOP says is possible."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.results import RESULTS
from services.common.contracts.tasks import CompleteTask
from services.common.desk.completion import complete
from services.common.desk.custody import Task
from services.common.desk.papers import NOTHING
from services.common.errors import NotFound, NotYourRole, OutcomeNotAllowed, Refusal, StaleVersion, TaskDone
from services.common.sop.model import Sop, Step
from services.common.steps import desk_of
from services.common.vocabulary import ROLES
from tests.unit.common.desk.every_sop import FILES, NAMES, facts_at, holder, request, sop_in
from tests.unit.common.desk.memory import COMPLAINT, TUESDAY, Announced, MemoryDesk
from tests.unit.common.desk.results import COMPLETE, UNIT

every_sop = pytest.mark.parametrize("file", FILES, ids=NAMES)


class Before:
    """A complaint before a step, and what became of trying to end it."""

    def __init__(self, sop: Sop, step: Step, facts: dict[str, str]) -> None:
        self.desk, self.step = desk_of(step.kind), step
        self.records, self.announced = MemoryDesk(sop), Announced()
        self.task: Task = self.records.at(step.key, unit=UNIT if "unit_terlapor" in step.roles else None)
        self.records.held[COMPLAINT].facts = dict(facts)
        self.settle()

    def settle(self) -> None:
        """As it stands now it has to stay."""
        self._tasks, self._held, self._heard = dict(self.records.tasks), dict(self.records.held), list(self.announced)

    def attempt(self, caller: Caller, request: CompleteTask) -> type[Refusal] | None:
        """The refusal that came of it, after which all is as before; None when the step ended."""
        try:
            complete(
                self.desk,
                caller,
                request,
                records=self.records,
                announce=self.announced,
                effects={},
                write=lambda _ending: NOTHING,  # whether it may end, not what it writes
                now=TUESDAY,
            )
        except Refusal as refusal:
            assert (self.records.tasks, self.records.held, self.announced) == (self._tasks, self._held, self._heard)
            return type(refusal)
        return None


def before_each_step(file: Path) -> Iterator[Before]:
    sop, facts = sop_in(file), facts_at(file)
    return (Before(sop, step, facts[step.key]) for step in sop.steps)


def expected(step: Step, role: str, outcome: str) -> type[Refusal] | None:
    if role not in step.roles:
        return NotYourRole
    return None if outcome in step.outcomes else OutcomeNotAllowed


def test_every_sop_of_the_repository_was_found() -> None:
    assert {"banyumas", "katingan", "klungkung", "madiun"} <= set(NAMES)


def test_there_is_a_complete_result_for_every_kind_of_step() -> None:
    assert COMPLETE.keys() == RESULTS.keys()


@every_sop
def test_a_step_ends_only_by_its_roles_and_with_its_outcomes(file: Path) -> None:
    sop, facts, wrong = sop_in(file), facts_at(file), []
    outcomes = sorted({name for step in sop.steps for name in step.outcomes})
    for step in sop.steps:
        at = Before(sop, step, facts[step.key])
        for role, name in ((role, name) for role in ROLES for name in outcomes):
            wanted = expected(step, role, name)
            came = at.attempt(holder(role, sop.tenant), request(at.task, name, step.outcomes.get(name)))
            if came is not wanted:
                wrong.append(f"{step.key} / {role} / {name}: {came} instead of {wanted}")
            if came is None:
                at = Before(sop, step, facts[step.key])
    assert not wrong, "\n".join(wrong)


@every_sop
def test_a_version_another_kind_or_an_ended_task_is_refused_at_every_step(file: Path) -> None:
    wrong = []
    for at in before_each_step(file):
        (name, outcome), caller = next(iter(at.step.outcomes.items())), holder(at.step.roles[0], sop_in(file).tenant)
        right = request(at.task, name, outcome)
        tries = [
            (right.model_copy(update={"version": right.version - 1}), StaleVersion),
            (right.model_copy(update={"version": right.version + 1}), StaleVersion),
            *((right.model_copy(update={"kind": kind}), NotFound) for kind in RESULTS if kind != at.task.kind),
            (right, None),
        ]
        wrong += [f"{at.step.key}: {tried}" for tried, wanted in tries if at.attempt(caller, tried) is not wanted]
    assert not wrong, "\n".join(wrong)


@every_sop
def test_a_step_that_has_ended_does_not_end_again(file: Path) -> None:
    for at in before_each_step(file):
        (name, outcome), caller = next(iter(at.step.outcomes.items())), holder(at.step.roles[0], sop_in(file).tenant)
        right = request(at.task, name, outcome)
        assert at.attempt(caller, right) is None, at.step.key
        at.settle()
        assert at.attempt(caller, right) is TaskDone, at.step.key
