"""How long steps took, kept as their ends are heard: once each, in whatever order the moves come."""

from typing import Any
from uuid import uuid5

from services.common.contracts import events
from tests.integration.register.regency import Filed, Regency
from tests.unit.common.clocks.support import local


class Overtaken(Filed):
    """A complaint whose moves are put by, to be heard in another order."""

    def __init__(self, regency: Regency) -> None:
        super().__init__(regency)
        self.waiting: list[events.FlowEvent] = []

    def take(self, event: events.FlowEvent) -> None:
        self.waiting.append(event)

    def heard(self, *order: int) -> None:
        """The register hears them in this order."""
        for place in order:
            super().take(self.waiting[place])


def times(course: Filed) -> list[tuple[Any, ...]]:
    """What is kept of this complaint."""
    query = "SELECT tenant, kind, opened_at, ended_at FROM step_time WHERE complaint_id = %s ORDER BY sequence"
    return course.regency.rows(query, str(course.complaint))


def recorded(course: Filed) -> None:
    """Received on Monday; the first step ends on Tuesday."""
    course.received("2026-04-06 09:00")
    course.ended("catat", "dicatat", "2026-04-07 09:00", task_id=uuid5(course.complaint, "1"))


def test_a_step_that_ended_leaves_its_time(regency: Regency) -> None:
    course = Filed(regency)
    recorded(course)
    expected = (course.tenant, "verify", local("2026-04-06 09:00"), local("2026-04-07 09:00"))
    assert times(course) == [expected]


def test_heard_twice_it_is_kept_once(regency: Regency) -> None:
    course = Overtaken(regency)
    recorded(course)
    course.heard(0, 1, 1, 0)
    assert len(times(course)) == 1


def test_an_end_that_overtakes_its_beginning_is_kept_once_both_are_there(regency: Regency) -> None:
    course = Overtaken(regency)
    recorded(course)
    course.heard(1)
    assert times(course) == []
    course.heard(0)
    assert len(times(course)) == 1
