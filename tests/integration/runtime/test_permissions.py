"""What each process may do at a real broker: its own work, and nothing of another's."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from amqp import Connection, Message
from amqp.exceptions import AccessRefused

from deploy.local.environment import OPERATOR, PROCESSES, environment
from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from deploy.services import BROKER_USERS, SERVICES, classes
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.relay import declare_exchanges
from services.common.runtime.topology import declare, parking_name
from tests.support.broker import declare_all, depth, empty
from tests.support.patience import until

Enter = Callable[[str], Any]
QUEUES = {service.name: [queue.name for queue in queues_of(service)] for service in classes()}
ALL = [name for names in QUEUES.values() for name in names]
ROWS = {process.name: process for process in (*PROCESSES, OPERATOR)}
ID = uuid4().hex


@pytest.fixture
def enter(embedded: tuple[Endpoints, Secrets]) -> Iterator[Enter]:
    """A connection as one of the processes."""
    opened = []

    def connected(name: str) -> Any:
        opened.append(_connection(environment(ROWS[name], *embedded, inherited={})["AMQP_URI"]))
        opened[-1].connect()
        return opened[-1]

    yield connected
    for connection in opened:
        connection.close()
    empty(embedded[0].amqp_uri, *ALL)


def _connection(uri: str, **changes: str) -> Any:
    address = urlsplit(uri)
    login = {"userid": address.username, "password": address.password, **changes}
    return Connection(f"{address.hostname}:{address.port}", confirm_publish=True, **login)


def publish(connection: Any, exchange: str, key: str) -> None:
    """Publish, and wait for what the broker says to it."""
    connection.channel().basic_publish_confirm(Message("{}"), exchange=exchange, routing_key=key)


@contextmanager
def refused() -> Iterator[None]:
    with pytest.raises(AccessRefused, match="ACCESS_REFUSED"):
        yield


@pytest.mark.parametrize("login", [{"password": "salah"}, {"userid": "guest", "password": "guest"}])
def test_who_has_no_password_is_not_let_in(parts: Endpoints, login: dict[str, str]) -> None:
    with pytest.raises(AccessRefused):
        _connection(parts.amqp_uri, **login).connect()


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_finds_all_it_needs_and_consumes_it(enter: Enter, name: str) -> None:
    connection = enter(name)
    declare(connection.channel(), queues_of(next(each for each in classes() if each.name == name)))
    for queue in QUEUES[name]:
        connection.channel().basic_get(queue, no_ack=True)
    publish(connection, "nameko-rpc", ID)


def test_the_relay_finds_all_it_needs_and_announces_for_every_service(enter: Enter) -> None:
    connection = enter("relay")
    declare_exchanges(connection.channel())
    for source in ("intake", "register", "followup"):
        publish(connection, f"{source}.events", "step_completed")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_reads_no_queue_of_another_and_nothing_that_is_parked_of_it(enter: Enter, name: str) -> None:
    connection, own = enter(name), QUEUES[name]
    for queue in {*ALL, *map(parking_name, ALL), "dumas.retry.1"} - {*own, *map(parking_name, own)}:
        with refused():
            connection.channel().basic_get(queue)


def test_a_foreign_queue_can_be_neither_consumed_purged_nor_deleted(enter: Enter) -> None:
    notify = enter("notify")
    with refused():
        notify.channel().basic_consume("rpc-intake")
    with refused():
        notify.channel().queue_purge("rpc-intake")
    with refused():
        notify.channel().queue_delete("rpc-intake")


@pytest.mark.parametrize("name", BROKER_USERS)
def test_nobody_puts_a_message_into_a_queue_directly(enter: Enter, name: str) -> None:
    with refused():
        publish(enter(name), "", "evt-register.hear")


@pytest.mark.parametrize("name", [*SERVICES, "gateway", "operator"])
def test_nobody_but_the_relay_announces_events_not_even_his_own(enter: Enter, name: str) -> None:
    for exchange in ("intake.events", f"{name}.events" if name in SERVICES else "register.events"):
        with refused():
            publish(enter(name), exchange, "complaint_closed")


def test_a_service_sends_nobody_requests_and_the_notifier_asks_for_addresses_alone(enter: Enter) -> None:
    for name in ("register", "review", "assignment", "followup", "relay"):
        with refused():
            publish(enter(name), "nameko-rpc", "intake.reporter_addresses")
    publish(enter("notify"), "nameko-rpc", "intake.reporter_addresses")
    with refused():
        publish(enter("notify"), "nameko-rpc", "intake.content")


def test_a_retry_comes_back_to_the_services_own_queue_only(enter: Enter) -> None:
    publish(enter("review"), "dumas.retry.1", "evt-review.take_over")
    with refused():
        publish(enter("review"), "dumas.retry.1", "evt-register.hear")


def test_nobody_can_have_a_copy_of_others_requests_or_events(enter: Enter) -> None:
    for name, queue in (("notify", "rpc-notify"), ("review", "evt-review.take_over")):
        for exchange, key in (("nameko-rpc", "#"), ("nameko-rpc", "intake.*"), ("intake.events", "#")):
            with refused():
                enter(name).channel().queue_bind(queue, exchange, key)


@pytest.mark.parametrize("name", [*SERVICES, "relay", "gateway", "operator"])
def test_nobody_declares_what_is_not_there_or_removes_what_is(enter: Enter, name: str) -> None:
    connection = enter(name)
    with refused():
        connection.channel().queue_declare(f"evt-{name}.new", durable=True, auto_delete=False)
    with refused():
        connection.channel().exchange_declare("other.events", "topic")
    with refused():
        connection.channel().exchange_delete("nameko-rpc")


@pytest.mark.parametrize("name", ["gateway", "operator", "notify"])
def test_who_asks_has_a_queue_for_answers_that_gets_nothing_else(enter: Enter, name: str) -> None:
    channel, queue = enter(name).channel(), f"rpc.reply-{name}-{ID}"
    channel.queue_declare(queue, durable=True, auto_delete=False, arguments={"x-expires": 60_000})
    channel.queue_bind(queue, "nameko-rpc", ID)
    with refused():
        channel.queue_bind(queue, "nameko-rpc", "intake.submit")
    with refused():
        enter("review").channel().basic_get(queue)


def test_the_gateway_reads_no_queue_of_a_service(enter: Enter) -> None:
    connection = enter("gateway")
    for queue in (*ALL, *map(parking_name, ALL)):
        with refused():
            connection.channel().basic_get(queue)


def test_the_operator_takes_what_is_parked_and_nothing_that_is_not(enter: Enter) -> None:
    connection = enter("operator")
    for queue in ALL:
        connection.channel().basic_get(parking_name(queue))
        with refused():
            connection.channel().basic_get(queue)


def test_on_a_broker_with_one_user_for_all_everything_is_declared_that_is_missing(parts: Endpoints) -> None:
    with Connection(**_login(parts.amqp_uri)) as broker:
        broker.channel().queue_delete("evt-review.take_over")
        broker.channel().queue_delete("dumas.retry.1")
        broker.channel().exchange_delete("followup.events")
    declare_all(parts.amqp_uri)
    with Connection(**_login(parts.amqp_uri)) as broker:
        publish(broker, "followup.events", "conflict_declared")
        publish(broker, "dumas.retry.1", "evt-review.take_over")
    assert depth(parts.amqp_uri, "evt-review.shut_out") == 1
    assert until(lambda: depth(parts.amqp_uri, "evt-review.take_over")) == 1
    empty(parts.amqp_uri, *ALL)


def _login(uri: str) -> dict[str, Any]:
    address = urlsplit(uri)
    login = {"userid": address.username, "password": address.password, "confirm_publish": True}
    return {"host": f"{address.hostname}:{address.port}", **login}
