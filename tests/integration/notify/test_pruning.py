"""What is over goes: tries, deliveries and events after their time, and secrets that were replaced."""

import threading
from datetime import timedelta

from services.common.runtime.errands import make_engine
from services.notify.deliveries.pruning import Pruner, prune
from tests.integration.notify.dispatching import Post
from tests.support.patience import until
from tests.support.receivers import Receiver


def _count(post: Post, table: str) -> int:
    return int(post.sql(f"SELECT count(*) FROM {table} WHERE tenant = %s", post.tenant)[0][0])


def test_what_is_over_goes_and_what_waits_stays(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    post.complaint(2)
    with post.sending():
        post.await_outcomes(subscription, "delivered", "delivered")
    post.complaint(1)
    left: list[list[int]] = []
    post.sql("UPDATE outward_event SET told_at = now() WHERE tenant = %s", post.tenant)
    with make_engine(post.url).connect() as connection:
        for days in (29, 31, 91):
            prune(connection, post.now() + timedelta(days=days))
            left.append([_count(post, table) for table in ("delivery", "attempt", "outward_event")])
    assert left == [[3, 2, 3], [1, 0, 3], [1, 0, 1]]


def test_a_secret_that_was_replaced_goes_when_its_time_is_over(post: Post) -> None:
    subscription = post.listener("https://contoh.example/", earlier_secret=b"x", earlier_until=post.now())
    with make_engine(post.url).connect() as connection:
        prune(connection, post.now() - timedelta(hours=1))
        assert post.subscription(subscription, "earlier_secret")[0] is not None
        prune(connection, post.now())
    assert post.subscription(subscription, "earlier_secret, earlier_until") == (None, None)


def test_the_process_prunes_by_itself(post: Post) -> None:
    subscription = post.listener("https://contoh.example/", earlier_secret=b"x", earlier_until=post.now())
    stop = threading.Event()
    pruner = Pruner(post.url, stop)
    pruner.start()
    until(lambda: post.subscription(subscription, "earlier_secret") == (None,))
    assert pruner.is_connected
    stop.set()
    pruner.join(5)
    assert not pruner.is_alive()
