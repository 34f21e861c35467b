"""The examples that read a queue, as another system may copy them, at our broker and with a subscriber's password."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from services.notify.deliveries.wanted import DIRECT, dead
from services.notify.outward.secrets import Listeners
from tests.integration.notify.hearing import PASSWORD, Hearing, killed, received
from tests.integration.notify.test_outward import IN_ORDER
from tests.support.consumers import READERS, Consumer, Feed, command_of, feeding, reading
from tests.support.databases import Databases, rows
from tests.support.patience import until

OTHER = "CTH-26-7K3M-9QXT"
every_reader = pytest.mark.parametrize("reader", READERS)
in_node = pytest.mark.parametrize("reader", [reader for reader in READERS if reader == "node"])


@pytest.fixture
def hearing(databases: Databases, embedded: tuple[Endpoints, Secrets]) -> Iterator[Hearing]:
    made = Hearing(databases, embedded, grace=1.0).alone()
    with made.at_work():
        yield made
    made.close()


def address_of(hearing: Hearing, subscriber: str, password: str = PASSWORD, vhost: str = "") -> str:
    """Where the subscriber connects, with name and password."""
    place = urlsplit(hearing.broker.uri).netloc.rpartition("@")[2]
    who = f"{quote(hearing.queue(subscriber))}:{quote(password)}"
    return f"amqp://{who}@{place}/{quote(vhost or hearing.broker.vhost, safe='')}"


@contextmanager
def at_work(
    reader: str, hearing: Hearing, folder: Path, *, password: str = PASSWORD, more: str = "", holding: str = ""
) -> Iterator[tuple[Consumer, Feed]]:
    """An example that reads the queue of `sistem`, and its feed."""
    address, queue = address_of(hearing, "sistem", password) + more, hearing.queue("sistem")
    with feeding() as feed, reading(reader, address, queue, feed, folder, holding=holding) as consumer:
        yield consumer, feed


def left(hearing: Hearing, channel: BlockingChannel) -> Any:
    """What the broker says of the queue."""
    return channel.queue_declare(hearing.queue("sistem"), passive=True).method


def await_kept(consumer: Consumer, *names: str) -> None:
    """Until these events are kept, in this order, and no more."""
    until(lambda: [name for name, _ in consumer.kept()] == [*names])


def await_said(consumer: Consumer, words: str) -> None:
    until(lambda: words in consumer.log.read_text("utf-8"))


def come_back(hearing: Hearing, feed: Feed) -> None:
    """The feed answers, with all that was told."""
    query = "SELECT body FROM outward_event WHERE tenant = %s ORDER BY position"
    feed.events = [json.loads(body) for (body,) in rows(hearing.owner, query, hearing.tenant)]
    feed.is_away = False


@every_reader
def test_it_keeps_each_event_once_and_acknowledges_what_it_has_saved(
    reader: str, hearing: Hearing, tmp_path: Path
) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    told = hearing.complaint()
    assert killed(hearing, "sistem") == told[0]  # what one took and did not acknowledge comes to the next
    with at_work(reader, hearing, tmp_path) as (consumer, feed):
        await_kept(consumer, *IN_ORDER)
        hearing.owe(one, told[0], is_replay=True)
        hearing.complaint(reference=OTHER)
        await_kept(consumer, *IN_ORDER * 2)
    with hearing.client("sistem") as channel:
        until(lambda: left(hearing, channel).consumer_count == 0)
        assert left(hearing, channel).message_count <= 1  # the last of seven: killed before it could say so
    assert feed.asked == []


@every_reader
def test_what_it_knows_it_knows_after_a_restart(reader: str, hearing: Hearing, tmp_path: Path) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    (first, *_) = hearing.complaint()
    with at_work(reader, hearing, tmp_path) as (consumer, _):
        await_kept(consumer, *IN_ORDER)
    hearing.owe(one, first, is_replay=True)
    with at_work(reader, hearing, tmp_path) as (consumer, _):
        hearing.complaint(reference=OTHER)
        await_kept(consumer, *IN_ORDER * 2)


@every_reader
def test_it_holds_an_event_while_the_feed_is_away_and_is_given_nothing_anew(
    reader: str, hearing: Hearing, tmp_path: Path
) -> None:
    hearing.await_active(hearing.listener("sistem", types=IN_ORDER[1:]))
    with at_work(reader, hearing, tmp_path, more="?heartbeat=1") as (consumer, feed):
        feed.is_away = True
        hearing.complaint()
        until(lambda: len(feed.asked) > 3)  # after some six seconds: longer than the broker waits for a heartbeat
        assert consumer.kept() == []
        come_back(hearing, feed)
        await_kept(consumer, *IN_ORDER)
        assert "connection" not in consumer.log.read_text("utf-8")


@every_reader
def test_what_it_cannot_save_for_long_it_lets_go_until_it_can(reader: str, hearing: Hearing, tmp_path: Path) -> None:
    hearing.await_active(hearing.listener("sistem", types=IN_ORDER[1:]))
    with (
        at_work(reader, hearing, tmp_path, holding="1") as (consumer, feed),
        hearing.client("sistem") as channel,
    ):
        feed.is_away = True
        hearing.complaint()
        await_said(consumer, "an event goes back to the queue until it can be saved")
        asked = len(feed.asked)
        until(lambda: len(feed.asked) > asked + 1)
        assert (left(hearing, channel).consumer_count, left(hearing, channel).message_count) == (0, 2)
        assert consumer.log.read_text("utf-8").count("connection") == 1
        come_back(hearing, feed)
        await_kept(consumer, *IN_ORDER)
        until(lambda: left(hearing, channel).consumer_count == 1)


@every_reader
def test_it_comes_again_when_it_was_switched_off_and_on(reader: str, hearing: Hearing, tmp_path: Path) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    with at_work(reader, hearing, tmp_path) as (consumer, _):
        hearing.complaint()
        await_kept(consumer, *IN_ORDER)
        hearing.change(one, state="disabled")
        await_said(consumer, "connection lost")
        hearing.change(one, state="preparing")
        hearing.await_active(one)
        hearing.complaint(reference=OTHER)
        await_kept(consumer, *IN_ORDER * 2)


@every_reader
def test_it_says_what_to_do_when_the_password_was_changed(reader: str, hearing: Hearing, tmp_path: Path) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    with at_work(reader, hearing, tmp_path) as (consumer, _):
        hearing.change(one, secret=Listeners(b"").kept("amqp", one, "baru"), state="preparing")
        await_said(consumer, "The password in DUMAS_AMQP does not hold.")
    hearing.complaint()
    with at_work(reader, hearing, tmp_path, password="baru") as (consumer, _):
        await_kept(consumer, *IN_ORDER)


@every_reader
def test_it_does_not_begin_without_what_it_needs(reader: str, tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "DUMAS_QUEUE": ""}
    said = subprocess.run(
        command_of(reader, tmp_path), env=env, capture_output=True, text=True, check=False, timeout=20
    )
    assert (said.returncode, said.stderr) == (2, "not set: DUMAS_AMQP, DUMAS_QUEUE, DUMAS_API, DUMAS_KEY\n")


@every_reader
def test_it_says_what_to_look_at_when_it_was_switched_off(reader: str, hearing: Hearing, tmp_path: Path) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    with at_work(reader, hearing, tmp_path) as (consumer, _):
        hearing.change(one, state="disabled")
        await_said(consumer, "The subscription is switched off")


@every_reader
def test_it_says_what_to_look_at_when_the_subscription_was_removed(
    reader: str, hearing: Hearing, tmp_path: Path
) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    with at_work(reader, hearing, tmp_path) as (consumer, _):
        hearing.complaint()
        await_kept(consumer, *IN_ORDER)
        hearing.change(one, removed_at=datetime.now(UTC), state="disabled")
        await_said(consumer, "Otherwise the subscription was removed.")


@every_reader
def test_what_it_cannot_read_goes_to_the_dead_letters_and_it_goes_on(
    reader: str, hearing: Hearing, tmp_path: Path
) -> None:
    hearing.await_active(hearing.listener("sistem"))
    own, no_number = hearing.queue("sistem"), b'{"id": "a", "type": "b", "subject": "c", "sequence": "d"}'
    unreadable = [b"bukan JSON", b"\xff", b"null", b"[]", b'{"id": 7}', no_number]
    with pika.BlockingConnection(pika.URLParameters(hearing.broker.uri)) as connection:
        channel = connection.channel()
        for body in unreadable:
            channel.basic_publish(DIRECT, own, body)
    hearing.complaint()
    with at_work(reader, hearing, tmp_path) as (consumer, _):
        await_kept(consumer, *IN_ORDER)
    with hearing.client("sistem") as channel:
        assert [body for _, _, body in received(channel, dead(own), len(unreadable))] == unreadable
