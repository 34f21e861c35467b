"""The example that reads a queue, as another system may copy it, at our broker and with a subscriber's password."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from pika.adapters.blocking_connection import BlockingChannel

from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from tests.integration.notify.hearing import PASSWORD, Hearing, killed
from tests.integration.notify.test_outward import IN_ORDER
from tests.support.consumers import feeding, reading
from tests.support.databases import Databases
from tests.support.patience import until


@pytest.fixture
def hearing(databases: Databases, embedded: tuple[Endpoints, Secrets]) -> Iterator[Hearing]:
    made = Hearing(databases, embedded).alone()
    with made.at_work():
        yield made
    made.close()


def address_of(hearing: Hearing, subscriber: str) -> str:
    """Where the subscriber connects, with name and password."""
    place = urlsplit(hearing.broker.uri).netloc.rpartition("@")[2]
    who = f"{quote(hearing.queue(subscriber))}:{quote(PASSWORD)}"
    return f"amqp://{who}@{place}/{quote(hearing.broker.vhost, safe='')}"


def left(hearing: Hearing, channel: BlockingChannel) -> Any:
    """What the broker says of the queue."""
    return channel.queue_declare(hearing.queue("sistem"), passive=True).method


def test_it_keeps_each_event_once_and_acknowledges_what_it_has_saved(hearing: Hearing, tmp_path: Path) -> None:
    one = hearing.listener("sistem")
    hearing.await_active(one)
    told = hearing.complaint()
    assert killed(hearing, "sistem") == told[0]  # what one took and did not acknowledge comes to the next
    with feeding() as feed, reading(address_of(hearing, "sistem"), hearing.queue("sistem"), feed, tmp_path) as consumer:
        until(lambda: [name for name, _ in consumer.kept()] == IN_ORDER, seconds=20)
        hearing.owe(one, told[0], is_replay=True)
        hearing.complaint(reference="CTH-26-7K3M-9QXT")
        until(lambda: [name for name, _ in consumer.kept()] == IN_ORDER * 2, seconds=20)
    with hearing.client("sistem") as channel:
        until(lambda: left(hearing, channel).consumer_count == 0, seconds=10)
        assert left(hearing, channel).message_count <= 1  # the last of seven: killed before it could say so
    assert feed.asked == []
