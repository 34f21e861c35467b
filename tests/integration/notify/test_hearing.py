"""Systems that listen by AMQP hear what their scope lets them, in order, and nothing is lost."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from services.notify.outward import keeping
from tests.integration.notify.hearing import Hearing, ids, killed, received
from tests.integration.notify.test_outward import IN_ORDER, life
from tests.support.databases import Databases, rows
from tests.support.patience import until


@pytest.fixture
def hearing(databases: Databases, embedded: tuple[Endpoints, Secrets]) -> Iterator[Hearing]:
    made = Hearing(databases, embedded).alone()
    with made.at_work():
        yield made
    made.close()


def test_a_system_hears_a_complaint_in_order_and_with_the_right_headers(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    told = hearing.complaint()
    with hearing.client("sistem") as channel:
        messages = received(channel, hearing.queue("sistem"), 3)
    assert ids(messages) == told
    method, properties, body = messages[0]
    assert (method.exchange, method.routing_key) == (
        "dumas.v1",
        f"{hearing.tenant}.complaint.received.lapak_aduan.open",
    )
    assert (properties.content_type, properties.delivery_mode) == ("application/cloudevents+json", 2)
    assert (properties.type, properties.headers, method.redelivered) == (IN_ORDER[0], {}, False)
    assert [json.loads(one)["type"] for _, _, one in messages] == IN_ORDER
    ((kept, published),) = rows(
        hearing.owner, "SELECT body, published_at FROM outward_event WHERE event_id = %s", told[0]
    )
    assert body.decode() == kept
    assert published is not None


def test_a_consumer_that_died_gets_all_after_returning_marked_as_redelivered(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    told = hearing.complaint()
    assert killed(hearing, "sistem") == told[0]
    more = hearing.complaint()
    with hearing.client("sistem") as channel:
        messages = received(channel, hearing.queue("sistem"), 6)
    assert ids(messages) == [*told, *more]
    assert messages[0][0].redelivered
    assert not messages[-1][0].redelivered


def test_another_scope_takes_effect(hearing: Hearing) -> None:
    one, queue = hearing.listener("sistem", types=["complaint.registered"]), hearing.queue("sistem")
    hearing.await_active(one)
    (_, second, _) = hearing.complaint()
    hearing.complaint(channel="walk_in")
    hearing.complaint(mode="anonymous")
    hearing.await_published()
    hearing.change(one, types="[]", all_channels=True, protected=True, state="preparing")
    hearing.await_active(one)
    wide = hearing.complaint(channel="walk_in", mode="anonymous")
    hearing.await_published()
    hearing.change(one, all_channels=False, protected=False, state="preparing")
    hearing.await_active(one)
    hearing.complaint(channel="walk_in")
    hearing.complaint(mode="anonymous")
    own = hearing.complaint()
    with hearing.client("sistem") as channel:
        assert ids(received(channel, queue, 7)) == [second, *wide, *own]


def test_a_better_protected_reporter_is_not_heard_of_any_more(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    complaint = uuid4()
    first, second, third = life(hearing, complaint)
    hearing.told_now(first)
    hearing.await_published()
    with hearing.work() as work:
        keeping.protect(work, complaint, "confidential", datetime.now(UTC))
    hearing.told_now(second, third)
    last = hearing.complaint()
    with hearing.client("sistem") as channel:
        assert ids(received(channel, hearing.queue("sistem"), 4)) == [str(first.event_id), *last]


def test_what_is_sent_again_goes_to_one_queue_and_says_so(hearing: Hearing) -> None:
    one, other = hearing.listener("sistem"), hearing.listener("lain", types=["test.ping"])
    hearing.await_active(one, other)
    (first, *_) = hearing.complaint()
    with hearing.client("sistem") as channel:
        received(channel, hearing.queue("sistem"), 3)
        hearing.owe(one, first, is_replay=True)
        (again,) = received(channel, hearing.queue("sistem"), 1)
        hearing.owe(one, first, is_replay=False)
        (test,) = received(channel, hearing.queue("sistem"), 1)
    assert (again[1].message_id, again[1].headers) == (first, {"dumas-replay": True})
    assert (test[1].message_id, test[1].headers) == (first, {})
    log = "SELECT delivery_id::text, outcome, attempts FROM delivery WHERE subscription_id = %s ORDER BY is_replay DESC"
    wanted = [(message[1].correlation_id, "delivered", 1) for message in (again, test)]
    until(lambda: rows(hearing.owner, log, str(one)) == wanted)
    with hearing.client("lain") as channel:
        assert received(channel, hearing.queue("lain"), 1, seconds=0.3) == []


def test_what_has_no_queue_waits(hearing: Hearing) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    (first, *_) = hearing.complaint()
    hearing.await_published()
    hearing.admin.delete("queues", hearing.broker.vhost, hearing.queue("sistem"))
    hearing.owe(one, first, is_replay=True)
    log = "SELECT outcome, attempts, last_failure, next_attempt_at > now() FROM delivery WHERE subscription_id = %s"
    until(lambda: rows(hearing.owner, log, str(one)) == [("waiting", 1, "no_queue", True)])


def test_what_no_queue_would_have_kept_any_more_is_not_published(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    old, new = life(hearing, uuid4()), life(hearing, uuid4())
    for event in old:
        with hearing.work() as work:
            keeping.keep(work, event, datetime.now(UTC) - timedelta(days=8))
    told = hearing.told_now(*new)
    with hearing.client("sistem") as channel:
        assert ids(received(channel, hearing.queue("sistem"), 3)) == told
    hearing.await_published()


def test_a_second_process_stands_by_and_takes_over(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    with hearing.at_work():
        told = hearing.complaint()
        query = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
        assert rows(hearing.owner, query) == [(2,)]
        ours = "usename = 'dumas_deliveries' AND pid <> pg_backend_pid()"
        rows(hearing.owner, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}")
        told += hearing.complaint()
        with hearing.client("sistem") as channel:
            # What was not written down as published when the connection ended came twice.
            assert list(dict.fromkeys(ids(received(channel, hearing.queue("sistem"), 9, seconds=3.0)))) == told
