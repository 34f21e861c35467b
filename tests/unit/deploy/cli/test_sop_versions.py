"""`dumas sop retire|migrate`: what is refused before a service is asked, and how one complaint is moved."""

from datetime import UTC, datetime
from uuid import UUID

import click
import pytest
from pydantic import BaseModel

from deploy.cli.asking import Reply
from deploy.cli.sop_versions import move
from services.common.contracts.register import OpenTask, RegisterEntry, Standing
from services.common.contracts.tasks import Intervened, MigrateSop
from tests.unit.deploy.cli.command import dumas

REFERENCE = "CTH-26-0000-0001"
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
ID = UUID(int=1)


class Desks:
    """Services that know one complaint and note what they are asked."""

    def __init__(self, *tasks: OpenTask) -> None:
        self.tasks = tasks
        self.asked: list[tuple[str, BaseModel]] = []

    def __call__(self, method: str, request: BaseModel, reply: type[Reply], /) -> Reply:
        self.asked.append((method, request))
        if reply is Standing:
            return reply.model_validate(_standing(self.tasks))
        return reply.model_validate(Intervened(intervention_id=ID, reference=REFERENCE, roles=("inspektur",)))


def _standing(tasks: tuple[OpenTask, ...]) -> Standing:
    entry = RegisterEntry(
        number=1,
        year=2026,
        reference=REFERENCE,
        received_at=NOW,
        channel="web",
        mode="open",
        problem_code=None,
        source_reference=None,
        unit=None,
        step="putusan",
        step_title="Memutuskan",
        end=None,
        closed_on=None,
        due_at=None,
    )
    return Standing(
        entry=entry, sop="contoh@1", complaint_id=ID, facts={}, version=1, tasks=tasks, clocks=(), timeline=()
    )


def _task() -> OpenTask:
    return OpenTask(
        task_id=ID,
        reference=REFERENCE,
        step="putusan",
        title="Memutuskan",
        kind="decide",
        desk="review",
        roles=("irban",),
        outcomes={},
        version=3,
        opened_at=NOW,
        due_at=None,
        channel="web",
        source_reference=None,
    )


def test_the_desk_that_has_the_complaint_moves_it() -> None:
    desks = Desks(_task())

    line = move(desks, REFERENCE, "contoh@2", "Contoh alasan")

    assert line == "contoh@1 -> contoh@2, at putusan; waits for inspektur"
    method, request = desks.asked[-1]
    assert method == "review.migrate_sop"
    assert isinstance(request, MigrateSop)
    assert (request.kind, request.sop, request.reason) == ("decide", "contoh@2", "Contoh alasan")


def test_a_closed_complaint_is_not_moved() -> None:
    desks = Desks()

    with pytest.raises(click.ClickException, match="waits for no step"):
        move(desks, REFERENCE, "contoh@2", "Contoh alasan")
    assert [method for method, _ in desks.asked] == ["register.standing"]


def test_a_reference_that_is_none_is_refused_before_anybody_is_asked() -> None:
    desks = Desks(_task())

    with pytest.raises(click.ClickException, match="no reference"):
        move(desks, "17", "contoh@2", "Contoh alasan")
    assert desks.asked == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retire", "contoh"), "'contoh' names no published version"),
        (("retire", "contoh@0"), "'contoh@0' names no published version"),
        (("migrate", "--to", "contoh", "--reason", "x", REFERENCE), "'contoh' names no published version"),
        (("migrate", "--to", "contoh@2", "--reason", " ", REFERENCE), "Say why"),
        (("migrate", "--to", "contoh@2", REFERENCE), "--reason"),
        (("migrate", "--to", "contoh@2", "--reason", "x"), "REFERENCES"),
    ],
)
def test_a_command_that_says_too_little_is_refused(words: tuple[str, ...], said: str) -> None:
    result = dumas("sop", *words)

    assert result.exit_code == 2
    assert said in result.output
