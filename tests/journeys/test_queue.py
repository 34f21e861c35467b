"""A system hears of complaints by AMQP, from the operator's command to the message in its queue."""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pika
import pytest
from pika.adapters.blocking_connection import BlockingChannel

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.command import dumas
from tests.support.regency import Regency
from tests.support.stack import RunningStack

SYSTEM = "lapak_aduan"
QUEUE = f"ext.banyumas.{SYSTEM}"


@pytest.fixture
def address(stack: RunningStack) -> Iterator[str]:
    """Of the queue, with user and password, as the command prints them; the subscription is gone afterwards."""
    printed = dumas(stack, "subscriber", "add", "banyumas", SYSTEM, "--amqp")
    told = dict(re.findall(r"(?m)^(\w+) +(\S+)$", printed))
    assert (told["user"], told["queue"]) == (QUEUE, QUEUE)
    scheme, _, place = told["address"].partition("://")
    yield f"{scheme}://{told['user']}:{told['password']}@{place}/{told['vhost']}"
    dumas(stack, "subscriber", "remove", "banyumas", SYSTEM, "--subscription", told["subscription"], "--yes")


def connected(address: str) -> BlockingChannel | None:
    """A channel of the system's own; None while the broker is being told of it."""
    try:
        return pika.BlockingConnection(pika.URLParameters(address)).channel()
    except pika.exceptions.AMQPConnectionError:
        time.sleep(0.5)
        return None


def test_a_complaint_reaches_the_queue_of_a_system_that_was_added_by_the_command(
    banyumas: Regency, address: str
) -> None:
    channel = await_that(lambda: connected(address), "the queue")
    reference = banyumas.filed(filings.lapak_aduan(mode="open", identity=filings.REPORTER), SYSTEM)
    heard: list[dict[str, Any]] = []
    for method, properties, body in channel.consume(QUEUE, inactivity_timeout=30):
        assert method is not None, f"only {heard} came"
        told = json.loads(body)
        assert properties.message_id == told["id"]
        channel.basic_ack(method.delivery_tag)
        heard.append(told)
        if told["subject"] == reference:
            break
    assert (heard[-1]["type"], heard[-1]["data"]["sequence"]) == ("complaint.received", 1)
    channel.connection.close()
