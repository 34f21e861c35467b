"""The feed gives each system what it may hear, in order, and misses nothing while transactions overlap."""

import threading
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from services.common.contracts.outward.feed import ByEvent
from services.common.contracts.outward.subscriptions import Scope
from services.common.errors import Invalid, NotFound
from services.notify.outward import feed, keeping
from tests.integration.notify.listening import Listening, now, types
from tests.integration.notify.test_outward import IN_ORDER, NOW, event, life
from tests.support.databases import Databases


@pytest.fixture
def office(databases: Databases) -> Iterator[Listening]:
    made = Listening(databases)
    yield made
    made.close()


def test_pages_follow_one_another_and_the_last_cursor_gives_what_comes_later(office: Listening) -> None:
    office.tell()
    first = office.feed(office.system(), limit=2)
    rest = office.feed(office.system(), after=first.cursor, limit=2)
    assert types(first) + types(rest) == IN_ORDER
    assert (first.has_more, rest.has_more) == (True, False)
    assert types(office.feed(office.system(), after=rest.cursor)) == []
    office.tell()
    assert types(office.feed(office.system(), after=rest.cursor)) == IN_ORDER


def test_who_begins_now_gets_nothing_of_before(office: Listening) -> None:
    office.tell()
    begun = office.feed(office.system(), after="latest")
    assert types(begun) == []
    office.tell()
    assert types(office.feed(office.system(), after=begun.cursor)) == IN_ORDER


def test_nothing_is_missed_while_two_transactions_overlap(office: Listening) -> None:
    slow, fast = event(office, uuid4(), 1), event(office, uuid4(), 1)
    begun, go_on = threading.Event(), threading.Event()

    def tell_slowly() -> None:
        with office.work() as work:
            keeping.keep(work, slow, NOW)
            begun.set()
            go_on.wait(10)

    first = threading.Thread(target=tell_slowly)
    first.start()
    assert begun.wait(10)
    second = threading.Thread(target=office.hear, args=(fast,))
    second.start()
    second.join(0.5)
    early = office.feed(office.system())
    go_on.set()
    first.join(10)
    second.join(10)
    late = office.feed(office.system(), after=early.cursor)
    assert [one.event_id for one in (*early.events, *late.events)] == [slow.event_id, fast.event_id]


@pytest.mark.parametrize(
    ("complaint", "hears"),
    [({}, True), ({"channel": "walk_in"}, False), ({"mode": "confidential"}, False), ({"mode": "anonymous"}, False)],
    ids=str,
)
def test_without_a_subscription_a_system_hears_its_own_channels_filed_openly(
    office: Listening, complaint: dict[str, Any], hears: bool
) -> None:
    office.tell(**complaint)
    assert types(office.feed(office.system())) == (IN_ORDER if hears else [])
    assert types(office.feed(office.admin)) == IN_ORDER


def test_with_subscriptions_a_system_hears_what_they_hear_together(office: Listening) -> None:
    office.add(scope=Scope(types=("complaint.registered",)))
    office.add(scope=Scope(channels=("walk_in",), protected=True, types=("complaint.received",)))
    office.tell()
    office.tell(channel="walk_in", mode="anonymous")
    office.tell(channel="web")
    assert types(office.feed(office.system())) == ["complaint.registered", "complaint.received"]
    assert types(office.feed(office.system("pendengar", "pelanggan"))) == []


def test_what_became_protected_is_gone_from_the_feed(office: Listening) -> None:
    complaint = office.tell()
    with office.work() as work:
        keeping.protect(work, complaint, "confidential", NOW)
    assert types(office.feed(office.system())) == []


def test_the_feed_is_narrowed_by_type_complaint_and_time(office: Listening) -> None:
    office.hear(*life(office, uuid4()), *life(office, uuid4(), reference="CTH-26-0000-0001"))
    system = office.system()
    assert types(office.feed(system, types=("complaint.registered",))) == ["complaint.registered"] * 2
    assert types(office.feed(system, reference="CTH-26-0000-0001")) == IN_ORDER
    assert types(office.feed(system, since=now())) == []


def test_an_event_is_given_as_it_is_sent_and_to_nobody_who_may_not_hear_it(office: Listening) -> None:
    office.tell()
    found = office.feed(office.system()).events[0]
    with office.work() as work:
        assert feed.event(work, office.system(), ByEvent(event_id=found.event_id)) == found
        with pytest.raises(NotFound):
            feed.event(work, office.system("pendengar", "pelanggan"), ByEvent(event_id=found.event_id))
    ((body,),) = office.sql("SELECT body FROM outward_event WHERE event_id = %s", str(found.event_id))
    assert found.body == body


def test_an_administrator_finds_nothing_of_a_complaint_that_is_about_the_administrator(office: Listening) -> None:
    complaint = office.tell()
    one = office.add().subscription.subscription_id
    office.sql(
        "INSERT INTO shut_out (complaint_id, who, is_unit, tenant) VALUES (%s, 'admin', false, %s)",
        str(complaint),
        office.tenant,
    )
    assert types(office.feed(office.admin)) == []
    office.hear(event(office, complaint, 4))
    assert office.log(office.admin, one).deliveries == ()
    assert len(office.log(office.system(), one).deliveries) == 1


def test_another_regencys_events_are_not_there(office: Listening, databases: Databases) -> None:
    other = Listening(databases)
    other.tell()
    assert types(office.feed(office.system())) == []
    assert types(office.feed(office.admin)) == []
    other.close()


def test_a_cursor_after_all_that_was_ever_told_is_refused_and_says_what_to_do(office: Listening) -> None:
    office.tell()
    with pytest.raises(Invalid) as refused:
        office.feed(office.system(), after=str(2**40))
    assert "latest" in refused.value.fields["after"]


def test_a_cursor_of_events_that_are_no_longer_kept_goes_on(office: Listening) -> None:
    office.tell()
    read = office.feed(office.system())
    office.sql("DELETE FROM outward_event WHERE tenant = %s RETURNING event_id", office.tenant)
    later = office.feed(office.system(), after=read.cursor)
    assert (later.events, later.cursor) == ((), read.cursor)


@pytest.mark.parametrize("cursor", ["x", "-1", "9" * 30, "١"])
def test_what_is_no_cursor_is_refused(office: Listening, cursor: str) -> None:
    with pytest.raises(Invalid):
        office.feed(office.system(), after=cursor)
