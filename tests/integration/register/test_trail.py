"""The audit trail on a real server: moves enter it, several replicas chain at once, and what is tampered with shows."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg2
import pytest
from sqlalchemy.exc import ProgrammingError

from deploy.cli.audit_upkeep import neglected
from services.common.contracts import audit as a
from services.common.contracts import chain, events
from services.common.contracts.conflict import Barred
from services.common.errors import NotFound
from services.intake.register import chaining, recording, statements
from services.intake.register.trail import Trail
from tests.integration.register.regency import Filed, Regency, examined
from tests.unit.common.clocks.support import local

NOW = datetime.now(UTC)


def announced(regency: Regency, **changes: Any) -> events.Audited:
    """Something a service told the trail of."""
    given: dict[str, Any] = {"action": "content_read", "actor": "contoh_irban", "actor_kind": "officer"}
    return events.Audited(event_id=uuid4(), happened_at=NOW, tenant=regency.tenant, **given | changes)


def hear(regency: Regency, *heard: events.Audited) -> None:
    """As the register hears them, each in a transaction of its own."""
    for event in heard:
        with regency.work(regency.tenant) as work:
            work.connection.execute(statements.TELL, recording.of_announced(event))


def keep(regency: Regency, now: datetime = NOW) -> None:
    """The timer's round."""
    chaining.keep_chains(regency.work, now)


def keep_on(regency: Regency) -> None:
    """As a replica's timer does."""
    for _ in range(20):
        keep(regency)


def shown(regency: Regency, *roles: str, actor: str = "contoh", **page: Any) -> a.AuditTrail:
    with regency.work(regency.tenant) as work:
        return Trail(work).entries(regency.caller(*(roles or ("inspektur",)), actor=actor), a.AuditPage(**page))


def examination(regency: Regency, limit: int = 500) -> chain.Examination:
    """What `dumas audit verify` does with what the register gives it."""
    examined, after = chain.Examination(regency.tenant), 0
    while True:
        with regency.work(regency.tenant) as work:
            page = Trail(work).chain(a.ChainPage(after=after, limit=limit))
        examined.hold_to(page.anchors)
        for entry in page.entries:
            examined.take(entry)
        for number in page.unlike:
            examined.find(number, "journal")
        if page.next is None:
            assert page.upkeep is not None
            examined.besides = list(neglected(page.upkeep))
            examined.end()
            return examined
        after = page.next


def fault_in(regency: Regency) -> tuple[int, str]:
    fault = examination(regency).fault
    return (fault.number, fault.what) if fault else (0, "")


def test_every_move_enters_the_trail_with_the_journal_and_in_order(regency: Regency) -> None:
    course = examined(regency)
    keep(regency)
    told = shown(regency, reference=course.reference).entries
    journal = regency.rows("SELECT name, payload FROM journal WHERE tenant = %s ORDER BY sequence", regency.tenant)
    assert [entry.action for entry in told] == [name for name, _ in journal]
    hashes = [recording.hash_in_journal(payload) for _, payload in journal]
    assert [entry.details["journal"] for entry in told] == hashes
    assert {entry.reference for entry in told} == {course.reference}


def test_a_stretch_of_time_may_be_given_in_any_zone(regency: Regency) -> None:
    hear(regency, announced(regency))
    keep(regency)
    assert len(shown(regency, until="9999-01-01T00:00:00+20:00").entries) == 1
    assert shown(regency, since="9999-01-01T00:00:00+20:00").entries == ()


def test_a_move_heard_twice_is_told_once(regency: Regency) -> None:
    course = Filed(regency)
    course.received("2026-04-06 09:00")
    keep(regency)
    course.sequence = 0
    course.received("2026-04-06 09:00")
    keep(regency)
    assert len(shown(regency).entries) == 1


@pytest.mark.parametrize("keeps_between", [True, False])
def test_what_is_announced_twice_enters_the_chain_once(regency: Regency, keeps_between: bool) -> None:
    first, second = announced(regency), announced(regency, action="results_read")
    hear(regency, first, second)
    if keeps_between:
        keep(regency)
    hear(regency, first)
    keep(regency)
    assert [entry.action for entry in shown(regency).entries] == ["content_read", "results_read"]
    assert examination(regency).entries == 2


def test_many_who_tell_and_two_who_chain_leave_no_gap_and_double_nothing(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chaining, "BATCH", 7)
    events_of = [[announced(regency, details={"n": f"{who}-{n}"}) for n in range(40)] for who in range(4)]
    with ThreadPoolExecutor(6) as pool:
        telling = [pool.submit(hear, regency, *mine) for mine in events_of]
        chaining_too = [pool.submit(keep_on, regency) for _ in range(2)]
        for each in (*telling, *chaining_too):
            each.result()
    keep(regency)
    examined = examination(regency, limit=33)
    assert (examined.entries, examined.fault) == (160, None)
    assert examined.last is not None
    assert examined.last.number == 160
    told = [entry.details["n"] for entry in shown(regency, limit=1000).entries]
    assert sorted(told) == sorted(event.details["n"] for mine in events_of for event in mine)
    for who in range(4):  # what one told after another is in that order
        assert [name for name in told if name.startswith(f"{who}-")] == [f"{who}-{n}" for n in range(40)]


def test_who_finds_the_lock_taken_passes_by(regency: Regency) -> None:
    hear(regency, announced(regency))
    with regency.work(regency.tenant) as other:
        assert chaining.Chaining(other, NOW).batch() == (1, None)
        keep(regency)
    assert examination(regency).entries == 1


@pytest.mark.parametrize("table", ["audit", "anchor"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = 9", "DELETE FROM {}", "TRUNCATE {}", "DROP TABLE {}"])
def test_the_register_cannot_change_or_remove_what_is_in_the_trail(
    regency: Regency, table: str, statement: str
) -> None:
    with pytest.raises(ProgrammingError) as refused, regency.work(regency.tenant) as work:
        work.connection.exec_driver_sql(statement.format(f"trail.{table}"))
    assert isinstance(refused.value.orig, psycopg2.errors.InsufficientPrivilege)


def test_no_other_service_gets_near_it(regency: Regency) -> None:
    roles = (
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'dumas_%' AND has_schema_privilege(rolname, 'trail', 'USAGE')"
    )
    assert regency.rows(roles) == [("dumas_register",)]


TAMPERING = {
    "altered": ("UPDATE trail.audit SET actor = 'lain' WHERE tenant = %s AND number = 3", 3),
    "made unreadable": ("UPDATE trail.audit SET details = '{' WHERE tenant = %s AND number = 3", 3),
    "written in another way": ("UPDATE trail.audit SET details = details || ' ' WHERE tenant = %s AND number = 3", 3),
    "removed": ("DELETE FROM trail.audit WHERE tenant = %s AND number = 3", 3),
    "removed at the beginning": ("DELETE FROM trail.audit WHERE tenant = %s AND number = 1", 1),
    "moved": ("UPDATE trail.audit SET number = 99 WHERE tenant = %s AND number = 3", 3),
    "of another time": ("UPDATE trail.audit SET at = at + interval '1 us' WHERE tenant = %s AND number = 3", 3),
}


@pytest.mark.parametrize(("statement", "number"), TAMPERING.values(), ids=TAMPERING)
def test_what_an_administrator_tampers_with_is_found(regency: Regency, statement: str, number: int) -> None:
    hear(regency, *(announced(regency) for _ in range(5)))
    keep(regency)
    assert fault_in(regency) == (0, "")
    regency.rows(statement, regency.tenant)
    assert fault_in(regency)[0] == number


def test_a_journal_that_tells_something_else_than_the_trail_is_found(regency: Regency) -> None:
    examined(regency)
    keep(regency)
    change = """UPDATE journal SET payload = jsonb_set(payload, '{outcome}', '"ditolak"') WHERE tenant = %s
                AND sequence = 2"""
    regency.rows(change, regency.tenant)
    assert fault_in(regency) == (2, "journal")
    regency.rows("DELETE FROM journal WHERE tenant = %s AND sequence = 1", regency.tenant)
    assert fault_in(regency) == (1, "journal")


def test_an_anchor_is_made_once_a_day_from_the_second_day_on_and_told(regency: Regency) -> None:
    hear(regency, announced(regency), announced(regency))
    keep(regency)
    keep(regency)
    assert regency.told("audit_anchored") == []
    tomorrow = NOW + timedelta(days=1)
    hear(regency, announced(regency))
    for _ in range(2):
        keep(regency, tomorrow)
    keep(regency, tomorrow + timedelta(days=1))
    keep(regency, tomorrow + timedelta(days=2))  # nothing new since
    told = regency.told("audit_anchored")
    assert [anchor["entries"] for anchor in told] == [2, 3]
    hashes = [entry.hash for entry in shown(regency).entries]
    assert [anchor["hash"] for anchor in told] == hashes[1:]


def test_replicas_make_one_anchor(regency: Regency) -> None:
    hear(regency, announced(regency))
    keep(regency)
    with ThreadPoolExecutor(4) as replicas:
        list(replicas.map(lambda _: keep(regency, NOW + timedelta(days=1)), range(4)))
    assert len(regency.told("audit_anchored")) == 1


def test_an_end_cut_off_below_an_anchor_is_found(regency: Regency) -> None:
    hear(regency, *(announced(regency) for _ in range(4)))
    keep(regency)
    keep(regency, NOW + timedelta(days=1))
    regency.rows("DELETE FROM trail.audit WHERE tenant = %s AND number > 2", regency.tenant)
    assert fault_in(regency)[0] == 3


def test_entries_come_page_by_page_and_between_two_instants(regency: Regency) -> None:
    for hour in range(1, 6):
        hear(regency, announced(regency).model_copy(update={"happened_at": local(f"2026-04-06 0{hour}:00")}))
    keep(regency)
    first = shown(regency, limit=2)
    assert ([entry.number for entry in first.entries], first.next) == ([1, 2], 2)
    last = shown(regency, limit=2, after=4)
    assert ([entry.number for entry in last.entries], last.next) == ([5], None)
    between = shown(regency, since=local("2026-04-06 02:00"), until=local("2026-04-06 04:00"))
    assert [entry.number for entry in between.entries] == [2, 3]


def test_whom_a_complaint_is_about_finds_none_of_its_entries(regency: Regency) -> None:
    course = examined(regency)
    course.hear(events.ConflictDeclared, "2026-04-08 09:00", barred=Barred(officers=("accused",)))
    hear(regency, announced(regency, complaint_id=course.complaint), announced(regency, action="signed_in"))
    keep(regency)
    assert {entry.action for entry in shown(regency, actor="accused").entries} == {"signed_in"}
    assert len(shown(regency).entries) > 1
    with pytest.raises(NotFound):
        shown(regency, actor="accused", reference=course.reference)


def test_a_complaint_that_is_not_there_is_not_found(regency: Regency) -> None:
    with pytest.raises(NotFound):
        shown(regency, reference="CTH-26-0000-0000")


def test_another_regency_sees_nothing_of_it(regency: Regency) -> None:
    hear(regency, announced(regency))
    keep(regency)
    other = Regency(regency.engine, regency.databases)
    assert shown(other).entries == ()
    assert examination(other).entries == 0


def test_an_entry_is_stored_as_text_that_gives_its_hash(regency: Regency) -> None:
    hear(regency, announced(regency, complaint_id=UUID(int=5), details={"b": "2", "a": "1"}))
    keep(regency)
    ((details, stored),) = regency.rows(
        "SELECT details, encode(hash, 'hex') FROM trail.audit WHERE tenant = %s", regency.tenant
    )
    assert json.loads(details) == {"a": "1", "b": "2"}
    last = examination(regency).last
    assert last is not None
    assert stored == last.hash
