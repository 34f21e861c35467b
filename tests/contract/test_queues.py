"""Queues are pinned by name: renaming a service or a handler strands what lies in the old queue."""

from typing import Any

import pytest

from deploy.services import SERVICES, classes
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.topology import RETRY_DELAYS, parking_name
from tests.contract import golden

QUEUES = [queue for service in classes() for queue in queues_of(service)]


def test_the_queues_and_their_bindings_are_as_pinned() -> None:
    pinned = golden.QUEUES.read_text(encoding="utf-8")
    assert golden.queues_text() == pinned, (
        f"queues have changed; `{golden.COMMAND}` rewrites {golden.QUEUES.name}. Messages in a queue that is no longer "
        "listed stay there: unbind and empty it when you deploy."
    )


def test_every_service_in_the_table_offers_requests_under_its_own_name() -> None:
    assert [service.name for service in classes()] == list(SERVICES)
    assert {f"rpc-{name}" for name in SERVICES} <= {queue.name for queue in QUEUES}


def test_no_two_queues_share_a_name() -> None:
    names = [queue.name for queue in QUEUES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("queue", QUEUES, ids=lambda queue: queue.name)
def test_a_queue_survives_a_restart_and_parks_what_kills_its_consumer(queue: Any) -> None:
    arguments = queue.queue_arguments
    assert arguments["x-queue-type"] == "quorum"
    assert arguments["x-delivery-limit"] >= 10
    assert arguments["x-dead-letter-routing-key"] == parking_name(queue.name)
    assert arguments["x-dead-letter-strategy"] == "at-least-once"


def test_retries_wait_longer_and_longer_and_end() -> None:
    assert sorted(RETRY_DELAYS) == list(RETRY_DELAYS)
    assert 600 <= sum(RETRY_DELAYS) <= 3600
