"""What a system that listens by AMQP may not do, and what becomes of its queue when it is changed, stopped, removed."""

from collections.abc import Callable, Iterator
from typing import Any

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from services.notify.deliveries.management import Refused
from services.notify.outward.secrets import Listeners
from tests.integration.notify.hearing import PASSWORD, Hearing, ids, received
from tests.support.databases import Databases
from tests.support.patience import until

REFUSED = pika.exceptions.ChannelClosedByBroker, pika.exceptions.ConnectionClosedByBroker
SHUT_OUT = pika.exceptions.ProbableAccessDeniedError, pika.exceptions.ProbableAuthenticationError


@pytest.fixture
def hearing(databases: Databases, embedded: tuple[Endpoints, Secrets]) -> Iterator[Hearing]:
    made = Hearing(databases, embedded, grace=1.0).alone()
    with made.at_work():
        yield made
    made.close()


FORBIDDEN: dict[str, Callable[[BlockingChannel, str], Any]] = {
    "a queue": lambda channel, own: channel.queue_declare(f"{own}.baru"),
    "a queue without a name": lambda channel, _: channel.queue_declare("", exclusive=True),
    "an exchange": lambda channel, _: channel.exchange_declare("ext.baru", "fanout"),
    "publishing": lambda channel, _: channel.basic_publish("dumas.v1", "a.b.c.d.open", b"{}"),
    "publishing to a queue": lambda channel, own: channel.basic_publish("", own, b"{}"),
    "publishing a replay": lambda channel, own: channel.basic_publish("dumas.direct", own, b"{}"),
    "binding": lambda channel, own: channel.queue_bind(own, "dumas.v1", "#"),
    "unbinding": lambda channel, own: channel.queue_unbind(own, "dumas.v1", "#"),
    "deleting": lambda channel, own: channel.queue_delete(own),
    "another's queue": lambda channel, own: channel.basic_get(own.replace("sistem", "lain")),
    "a queue of a like name": lambda channel, own: channel.basic_get(f"{own}x"),
}


def test_a_system_may_read_its_own_queue_and_do_nothing_else(hearing: Hearing) -> None:
    others = [hearing.listener(name) for name in ("lain", "sistemx")]
    hearing.await_active(hearing.listener("sistem"), *others)
    allowed = {what for what, act in FORBIDDEN.items() if answer(hearing, act) != 403}
    assert allowed == set()


def test_a_system_may_ask_how_much_waits_for_it(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    hearing.complaint()
    hearing.await_published()
    with hearing.client("sistem") as channel:
        assert channel.queue_declare(hearing.queue("sistem"), passive=True).method.message_count == 3


def test_a_system_enters_no_other_virtual_host_and_no_management(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    with pytest.raises(SHUT_OUT), hearing.client("sistem", vhost="/"):
        pass
    with pytest.raises(SHUT_OUT), hearing.client("sistem", "salah"):
        pass
    with pytest.raises(Refused, match="401"):
        hearing.as_somebody("sistem").definitions()


def test_two_regencies_do_not_hear_of_one_another(
    hearing: Hearing, databases: Databases, embedded: tuple[Endpoints, Secrets]
) -> None:
    mine = hearing.listener("sistem", all_channels=True, protected=True)
    other = Hearing(databases, embedded)
    theirs = other.listener("sistem", all_channels=True, protected=True)
    hearing.await_active(mine, theirs)
    told, foreign = hearing.complaint(), other.complaint()
    with hearing.client("sistem") as channel:
        assert ids(received(channel, hearing.queue("sistem"), 4, seconds=1.0)) == told
        with pytest.raises(REFUSED):
            channel.basic_get(other.queue("sistem"))
    with other.client("sistem") as channel:
        assert ids(received(channel, other.queue("sistem"), 4, seconds=1.0)) == foreign
    other.close()


def test_who_is_switched_off_is_shut_out_and_keeps_what_was_queued(hearing: Hearing) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    before = hearing.complaint()
    with hearing.client("sistem") as channel:
        hearing.change(one, state="disabled")
        await_cut_off(channel)
    with pytest.raises(SHUT_OUT), hearing.client("sistem"):
        pass
    hearing.complaint()
    hearing.await_published()
    hearing.change(one, state="preparing")
    hearing.await_active(one)
    after = hearing.complaint()
    with hearing.client("sistem") as channel:
        assert ids(received(channel, hearing.queue("sistem"), 6)) == [*before, *after]


def test_of_who_is_removed_nothing_is_left(hearing: Hearing) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    assert len(named(hearing)) == 3
    with hearing.client("sistem") as channel:
        hearing.change(one, state="disabled", removed_at="2026-03-02T02:00:00Z", secret=b"")
        await_cut_off(channel)
    until(lambda: named(hearing) == [])


def test_with_another_password_the_earlier_one_ends_and_so_do_its_connections(hearing: Hearing) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    with hearing.client("sistem") as channel:
        hearing.change(one, secret=Listeners(b"").kept("amqp", one, "baru"), state="preparing")
        hearing.await_active(one)
        with pytest.raises(SHUT_OUT), hearing.client("sistem", PASSWORD):
            pass
        await_cut_off(channel)
    with hearing.client("sistem", "baru") as channel:
        assert received(channel, hearing.queue("sistem"), 1, seconds=0.3) == []


def test_what_was_changed_by_hand_is_repaired_and_strangers_are_left_alone(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    own, vhost = hearing.queue("sistem"), hearing.broker.vhost
    right = {section: about(hearing, section, own) for section in ("users", "permissions", "bindings", "queues")}
    stranger = {"name": "ext.asing.sistem", "vhost": vhost, "durable": True, "auto_delete": False, "arguments": {}}
    spoilt = {"source": "dumas.v1", "vhost": vhost, "destination": own, "destination_type": "queue"}
    everything = {"user": own, "configure": ".*", "write": ".*", "read": ".*"}
    hearing.admin.add(
        {
            "bindings": [{**spoilt, "routing_key": "#", "arguments": {}}],
            "permissions": [{**everything, "vhost": vhost}, {**everything, "vhost": "/"}],
            "queues": [stranger],
        }
    )
    hearing.admin.delete("queues", vhost, f"{own}.dead")
    hearing.repair()
    assert {section: about(hearing, section, own) for section in right} == right
    assert about(hearing, "queues", "ext.asing.sistem")
    hearing.admin.delete("queues", vhost, "ext.asing.sistem")


def test_what_is_refused_lies_in_a_queue_of_its_own(hearing: Hearing) -> None:
    hearing.await_active(hearing.listener("sistem"))
    own = hearing.queue("sistem")
    (first, *_) = hearing.complaint()
    with hearing.client("sistem") as channel:
        method, _, _ = next(channel.consume(own, inactivity_timeout=8.0))
        channel.basic_nack(method.delivery_tag, requeue=False)
        channel.cancel()
        ((_, properties, _),) = received(channel, f"{own}.dead", 1)
    assert properties.message_id == first
    assert properties.headers["x-first-death-reason"] == "rejected"


def answer(hearing: Hearing, act: Callable[[BlockingChannel, str], Any]) -> int:
    """What the broker says to it: the code of a refusal, or 200."""
    with hearing.client("sistem") as channel:
        channel.confirm_delivery()
        try:
            act(channel, hearing.queue("sistem"))
        except REFUSED as reason:
            return int(reason.reply_code)
        return 200


def named(hearing: Hearing) -> list[Any]:
    """All the broker has of this regency."""
    return [*about(hearing, "users", hearing.tenant), *about(hearing, "queues", hearing.tenant)]


def about(hearing: Hearing, section: str, word: str) -> list[Any]:
    """What the broker has whose name holds a word."""
    rows = hearing.admin.definitions()[section]
    keys = ("name", "user", "destination")
    mine = (row for row in rows if any(word in str(row.get(key, "")) for key in keys))
    return sorted(mine, key=str)


def await_cut_off(channel: BlockingChannel) -> None:
    """Until the broker has closed the connection."""

    def is_closed() -> bool:
        try:
            channel.connection.process_data_events(0.1)
        except pika.exceptions.AMQPConnectionError:
            return True
        return bool(channel.connection.is_closed)

    until(is_closed)
