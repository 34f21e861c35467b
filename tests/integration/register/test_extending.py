"""What the register's answers say of more time, from its tables."""

from services.common.contracts import events
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.lists import TaskQuery
from services.intake.register.lists import Lists
from services.intake.register.task_lists import TaskLists
from tests.integration.register.regency import Filed, Regency, examined
from tests.integration.register.test_sight import asked
from tests.unit.common.clocks.support import local


def forwarded(regency: Regency) -> Filed:
    """The step that is examined waits for a unit."""
    course = examined(regency)
    task_id = regency.standing(course).tasks[0].task_id
    task = course.task("telaah", task_id=task_id, roles=("unit_terlapor",), unit="dinas_contoh")
    course.hear(events.ConflictDeclared, "2026-04-08 09:00", barred={}, task=task)
    return course


def task(regency: Regency, caller: Caller) -> r.OpenTask:
    with regency.work(regency.tenant) as work:
        (found,) = TaskLists(work, caller).tasks(TaskQuery()).tasks
    return found


def test_a_unit_that_reads_no_sop_is_told_how_much_longer_its_step_may_take(regency: Regency) -> None:
    course = forwarded(regency)
    (clock,) = task(regency, regency.caller("unit_terlapor", unit="dinas_contoh")).extendable
    assert (clock.clock, clock.unit, clock.left, clock.approved_by) == ("telaah", "working_days", 10, ("sekretaris",))
    assert regency.standing(course).tasks[0].extendable == (clock,)


def test_a_request_says_the_same_to_who_decides_and_where_the_complaint_stands(regency: Regency) -> None:
    course = asked(forwarded(regency))
    with regency.work(regency.tenant) as work:
        (found,) = Lists(work, regency.caller("sekretaris")).extensions().extensions
    assert (found.title, found.unit, found.amount, found.clock_unit) == ("Menelaah", "dinas_contoh", 2, "working_days")
    assert (found.due_at, found.due_if_granted) == (local("2026-04-14 16:00"), local("2026-04-16 16:00"))
    assert regency.standing(course).extensions == (found,)
