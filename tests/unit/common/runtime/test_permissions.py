"""Permissions by the topology: a service's own names and keys, whatever handlers it has."""

import re

import pytest

from services.common.contracts.events import StepCompleted, TaskOpened
from services.common.contracts.rights import RIGHTS
from services.common.runtime import permissions
from services.common.runtime.permissions import NOTHING, Grants, exchanges_of, granted
from services.common.runtime.topology import RETRY_DELAYS, event_queue, parking_name, rpc_queue

QUEUES = [rpc_queue("review"), event_queue("review", "hear", (TaskOpened, StepCompleted))]
REVIEW = permissions.of_service("review", QUEUES)
ID = "0123456789abcdef" * 2


def may(grants: Grants, way: str, name: str, exchange: str = "") -> bool:
    return bool(re.search(granted(grants, way, exchange), name))


def test_a_service_that_asks_nobody_declares_nothing() -> None:
    assert granted(REVIEW, "configure") == NOTHING


def test_a_service_consumes_its_own_queues_and_looks_after_what_is_parked_of_them() -> None:
    assert all(may(REVIEW, "read", queue.name) for queue in QUEUES)
    assert all(may(REVIEW, "read", parking_name(queue.name)) for queue in QUEUES)
    assert not may(REVIEW, "read", "rpc-intake.parked")
    assert not may(REVIEW, "write", "evt-review.hear.parked")
    assert not may(REVIEW, "read", "rpc-intake")
    assert not may(REVIEW, "read", "rpc-review2")


def test_a_service_binds_what_its_handlers_hear_and_nothing_else() -> None:
    assert may(REVIEW, "read", "step_completed", "intake.events")
    assert not may(REVIEW, "read", "complaint_received", "intake.events")
    assert not may(REVIEW, "read", "step_completed", "review.events")
    assert not any(may(REVIEW, "read", key, "nameko-rpc") for key in ("#", "*.*", "intake.*", "review.#"))


def test_a_dot_in_a_name_is_a_dot() -> None:
    assert not may(REVIEW, "read", "evt-reviewXhear")


@pytest.mark.parametrize("delay", RETRY_DELAYS)
def test_a_service_has_its_own_events_come_back_but_no_requests(delay: int) -> None:
    exchange = f"dumas.retry.{delay}"
    assert may(REVIEW, "write", exchange)
    assert may(REVIEW, "write", "evt-review.hear", exchange)
    assert not may(REVIEW, "write", "rpc-review", exchange)
    assert not may(REVIEW, "write", "evt-register.hear", exchange)


def test_a_service_answers_and_asks_nobody_but_itself() -> None:
    assert may(REVIEW, "write", ID, "nameko-rpc")
    asked = {method for method in RIGHTS if may(REVIEW, "write", method, "nameko-rpc")}
    assert asked == {method for method in RIGHTS if method.startswith("review.")}


def test_the_notifier_asks_what_services_may_ask() -> None:
    notify = permissions.of_service("notify", [rpc_queue("notify")])
    asked = {method for method in RIGHTS if may(notify, "write", method, "nameko-rpc")}
    own = {method for method in RIGHTS if method.startswith("notify.")}
    assert asked - own == {method for method, right in RIGHTS.items() if "service" in right.kinds} - own
    assert may(notify, "configure", f"rpc.reply-notify-{ID}")
    assert not may(notify, "configure", f"rpc.reply-gateway-{ID}")


def test_the_gateway_asks_for_people_and_hears_its_answers_alone() -> None:
    gateway = permissions.of_client("gateway")
    assert may(gateway, "write", "intake.submit", "nameko-rpc")
    assert not may(gateway, "write", "intake.reporter_addresses", "nameko-rpc")
    assert may(gateway, "read", ID, "nameko-rpc")
    assert not may(gateway, "read", "intake.submit", "nameko-rpc")


def test_the_relay_reads_nothing() -> None:
    relay = permissions.of_relay()
    assert granted(relay, "read") == granted(relay, "configure") == NOTHING
    assert may(relay, "write", "intake.events")
    assert not may(relay, "write", "nameko-rpc")


def test_the_operator_takes_what_is_parked_and_puts_it_back() -> None:
    operator = permissions.of_operator(QUEUES)
    assert may(operator, "read", "evt-review.hear.parked")
    assert not may(operator, "read", "evt-review.hear")
    assert may(operator, "write", "evt-review.hear", "dumas.retry.1")


@pytest.mark.parametrize(
    "grants",
    [REVIEW, permissions.of_client("gateway"), permissions.of_relay(), permissions.of_operator(QUEUES)],
    ids=["service", "gateway", "relay", "operator"],
)
def test_at_every_exchange_somebody_may_use_the_routing_keys_are_limited(grants: Grants) -> None:
    every = {"nameko-rpc", "intake.events", "review.events", *(f"dumas.retry.{delay}" for delay in RETRY_DELAYS)}
    used = {name for name in every if may(grants, "write", name) or may(grants, "read", name)}
    assert used <= set(exchanges_of(grants))
    assert not may(grants, "write", "amq.default")
