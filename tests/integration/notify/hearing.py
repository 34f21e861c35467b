"""Systems that listen by AMQP at the embedded broker: their rows, our threads, and a client as they would write it."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pika
from pika.adapters.blocking_connection import BlockingChannel
from sqlalchemy import text

from deploy.local.environment import PROCESSES, environment
from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from services.common.contracts.events import ToldOutside
from services.common.runtime.errands import make_engine
from services.common.runtime.settings import Environment
from services.notify.deliveries.management import Management
from services.notify.deliveries.provisioning import Provisioner, listeners
from services.notify.deliveries.public_broker import PublicBroker
from services.notify.deliveries.publishing import Publisher
from services.notify.deliveries.wanted import queue_of
from services.notify.outward import keeping
from services.notify.outward.secrets import Listeners
from tests.integration.notify.test_outward import Outward, life
from tests.support.databases import Databases, rows
from tests.support.patience import until

PASSWORD = "sandi-pendengar-uji"
_CONSUMER = """
import sys, time, pika
uri, queue, password, vhost = sys.argv[1:]
parameters = pika.URLParameters(uri)
parameters.credentials, parameters.virtual_host = pika.PlainCredentials(queue, password), vhost
channel = pika.BlockingConnection(parameters).channel()
for _, properties, _ in channel.consume(queue):
    print(properties.message_id, flush=True)
"""
_OTHERS = "UPDATE subscription SET state = 'disabled', removed_at = now() WHERE way = 'amqp' AND removed_at IS NULL"
_AGAIN = """
    INSERT INTO delivery (tenant, subscription_id, event_id, position, is_replay, created_at, next_attempt_at, attempts,
                          outcome)
    SELECT tenant, :subscription_id, event_id, position, :is_replay, now(), now(), 0, 'waiting'
    FROM outward_event WHERE event_id = :event_id
"""


class Hearing(Outward):
    """A regency with systems that listen."""

    def __init__(self, databases: Databases, embedded: tuple[Endpoints, Secrets], grace: float = 60.0) -> None:
        super().__init__(databases)
        row = next(process for process in PROCESSES if process.name == "deliveries")
        public = PublicBroker.read(Environment(environment(row, *embedded, inherited={})))
        assert public is not None
        self.broker, self.grace = public, grace
        self.admin = replace(public, management_url=_administrator(embedded)).management()
        self.url = databases.of_role("deliveries", "dumas_notify").render_as_string(hide_password=False)

    def alone(self) -> "Hearing":
        """What other tests have left listens no more."""
        rows(self.owner, _OTHERS)
        return self

    def queue(self, subscriber: str) -> str:
        return queue_of(self.tenant, subscriber)

    def listener(self, subscriber: str, password: str = PASSWORD, **changes: Any) -> UUID:
        """A subscription, as it lies in the database before the broker was told."""
        one = uuid4()
        secret = Listeners(b"").kept("amqp", one, password)
        given = {
            "subscription_id": one,
            "subscriber": subscriber,
            "way": "amqp",
            "state": "preparing",
            "secret": secret,
        }
        return self.subscribe(**given | {"url": None, "changed_at": datetime.now(UTC)} | changes)

    def change(self, one: UUID, **changes: Any) -> None:
        """As the notifier changes a row that is in use."""
        columns = changes | {"changed_at": datetime.now(UTC)}
        assigned = ", ".join(f"{name} = %s" for name in columns)
        rows(self.owner, f"UPDATE subscription SET {assigned} WHERE subscription_id = %s", *columns.values(), str(one))

    def state(self, one: UUID) -> str:
        return str(rows(self.owner, "SELECT state FROM subscription WHERE subscription_id = %s", str(one))[0][0])

    def await_active(self, *several: UUID) -> None:
        until(lambda: {self.state(one) for one in several} == {"active"})

    def told_now(self, *events: ToldOutside) -> list[str]:
        """Events are told at this moment; their ids."""
        for event in events:
            with self.work() as work:
                keeping.keep(work, event, datetime.now(UTC))
        return [str(event.event_id) for event in events]

    def complaint(self, **more: Any) -> list[str]:
        """Three events of one complaint are told; their ids."""
        return self.told_now(*life(self, uuid4(), **more))

    def await_published(self) -> None:
        query = "SELECT 1 FROM outward_event WHERE tenant = %s AND published_at IS NULL LIMIT 1"
        until(lambda: not rows(self.owner, query, self.tenant))

    def owe(self, one: UUID, event_id: str, is_replay: bool) -> None:
        """As the notifier does when something is sent again."""
        given = {"subscription_id": one, "event_id": event_id, "is_replay": is_replay}
        with self.work() as work:
            work.connection.execute(text(_AGAIN), given)

    def repair(self) -> None:
        """What is done every minute."""
        with make_engine(self.url).connect() as connection:
            Provisioner(self.url, self.broker, threading.Event()).reconcile(connection, listeners(connection))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """With the two threads of the process."""
        stop = threading.Event()
        threads = [
            Publisher(self.url, self.broker, stop),
            Provisioner(self.url, self.broker, stop, grace=self.grace),
        ]
        for thread in threads:
            thread.start()
        try:
            until(lambda: all(thread.is_connected for thread in threads))
            yield
        finally:
            stop.set()
            rows(self.owner, "NOTIFY dumas_deliveries")
            for thread in threads:
                thread.join(15)
            assert not any(thread.is_alive() for thread in threads)

    @contextmanager
    def client(self, subscriber: str, password: str = PASSWORD, vhost: str = "") -> Iterator[BlockingChannel]:
        """A channel of a system."""
        parameters = pika.URLParameters(self.broker.uri)
        parameters.credentials = pika.PlainCredentials(self.queue(subscriber), password)
        parameters.virtual_host = vhost or self.broker.vhost
        connection = pika.BlockingConnection(parameters)
        try:
            yield connection.channel()
        finally:
            if connection.is_open:
                connection.close()

    def as_somebody(self, subscriber: str) -> Management:
        """The management API with the password of a system."""
        place = self.broker.management_url.rpartition("@")[2]
        return Management(f"http://{self.queue(subscriber)}:{PASSWORD}@{place}")


def killed(hearing: Hearing, subscriber: str) -> str:
    """A consumer that takes all it is given, acknowledges nothing and is killed. The id of the first message."""
    who = (hearing.broker.uri, hearing.queue(subscriber), PASSWORD, hearing.broker.vhost)
    with subprocess.Popen((sys.executable, "-c", _CONSUMER, *who), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = process.stdout.readline().strip()
        process.kill()
    return first


def received(channel: BlockingChannel, queue: str, count: int, seconds: float = 8.0) -> list[Any]:
    """The next messages, acknowledged, each `(method, properties, body)`; fewer when no more come in that time."""
    found: list[Any] = []
    for method, properties, body in channel.consume(queue, inactivity_timeout=seconds):
        if method is None:
            break
        channel.basic_ack(method.delivery_tag)
        found.append((method, properties, body))
        if len(found) == count:
            break
    channel.cancel()
    return found


def ids(messages: list[Any]) -> list[str]:
    return [properties.message_id for _, properties, _ in messages]


def _administrator(embedded: tuple[Endpoints, Secrets]) -> str:
    endpoints, secrets = embedded
    place = str(endpoints.management_url).partition("//")[2]
    return f"http://dumas:{secrets['amqp']}@{place}"
