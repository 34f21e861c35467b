"""Who stands in hears of the tasks meanwhile, and not of those that are about the holder; both hear that it is so."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.common.contracts import events
from services.common.runtime.database import make_engine
from services.notify.deputising import tell_deputised
from services.notify.repository import MailRecords
from tests.integration.notify.test_shut_out import Office
from tests.support.databases import Databases, rows
from tests.support.service import free_port

DAY = timedelta(days=1)


@pytest.fixture
def office(databases: Databases) -> Iterator[Office]:
    engine = make_engine(databases.of_role("notify", "dumas_notify").render_as_string(hide_password=False), 2)
    made = Office(engine, None, free_port(), databases)  # type: ignore[arg-type]  # nothing is sent here
    made.staff(inspektur=("inspektur", None), plh=("jfu", None))
    yield made
    made.close()
    engine.dispose()


def lent(office: Office, since: timedelta = -DAY, until: timedelta = DAY, **changes: Any) -> events.OfficerDeputised:
    """The Inspektur's role, from one day to another from now; `ended` where that is over before its time."""
    told: dict[str, Any] = {"event_id": uuid4(), "happened_at": office.now, "tenant": office.tenant}
    told |= {"deputy_id": uuid4(), "holder": "inspektur", "officer": "plh", "kind": "plh", "roles": ("inspektur",)}
    told |= {"since": office.now + since, "until": office.now + until, **changes}
    return events.DeputyEnded(**told) if "ended_at" in told else events.OfficerDeputised(**told)


def hear(office: Office, *told: events.OfficerDeputised) -> None:
    with office.work(office.tenant) as work:
        for event in told:
            MailRecords(work).keep_deputy(event)


def test_a_task_is_told_to_the_holder_and_to_who_stands_in(office: Office) -> None:
    hear(office, lent(office))
    office.hear(office.opened("inspektur"))
    assert set(office.waits("task")) == {"inspektur", "plh"}


@pytest.mark.parametrize("days", [(1, 2), (-3, -2)])
def test_it_is_not_told_before_and_after(office: Office, days: tuple[int, int]) -> None:
    hear(office, lent(office, days[0] * DAY, days[1] * DAY))
    office.hear(office.opened("inspektur"))
    assert set(office.waits("task")) == {"inspektur"}


@pytest.mark.parametrize("is_late", [False, True])
def test_what_was_ended_is_over_whichever_event_comes_first(office: Office, *, is_late: bool) -> None:
    made = lent(office)
    ended = lent(office, deputy_id=made.deputy_id, ended_at=office.now - timedelta(hours=1))
    hear(office, *((ended, made) if is_late else (made, ended)))
    office.hear(office.opened("inspektur"))
    assert set(office.waits("task")) == {"inspektur"}


def test_who_stands_in_for_the_accused_is_told_nothing(office: Office) -> None:
    hear(office, lent(office))
    office.hear(office.opened("inspektur", not_for=("inspektur",)))
    assert office.waits("task") == {}


def test_what_waits_for_the_deputy_is_withdrawn_when_the_holder_turns_out_to_be_accused(office: Office) -> None:
    hear(office, lent(office))
    office.hear(office.opened("inspektur"))
    office.hear(office.conflict("inspektur"))
    assert office.waits("task") == {"inspektur": "withdrawn", "plh": "withdrawn"}


def test_who_has_the_role_as_well_is_told_in_the_own_right(office: Office) -> None:
    hear(office, lent(office, roles=("inspektur", "jfu")))
    office.hear(office.opened("jfu", not_for=("inspektur",)))
    assert office.waits("task") == {"plh": None}


def test_a_reporters_message_is_told_to_the_deputy_while_that_lasts(office: Office) -> None:
    made = lent(office)
    hear(office, made)
    office.hear(office.opened("inspektur"))
    office.hear(office.posted())
    assert set(office.waits("message")) == {"inspektur", "plh"}
    hear(office, lent(office, deputy_id=made.deputy_id, ended_at=office.now - timedelta(hours=1)))
    office.hear(office.posted())
    counted = rows(office.owner, "SELECT officer FROM mail WHERE tenant = %s AND template = 'message'", office.tenant)
    assert sorted(name for (name,) in counted) == ["inspektur", "inspektur", "plh"]


def test_both_are_told_that_it_was_recorded_and_until_when(office: Office) -> None:
    with office.work(office.tenant) as work:
        tell_deputised(lent(office), MailRecords(work), "Asia/Jakarta", office.now)
    assert set(office.waits("deputised")) == {"inspektur", "plh"}


def test_another_regency_knows_nothing_of_it(office: Office) -> None:
    hear(office, lent(office))
    with office.work("lain") as work:
        found = work.connection.exec_driver_sql("SELECT deputy_id FROM deputy").scalars().all()
    assert found == []
