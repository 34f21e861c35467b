"""Reads events of Dumas from the subscriber's queue. Needs the package pika.

DUMAS_AMQP=amqps://<queue>:<password>@dumas.example:5671/dumas-pub DUMAS_QUEUE=<queue> DUMAS_API=… DUMAS_KEY=…
python dumas_amqp.py
"""

import os
import secrets
import time

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPConnectionError

from dumas_events import inbox

UNACKNOWLEDGED = 20
"""So many events may be on their way to us; the rest waits in the queue."""


def read(address: str, queue: str) -> None:
    """Until the connection is lost. AMQPConnectionError."""
    events = inbox()

    def take(channel: BlockingChannel, method: pika.spec.Basic.Deliver, _: pika.BasicProperties, body: bytes) -> None:
        events.take(body)
        channel.basic_ack(method.delivery_tag)  # only now, when it is saved: else it would be lost with this process

    with pika.BlockingConnection(pika.URLParameters(address)) as connection:
        channel = connection.channel()
        channel.basic_qos(prefetch_count=UNACKNOWLEDGED)
        channel.basic_consume(queue, take)
        channel.start_consuming()


def main() -> None:
    """Read, and come again when the connection is lost: later and later, and not all systems at once."""
    wait = 1.0
    while True:
        began = time.monotonic()
        try:
            read(os.environ["DUMAS_AMQP"], os.environ["DUMAS_QUEUE"])
        except (AMQPConnectionError, OSError) as reason:
            print("connection lost:", repr(reason), flush=True)
        wait = 1.0 if time.monotonic() - began > 60 else min(wait * 2, 60)
        time.sleep(wait * (0.5 + secrets.randbelow(500) / 1000))


if __name__ == "__main__":
    main()
