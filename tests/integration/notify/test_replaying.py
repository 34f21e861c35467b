"""Sending again, tests and the log, as rows of notify's tables."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.deliveries import Delivery, Replay, SendTest
from services.common.contracts.outward.subscriptions import Scope
from services.common.errors import Invalid, NotFound, SubscriptionRefused
from services.notify.outward import log, pinging, replaying
from tests.integration.notify.listening import Listening, now, types
from tests.integration.notify.test_outward import IN_ORDER
from tests.support.databases import Databases


@pytest.fixture
def office(databases: Databases) -> Iterator[Listening]:
    made = Listening(databases)
    yield made
    made.close()


@pytest.fixture
def one(office: Listening) -> UUID:
    """A subscription that was sent three events of a complaint."""
    made = office.add().subscription.subscription_id
    office.tell()
    office.ended(made, "delivered")
    office.sql("UPDATE outward_event SET told_at = now() WHERE tenant = %s", office.tenant)
    return made


def again(office: Listening, one: UUID, caller: Caller | None = None, key: str = "", **which: Any) -> int:
    request = Replay(subscription_id=one, request_key=key or uuid4().hex, **which)
    with office.work() as work:
        return replaying.replay(work, caller or office.admin, request, now()).events


def ping(office: Listening, one: UUID, type_: str = "test.ping", caller: Caller | None = None) -> Delivery:
    request = SendTest(subscription_id=one, type=type_, request_key=uuid4().hex)
    with office.work() as work:
        return pinging.send(work, caller or office.system(), request, now())


def test_one_event_is_sent_again_with_its_id(office: Listening, one: UUID) -> None:
    sent = office.log(office.admin, one).deliveries[0]
    assert again(office, one, event_id=sent.event_id) == 1
    (repeated,) = office.log(office.admin, one, outcome="waiting").deliveries
    assert (repeated.event_id, repeated.is_replay) == (sent.event_id, True)
    assert repeated.delivery_id != sent.delivery_id


def test_what_waits_is_tried_at_once_and_not_owed_twice(office: Listening, one: UUID) -> None:
    event = office.log(office.admin, one).deliveries[0].event_id
    again(office, one, event_id=event)
    office.sql("UPDATE delivery SET next_attempt_at = now() + interval '1 day' WHERE outcome = 'waiting'")
    assert again(office, one, event_id=event) == 1
    (waiting,) = office.log(office.admin, one, outcome="waiting").deliveries
    assert waiting.next_attempt_at is not None
    assert waiting.next_attempt_at <= now()


def test_all_that_were_given_up_are_sent_again_until_they_were_taken(office: Listening, one: UUID) -> None:
    office.ended(one, "given_up")
    assert again(office, one, given_up=True) == len(IN_ORDER)
    assert office.owed(one) == IN_ORDER
    office.sql("UPDATE delivery SET outcome = 'delivered' WHERE is_replay AND subscription_id = %s", str(one))
    assert again(office, one, given_up=True) == 0


def test_all_since_a_time_are_sent_again_without_tests(office: Listening, one: UUID) -> None:
    ping(office, one)
    office.ended(one, "delivered")
    assert again(office, one, since=now() - timedelta(hours=1)) == len(IN_ORDER)
    assert office.owed(one) == IN_ORDER


@pytest.mark.parametrize(
    ("days", "until", "field"), [(31, None, "since"), (1, 2, "until")], ids=["too far back", "backwards"]
)
def test_a_stretch_of_time_that_cannot_be_is_refused(
    office: Listening, one: UUID, days: int, until: int | None, field: str
) -> None:
    stretch: dict[str, Any] = {
        "since": now() - timedelta(days=days),
        "until": now() - timedelta(days=until) if until else None,
    }
    with pytest.raises(Invalid) as refused:
        again(office, one, **stretch)
    assert set(refused.value.fields) == {field}


def test_what_may_not_be_heard_any_more_is_not_sent_again(office: Listening, one: UUID) -> None:
    sent = office.log(office.admin, one).deliveries[0]
    office.change(one, scope=Scope(channels=("walk_in",)))
    with pytest.raises(NotFound):
        again(office, one, event_id=sent.event_id)
    assert again(office, one, since=now() - timedelta(hours=1)) == 0


def test_the_same_request_sends_again_once(office: Listening, one: UUID) -> None:
    event = office.log(office.admin, one).deliveries[0].event_id
    assert again(office, one, key="sekali", event_id=event) == 1
    office.ended(one, "delivered")
    assert again(office, one, key="sekali", event_id=event) == 1
    assert office.owed(one) == []
    assert len(office.told_of("events_replayed")) == 1


def test_to_what_is_switched_off_nothing_is_sent(office: Listening, one: UUID) -> None:
    office.change(one, state="disabled")
    with pytest.raises(SubscriptionRefused):
        again(office, one, given_up=True)
    with pytest.raises(SubscriptionRefused):
        ping(office, one)


def test_by_amqp_what_is_sent_again_is_owed_as_well(office: Listening) -> None:
    office.tell()
    office.sql("UPDATE outward_event SET told_at = now() WHERE tenant = %s", office.tenant)
    queue = office.add(way="amqp").subscription.subscription_id
    assert again(office, queue, since=now() - timedelta(hours=1)) == len(IN_ORDER)
    ping(office, queue)
    assert office.owed(queue) == [*IN_ORDER, "test.ping"]


@pytest.mark.parametrize("name", sorted(OUTWARD))
def test_a_test_is_a_whole_event_of_this_regency_that_says_it_is_a_test(office: Listening, name: str) -> None:
    one = office.add().subscription.subscription_id
    made = ping(office, one, name)
    with office.work() as work:
        found = log.delivery(work, office.system(), one, made.delivery_id)
    told = json.loads(found.body)
    assert (told["source"], told["type"], told["dumastest"]) == (f"/tenants/{office.tenant}", name, True)
    assert told["id"] == str(made.event_id)
    OUTWARD[name].data.model_validate(told["data"])


def test_a_test_is_for_its_subscription_alone(office: Listening) -> None:
    mine, other = office.add().subscription, office.add("pendengar", scope=Scope(all_channels=True)).subscription
    ping(office, mine.subscription_id)
    assert office.owed(other.subscription_id) == []
    assert types(office.feed(office.system("pendengar", "pelanggan"))) == []
    assert types(office.feed(office.system())) == ["test.ping"]


def test_the_log_is_read_page_by_page_and_by_what_is_looked_for(office: Listening, one: UUID) -> None:
    seen: list[Delivery] = []
    after: str | None = None
    for _ in range(4):
        page = office.log(office.system(), one, after=after, limit=1)
        seen += page.deliveries
        if (after := page.next) is None:
            break
    whole = office.log(office.system(), one).deliveries
    assert tuple(seen) == whole
    assert len(whole) == len(IN_ORDER)
    assert len(office.log(office.system(), one, type="complaint.registered").deliveries) == 1
    assert len(office.log(office.system(), one, reference=whole[0].reference).deliveries) == len(IN_ORDER)
    assert office.log(office.system(), one, outcome="given_up").deliveries == ()
    assert office.log(office.system(), one, until=whole[-1].created_at).deliveries == ()
    with pytest.raises(Invalid):
        office.log(office.system(), one, after="besok.x")


def test_a_delivery_is_shown_with_every_try(office: Listening, one: UUID) -> None:
    chosen = office.log(office.system(), one).deliveries[0]
    office.sql(
        "INSERT INTO attempt (tenant, delivery_id, at, milliseconds, status, failure, answer)"
        " VALUES (%s, %s, now(), 12, 503, 'status', 'sebentar')",
        office.tenant,
        str(chosen.delivery_id),
    )
    with office.work() as work:
        found = log.delivery(work, office.system(), one, chosen.delivery_id)
        with pytest.raises(NotFound):
            log.delivery(work, office.system("pendengar", "pelanggan"), one, chosen.delivery_id)
    assert [(each.status, each.answer) for each in found.tries] == [(503, "sebentar")]
    assert json.loads(found.body)["id"] == str(chosen.event_id)


def test_what_is_held_back_names_the_event_it_waits_for_and_no_time(office: Listening) -> None:
    one = office.add().subscription.subscription_id
    loose = office.add(is_ordered=False).subscription.subscription_id
    office.tell()
    owed = office.log(office.system(), one).deliveries
    (first,) = (each for each in owed if each.type == "complaint.received")
    held = [each for each in owed if each is not first]
    assert [(each.waits_for, each.next_attempt_at) for each in held] == [(first.event_id, None)] * 2
    assert (first.waits_for, first.next_attempt_at is None) == (None, False)
    assert {each.waits_for for each in office.log(office.system(), loose).deliveries} == {None}
