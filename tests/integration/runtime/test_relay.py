"""The relay: what is in an outbox reaches the broker, at least once, under the same id, whatever breaks in between."""

import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg2
import pytest
from kombu import Connection, Exchange, Queue
from psycopg2.extras import Json, register_uuid

from deploy.local.environment import PROCESSES
from deploy.local.stack import Endpoints
from deploy.services import ANNOUNCERS, SOURCES
from services.common.runtime.relay import Publisher, Relay, declare_exchanges, relay_batch
from tests.support.databases import Databases, connect, rows
from tests.support.patience import until
from tests.support.wire import wired

NOWHERE = "amqp://guest:guest@127.0.0.1:1/"
INSERT = "INSERT INTO outbox (event_id, tenant, source, name, payload) VALUES (%s, 'contoh', %s, %s, %s)"

OWN = ANNOUNCERS["dumas_followup"]

register_uuid()


class KilledInBetween(Exception):
    """The process ended after the broker had confirmed and before the rows were deleted."""


class DiesAfterPublishing(Publisher):
    """Publishes, and comes to nothing before it can say so."""

    def publish_all(self, rows: list[tuple[str, str, str, dict[str, Any]]]) -> None:
        super().publish_all(rows)
        raise KilledInBetween


class Outbox:
    """An outbox and a queue that hears all its events."""

    def __init__(self, databases: Databases, amqp_uri: str) -> None:
        self.url = databases.of_role("relay", "dumas_followup")
        self._owner = databases.of_owner("dumas_followup")
        self.amqp_uri = amqp_uri
        self.name = f"sample_{uuid4().hex}"
        self._queue = Queue(
            f"tests.{self.name}", Exchange("followup.events", type="topic"), self.name, auto_delete=False, expires=120
        )
        with Connection(amqp_uri) as broker:
            declare_exchanges(broker.default_channel)
            self._queue(broker.default_channel).declare()

    def put(self, count: int = 1, source: str = "followup", tenant: str = "contoh") -> list[UUID]:
        """Rows as a service would leave them. Returns their ids in order."""
        ids = [uuid4() for _ in range(count)]
        connection = connect(self._owner)
        with connection, connection.cursor() as cursor:
            events = [Json({"tenant": tenant, "n": n}) for n in range(count)]
            cursor.executemany(
                INSERT, [(each, source, self.name, event) for each, event in zip(ids, events, strict=True)]
            )
        connection.close()
        return ids

    def aside(self) -> list[tuple[UUID, str]]:
        """Ids and sources of what was set aside."""
        query = "SELECT event_id, source FROM outbox WHERE name = %s AND source LIKE 'refused:%%' ORDER BY seq"
        return rows(self._owner, query, self.name)

    def waiting(self) -> int:
        """How many rows are still there."""
        return int(rows(self._owner, "SELECT count(*) FROM outbox WHERE name = %s", self.name)[0][0])

    def heard(self) -> list[Any]:
        """The messages that have arrived since the last look."""
        with Connection(self.amqp_uri) as broker:
            queue = self._queue(broker.default_channel)
            return list(iter(lambda: queue.get(no_ack=True), None))

    def heard_ids(self) -> list[str]:
        """Their ids."""
        return [message.properties["message_id"] for message in self.heard()]

    @contextmanager
    def relaying(self, count: int = 1, amqp_uri: str = "") -> Iterator[list[Relay]]:
        """Relays at work, stopped at the end."""
        stop = threading.Event()
        url = self.url.render_as_string(hide_password=False)
        relays = [Relay(url, amqp_uri or self.amqp_uri, stop, OWN) for _ in range(count)]
        for each in relays:
            each.start()
        try:
            yield relays
        finally:
            stop.set()
        for each in relays:
            each.join(timeout=15)
            assert not each.is_alive()


@pytest.fixture
def outbox(databases: Databases, parts: Endpoints) -> Iterator[Outbox]:
    made = Outbox(databases, parts.amqp_uri)
    yield made
    rows(databases.of_owner("dumas_followup"), "DELETE FROM outbox WHERE name = %s", made.name)


def test_rows_are_published_as_json_under_their_id_and_name_and_deleted(outbox: Outbox) -> None:
    (event_id,) = outbox.put()
    with outbox.relaying():
        until(lambda: outbox.waiting() == 0)
    (message,) = outbox.heard()
    assert message.payload == {"tenant": "contoh", "n": 0}
    assert (message.properties["message_id"], message.properties["type"]) == (str(event_id), outbox.name)
    assert (message.content_type, message.properties["delivery_mode"]) == ("application/json", 2)


def test_a_new_row_wakes_the_relay_at_once(outbox: Outbox) -> None:
    with outbox.relaying() as (relay,):
        until(lambda: relay.is_connected)
        for _ in range(3):
            outbox.put()
            until(lambda: outbox.waiting() == 0, seconds=0.7)


def test_rows_are_published_in_the_order_in_which_they_were_written(outbox: Outbox) -> None:
    ids = outbox.put(450)
    with outbox.relaying():
        until(lambda: outbox.waiting() == 0)
    assert outbox.heard_ids() == [str(each) for each in ids]


def test_a_relay_killed_between_publishing_and_deleting_publishes_the_same_again(outbox: Outbox) -> None:
    ids = outbox.put(3)
    with closing(connect(outbox.url)) as database, Connection(outbox.amqp_uri) as broker:
        with pytest.raises(KilledInBetween):
            relay_batch(database, DiesAfterPublishing(broker), OWN)
        assert outbox.waiting() == 3
        while relay_batch(database, Publisher(broker), OWN):
            pass
    assert outbox.waiting() == 0
    assert outbox.heard_ids() == [str(each) for each in ids] * 2


def test_two_relays_at_once_share_the_work_and_double_nothing(outbox: Outbox) -> None:
    ids = outbox.put(900)
    with outbox.relaying(count=2):
        until(lambda: outbox.waiting() == 0)
    assert sorted(outbox.heard_ids()) == sorted(str(each) for each in ids)


def test_a_row_another_relay_is_publishing_is_left_to_it(outbox: Outbox, databases: Databases) -> None:
    held, free = outbox.put(2)
    with closing(connect(databases.of_owner("dumas_followup"))) as other, other.cursor() as cursor:
        cursor.execute("SELECT 1 FROM outbox WHERE event_id = %s FOR UPDATE", (held,))
        with outbox.relaying():
            until(lambda: outbox.heard_ids() == [str(free)])
    assert outbox.waiting() == 1


def test_while_the_broker_is_away_rows_wait_and_the_relay_says_it_is_not_connected(outbox: Outbox) -> None:
    outbox.put()
    with outbox.relaying(amqp_uri=NOWHERE) as (relay,):
        threading.Event().wait(1.5)
        assert not relay.is_connected
        assert relay.is_alive()
    assert outbox.waiting() == 1


def test_the_relay_goes_on_when_the_broker_is_back(outbox: Outbox) -> None:
    with wired(outbox.amqp_uri) as (wire, near), outbox.relaying(amqp_uri=near) as (relay,):
        until(lambda: relay.is_connected)
        wire.cut()
        ids = outbox.put(5)
        threading.Event().wait(1.5)
        assert outbox.waiting() == 5
        wire.mend()
        until(lambda: outbox.waiting() == 0)
    assert set(outbox.heard_ids()) == {str(each) for each in ids}


def test_the_relay_goes_on_when_the_database_has_ended_its_connections(outbox: Outbox, databases: Databases) -> None:
    with outbox.relaying() as (relay,):
        until(lambda: relay.is_connected)
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'dumas_relay'"
        rows(databases.of_owner("postgres"), query)
        outbox.put()
        until(lambda: outbox.waiting() == 0)
        until(lambda: relay.is_connected)


def test_what_is_not_saved_is_never_published(outbox: Outbox, databases: Databases) -> None:
    with closing(connect(databases.of_owner("dumas_followup"))) as connection, connection.cursor() as cursor:
        cursor.execute(INSERT, (uuid4(), "followup", outbox.name, Json({})))
        with outbox.relaying() as (relay,):
            until(lambda: relay.is_connected)
            threading.Event().wait(1.2)
    assert outbox.heard() == []


def test_what_speaks_for_another_service_or_regency_is_set_aside_and_holds_nothing_up(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    (forged,), (moved,), (own,) = outbox.put(source="register"), outbox.put(tenant="lain"), outbox.put()
    with outbox.relaying():
        until(lambda: outbox.waiting() == 2)
    assert outbox.heard_ids() == [str(own)]
    assert outbox.aside() == [(forged, "refused:register"), (moved, "refused:followup")]
    said = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert [str(each) in words for each, words in zip((forged, moved), said, strict=True)] == [True, True]


@pytest.mark.parametrize(("role", "own"), [("intake", "intake"), ("evidence", "intake"), ("register", "register")])
def test_who_shares_a_database_writes_in_the_own_name_only(databases: Databases, role: str, own: str) -> None:
    for source in ("intake", "register", "gateway"):
        with closing(connect(databases.of_role(role, "dumas_intake"))) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT set_config('dumas.tenant', 'contoh', true)")
            values = (uuid4(), source, "sample", Json({"tenant": "contoh"}))
            if source == own:
                cursor.execute(INSERT, values)
            else:
                with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                    cursor.execute(INSERT, values)


def test_every_service_announces_by_the_database_it_lives_in() -> None:
    lives = {process.name: process.database for process in PROCESSES}
    assert {source: database for database, sources in ANNOUNCERS.items() for source in sources} == {
        source: lives[source] for source in SOURCES
    }
