"""Who stands in for whom a complaint is about finds it by the own roles only, in every list of the register."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.deputies import Deputised
from services.common.contracts.rights import LEADERS
from services.common.errors import NotFound
from services.intake.register.models import Entry
from services.intake.register.sight import not_about
from tests.integration.register.regency import Filed, Regency, examined
from tests.integration.register.test_sight import asked, entries, extensions, tasks

NO_SUBSTITUTE = Barred(officers=("contoh_irban",))
"""A regency whose SOP names nobody in the place of an irban: the task waits for the same role."""


def accused(regency: Regency) -> Filed:
    """A complaint that waits for an irban, and is about one of them."""
    course = examined(regency)
    task = course.task("telaah", roles=("irban", "sekretaris"))
    course.hear(events.ConflictDeclared, "2026-04-08 09:00", barred=NO_SUBSTITUTE, task=task)
    return course


def deputy(regency: Regency, *own: str, of: str = "contoh_irban", role: str = "irban") -> Caller:
    """Somebody with own roles who stands in for an irban."""
    lent = Deputised(role=role, kind="plh", officer=of, since=datetime(2026, 4, 1, tzinfo=UTC))
    plain = regency.caller(*own, role, actor="contoh_plh")
    return plain.model_copy(update={"deputises": (lent,)})


def shown(regency: Regency, caller: Caller) -> list[str]:
    """References of what a leader is shown by being one."""
    with regency.work(regency.tenant) as work:
        mine = select(Entry.reference).where(Entry.tenant == regency.tenant, not_about(caller, LEADERS))
        return list(work.session.scalars(mine))


def test_a_deputy_of_the_accused_finds_nothing_where_the_own_roles_find_nothing(regency: Regency) -> None:
    course, other = accused(regency), examined(regency)
    theirs = deputy(regency, "pimpinan_daerah")
    assert tasks(regency, theirs) == []
    assert entries(regency, theirs) == [other.reference]
    with pytest.raises(NotFound):
        regency.standing(course, theirs)


def test_the_own_roles_of_such_a_deputy_find_it_as_before(regency: Regency) -> None:
    course = accused(regency)
    assert tasks(regency, deputy(regency, "sekretaris")) == [course.reference]
    assert tasks(regency, deputy(regency, "jfu")) == []
    assert entries(regency, deputy(regency, "jfu")) == [course.reference]


def test_a_deputy_of_somebody_else_finds_it_in_the_lent_role(regency: Regency) -> None:
    course = accused(regency)
    assert tasks(regency, deputy(regency, "jfu", of="contoh_irban_dua")) == [course.reference]


def test_a_deputy_of_the_accused_decides_no_request_for_more_time(regency: Regency) -> None:
    course = asked(accused(regency))
    task = deputy(regency, "jfu", role="sekretaris")
    assert extensions(regency, task) == []
    assert extensions(regency, deputy(regency, "jfu", of="contoh_lain", role="sekretaris")) == [course.reference]


def test_what_one_sees_as_a_leader_alone_is_not_seen_in_the_place_of_the_accused(regency: Regency) -> None:
    course = accused(regency)
    assert shown(regency, deputy(regency, "jfu", role="inspektur")) == []
    assert shown(regency, deputy(regency, "admin_tenant", role="inspektur")) == [course.reference]
