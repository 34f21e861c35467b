"""Subscribers as they are: one well, one slow, one that fails and loses answers, one that is away for a while.

And senders that die with events in their hands. Whatever happens, every event is taken, in the order of its complaint.
"""

import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Final
from uuid import UUID, uuid4

from tests.integration.notify.dispatching import Post
from tests.integration.notify.test_outward import life
from tests.support.receivers import Receiver, receiving, respond

Answering = Callable[[BaseHTTPRequestHandler, "Taker"], None]

_GONE: Final = 40
_OWED: Final = "SELECT count(*) FROM delivery WHERE subscription_id = %s AND outcome <> 'delivered'"


@dataclass
class Taker:
    """A subscriber: what it took, by id, in the order in which it took it."""

    receiver: Receiver
    answers: Answering
    chance: random.Random
    subscription: UUID | None = None
    taken: list[str] = field(default_factory=list)
    asked: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, handler: BaseHTTPRequestHandler) -> None:
        with self._lock:
            self.asked += 1
        self.answers(handler, self)

    def keep(self, handler: BaseHTTPRequestHandler) -> None:
        """Saved before it is answered, as the guide says."""
        with self._lock:
            self.taken.append(handler.headers["webhook-id"])


def well(handler: BaseHTTPRequestHandler, taker: Taker) -> None:
    taker.keep(handler)
    respond(handler, 200)


def slow(handler: BaseHTTPRequestHandler, taker: Taker) -> None:
    time.sleep(0.01)
    well(handler, taker)


def failing(handler: BaseHTTPRequestHandler, taker: Taker) -> None:
    """One in five fails; of one in twenty it is the answer that is lost, so the event comes once more."""
    drawn = taker.chance.random()
    if drawn < 0.05:
        taker.keep(handler)
        handler.close_connection = True
    elif drawn < 0.2:
        respond(handler, 500)
    else:
        well(handler, taker)


def away(handler: BaseHTTPRequestHandler, taker: Taker) -> None:
    """Back after a while."""
    if taker.asked <= _GONE:
        respond(handler, 503)
    else:
        well(handler, taker)


def endure(post: Post, complaints: int) -> dict[str, Taker]:
    """Tell three events of each complaint, let senders die, let time pass until all was taken; the subscribers."""
    kinds: tuple[Answering, ...] = (well, slow, failing, away)
    with ExitStack() as open_ones:
        takers = {}
        for kind in kinds:
            taker = Taker(open_ones.enter_context(receiving()), kind, random.Random(7))
            taker.receiver.otherwise = taker.take
            taker.subscription = post.listener(taker.receiver.url())
            takers[kind.__name__] = taker
        for portion in range(4):
            with post.sending(at_once=32):
                for number in range(complaints // 4):
                    post.hear(*life(post, uuid4(), reference=f"CTH-{portion}-{number}"))
            post.claim(50)  # by a sender that dies with these in its hands
            post.later(minutes=2 + portion)
        while _left(post, takers):
            with post.sending(at_once=32):
                _until_nothing_moves(post, takers)
            post.later(hours=3)
    return takers


def _left(post: Post, takers: dict[str, Taker]) -> int:
    return sum(int(post.sql(_OWED, str(taker.subscription))[0][0]) for taker in takers.values())


def _until_nothing_moves(post: Post, takers: dict[str, Taker]) -> None:
    """What is left waits for its next try, or for an earlier event of its complaint."""
    before = -1
    while (left := _left(post, takers)) not in {0, before}:
        before = left
        time.sleep(1)


def out_of_order(taker: Taker) -> list[str]:
    """References of complaints whose events were first taken in another order than they happened, or with a gap."""
    bodies = {one.event: json.loads(one.body) for one in taker.receiver.asked}
    seen: Counter[str] = Counter()
    wrong = []
    for event in dict.fromkeys(taker.taken):
        told = bodies[event]
        seen[told["subject"]] += 1
        if told["data"]["sequence"] != seen[told["subject"]]:
            wrong.append(told["subject"])
    return wrong


def changed(taker: Taker) -> list[str]:
    """Ids under which more than one event was sent."""
    bodies: dict[str, set[str]] = {}
    for one in taker.receiver.asked:
        bodies.setdefault(one.event, set()).add(one.body)
    return [event for event, several in bodies.items() if len(several) > 1]
