"""The source's word ends the step that waits for it, once, and no other."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.sources import ConfirmSource, SourceConfirmed
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.desk.custody import CLOSED, Custody
from services.common.errors import Invalid, NotAwaited, TaskDone
from services.common.sop.model import Sop
from services.followup.confirming import Awaiting, confirm
from tests.unit.common.desk.memory import COMPLAINT
from tests.unit.common.sop.tenants import sop

REFERENCE = "BMS-26-7K3M-Q9TX"
SYSTEM = Caller(kind="system", actor="lapak_aduan", tenant="banyumas", roles=("lapak_aduan",))
TASK = UUID("c0ffee00-0000-4000-8000-0000000000aa")
HELD = Custody(
    complaint_id=COMPLAINT,
    tenant="banyumas",
    reference=REFERENCE,
    sop="banyumas@2",
    facts={"channel": "lapak_aduan", "mode": "open"},
    sequence=30,
)
WAITING = Awaiting(TASK, "tunggu_selesai", 30, is_ended=False)
WORD = ConfirmSource(reference=REFERENCE, confirmed_on=date(2026, 3, 2), source_status="Selesai", request_key="kunci")


class Desk:
    """Implements `confirming.Confirmations` for one complaint, and ends its step."""

    def __init__(self, held: Custody | None = HELD, awaiting: Awaiting | None = WAITING) -> None:
        self.held, self._awaiting = held, awaiting
        self.asked: list[CompleteTask] = []

    def by_reference(self, reference: str) -> Custody | None:
        return self.held

    def awaiting(self, complaint_id: UUID) -> Awaiting | None:
        return self._awaiting

    def sop(self, sop_id: str) -> Sop:
        return sop("banyumas")

    def end(self, request: CompleteTask) -> TaskCompleted:
        self.asked.append(request)
        told = {"task_id": TASK, "reference": REFERENCE, "step": "tunggu_selesai", "outcome": request.outcome}
        return TaskCompleted(**told, next_step=None, next_desk=None, end="selesai")


def told(desk: Desk, caller: Caller = SYSTEM) -> SourceConfirmed:
    return confirm(caller, WORD, desk, desk.end)


def test_the_step_that_waits_is_ended_with_the_sources_words() -> None:
    desk = Desk()
    assert told(desk) == SourceConfirmed(reference=REFERENCE, is_new=True, is_closed=True)
    (asked,) = desk.asked
    assert (asked.task_id, asked.kind, asked.version, asked.outcome) == (TASK, "await_source", 30, "selesai")
    assert asked.result == {"confirmed_on": "2026-03-02", "source_status": "Selesai"}


def test_said_again_nothing_happens() -> None:
    desk = Desk(replace(HELD, state=CLOSED), replace(WAITING, is_ended=True))
    assert told(desk) == SourceConfirmed(reference=REFERENCE, is_new=False, is_closed=True)
    assert desk.asked == []


def test_said_twice_at_once_it_is_new_once() -> None:
    desk = Desk()

    def ended_meanwhile(request: CompleteTask) -> TaskCompleted:
        raise TaskDone("selesai")

    assert not confirm(SYSTEM, WORD, desk, ended_meanwhile).is_new


def test_what_is_wrong_with_a_day_is_told_under_the_name_the_portal_gave_it() -> None:
    def refused(request: CompleteTask) -> TaskCompleted:
        raise Invalid({"result.confirmed_on": "Give the day on which the source closed it."})

    with pytest.raises(Invalid) as told_so:
        confirm(SYSTEM, WORD, Desk(), refused)
    assert set(told_so.value.fields) == {"confirmed_on"}


@pytest.mark.parametrize(
    "desk",
    [
        Desk(None),
        Desk(awaiting=None),
        Desk(replace(HELD, facts={"channel": "letter"})),
        Desk(awaiting=replace(WAITING, is_ended=True)),
    ],
    ids=["not here", "not so far", "of another channel", "taken up again after an objection"],
)
def test_what_waits_for_no_source_is_refused_alike(desk: Desk) -> None:
    with pytest.raises(NotAwaited):
        told(desk)
    assert desk.asked == []
