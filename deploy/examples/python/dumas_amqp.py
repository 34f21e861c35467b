"""Reads events of Dumas from the subscriber's queue. Needs the package pika.

DUMAS_AMQP=amqps://<queue>:<password>@dumas.example:5671/dumas-pub DUMAS_QUEUE=<queue> DUMAS_API=… DUMAS_KEY=…
python dumas_amqp.py
"""

import json
import os
import secrets
import time
from collections.abc import Callable, Iterator

import pika
from pika import exceptions
from pika.adapters.blocking_connection import BlockingChannel

from dumas_events import Event, Inbox, inbox, require

UNACKNOWLEDGED = 20
"""So many events may be on their way to us; the rest waits in the queue."""
HOLDING = 20 * 60
"""Seconds an event may stay with us unsaved: after half an hour the broker takes it away."""
LONGEST = 60
"""Seconds before the next try."""

AT_LOGIN = """The password in DUMAS_AMQP does not hold. If it was changed, start again with the new one: what waits in
  the queue is still there. Otherwise the subscription was removed."""
AT_THE_DOOR = """The subscription is switched off or not ready yet, or DUMAS_AMQP ends with another virtual host than
  you were told, or ten connections are open already."""
AT_THE_QUEUE = "DUMAS_QUEUE is not the queue of this user."


class LetGo(Exception):
    """The event could not be saved for so long that it goes back to the queue."""

    def __init__(self, event: Event) -> None:
        super().__init__("an event goes back to the queue until it can be saved")
        self.event = event


def read(address: str, queue: str, events: Inbox) -> None:
    """Until the connection is lost. AMQPError, OSError; LetGo."""

    def take(
        channel: BlockingChannel, method: pika.spec.Basic.Deliver, about: pika.BasicProperties, body: bytes
    ) -> None:
        event = event_in(body)
        if event is None:
            print("cannot be read, goes to the dead letters:", about.message_id, flush=True)
            channel.basic_reject(method.delivery_tag, requeue=False)  # put back it would come again and again
            return
        until = time.monotonic() + HOLDING
        # While it cannot be saved it stays with us, and those after it wait: a queue gives the same event 50 times at
        # most. This `sleep` answers the broker's heartbeats, and calls us with no other event.
        if not saved(event, events, connection.sleep, lambda: channel.is_closed or time.monotonic() > until):
            raise LetGo(event)
        channel.basic_ack(method.delivery_tag)  # only now, when it is saved: else it would be lost with this process

    with pika.BlockingConnection(pika.URLParameters(address)) as connection:
        channel = connection.channel()
        channel.basic_qos(prefetch_count=UNACKNOWLEDGED)
        channel.basic_consume(queue, take)
        channel.start_consuming()
    raise exceptions.ConsumerCancelled("the queue was removed")


def event_in(body: bytes) -> Event | None:
    """None when it is none."""
    try:
        event = json.loads(body)
        texts = [event["id"], event["type"], event.get("subject", "")]
        int(event.get("sequence", 0))
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    return event if all(isinstance(text, str) for text in texts) else None


def saved(event: Event, events: Inbox, pause: Callable[[float], None], is_over: Callable[[], bool]) -> bool:
    """Whether it was saved before it was over; tried again and again."""
    for seconds in pauses():
        try:
            events.take(event)
        except Exception as reason:  # the disk is full, Dumas cannot be asked, or whatever it is
            print("not saved:", repr(reason), flush=True)
        else:
            return True
        if is_over():
            break
        pause(seconds)
    return False


def pauses() -> Iterator[float]:
    """Seconds before each further try: more and more, and not all systems at once."""
    longest = 1.0
    while True:
        yield longest * (0.5 + secrets.randbelow(500) / 1000)
        longest = min(longest * 2, LONGEST)


def advice(reason: Exception) -> str:
    """What happened, and what to do about it where that is known."""
    known = {
        exceptions.ProbableAuthenticationError: AT_LOGIN,
        exceptions.ProbableAccessDeniedError: AT_THE_DOOR,
        exceptions.ChannelClosedByBroker: AT_THE_QUEUE if getattr(reason, "reply_code", 0) in (403, 404) else "",
    }
    found = known.get(type(reason))
    return f"{reason!r}\n  {found}" if found else repr(reason)


def main() -> None:
    """Read, and come again when the connection is lost: later and later."""
    require("DUMAS_AMQP", "DUMAS_QUEUE", "DUMAS_API", "DUMAS_KEY")
    events, before = inbox(), pauses()
    while True:
        began = time.monotonic()
        try:
            read(os.environ["DUMAS_AMQP"], os.environ["DUMAS_QUEUE"], events)
        except LetGo as reason:
            print("connection closed:", reason, flush=True)
            saved(reason.event, events, time.sleep, lambda: False)  # only then again for it and those after it
        except (exceptions.AMQPError, OSError) as reason:
            print("connection lost:", advice(reason), flush=True)
        if time.monotonic() - began > LONGEST:
            before = pauses()
        time.sleep(next(before))


if __name__ == "__main__":
    main()
