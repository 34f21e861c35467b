"""`python -m tests.bench.deliveries`: webhooks a second to a receiver on this machine, through the real tables, and how
long an event takes from being told to being taken when nothing else is to be done. Both ends share the machine.
Then ten thousand events to subscribers that are slow, fail or are away, with senders killed: what was lost.
"""

import statistics
import threading
import time
from uuid import uuid4

from services.notify.deliveries.addresses import Gate, networks
from services.notify.deliveries.dispatcher import Dispatcher
from services.notify.deliveries.sending import Sender
from tests.bench.__main__ import say
from tests.integration.notify.dispatching import KEY, LOOPBACK, Post
from tests.integration.notify.enduring import changed, endure, out_of_order
from tests.integration.notify.test_outward import life
from tests.support.databases import Databases
from tests.support.patience import until
from tests.support.receivers import Receiver, receiving
from tests.support.stack import running_parts

_COMPLAINTS = 400
_ALONE = 30
_TEN_THOUSAND = 3_336  # complaints of three events


def main() -> None:
    """Measure and print."""
    with running_parts() as stack:
        databases = Databases(stack.start().database_url)
        databases.migrate()
        for subscriptions in (1, 5):
            _throughput(Post(databases), subscriptions)
        _latency(Post(databases))
        _endurance(Post(databases))


def _endurance(post: Post) -> None:
    began = time.perf_counter()
    takers = endure(post, _TEN_THOUSAND)
    told = {str(event) for (event,) in post.sql("SELECT event_id FROM outward_event WHERE tenant = %s", post.tenant)}
    for name, taker in takers.items():
        lost, twice = len(told - set(taker.taken)), len(taker.taken) - len(set(taker.taken))
        wrong = len(out_of_order(taker)) + len(changed(taker))
        say(f"{len(told)} events to one who is {name}: {lost} lost, {twice} twice, {wrong} out of order or changed")
    say(f"in {time.perf_counter() - began:.0f} s, with senders killed four times")
    post.close()


def _throughput(post: Post, subscriptions: int) -> None:
    with receiving() as receiver:
        for _ in range(subscriptions):
            post.listener(receiver.url())
        for _ in range(_COMPLAINTS // subscriptions):
            post.hear(*life(post, uuid4()))
        post.sql("ANALYZE")  # as the server itself does within a minute
        owed = _COMPLAINTS // subscriptions * subscriptions * 3
        with _Sending(post):
            began = time.perf_counter()
            until(lambda: len(receiver.asked) >= owed, seconds=300, every=0.01)
            per_s = owed / (time.perf_counter() - began)
    say(f"{subscriptions} subscription(s): {owed} webhooks, {per_s:.0f} a second")
    post.close()


def _latency(post: Post) -> None:
    with receiving() as receiver:
        post.listener(receiver.url())
        with _Sending(post):
            time.sleep(1)
            times = sorted(_one(post, receiver, count) for count in range(1, _ALONE + 1))
    say(f"from told to taken, one at a time: median {statistics.median(times):.0f} ms, slowest {times[-1]:.0f} ms")
    post.close()


def _one(post: Post, receiver: Receiver, count: int) -> float:
    began = time.perf_counter()
    post.complaint(1)
    until(lambda: len(receiver.asked) >= count, every=0.001)
    return (time.perf_counter() - began) * 1000


class _Sending:
    """A dispatcher with the limits of the product."""

    def __init__(self, post: Post) -> None:
        self._stop = threading.Event()
        self._dispatcher = Dispatcher(post.url, KEY, Sender(Gate(networks(LOOPBACK))), self._stop)

    def __enter__(self) -> None:
        self._dispatcher.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._dispatcher.join(15)


if __name__ == "__main__":
    main()
