"""Streams that stay open: how many there may be, and how a stream of events goes on.

Every stream holds a thread of this process, and there are few; so there are fewer streams still, each ends after some
minutes, and who listens comes again with the place of the last event.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from gateway.desks import AWAY
from gateway.problems import TooManyStreams
from services.common.contracts.outward.feed import Events
from services.common.errors import Refusal

Ask = Callable[[str], Events]
"""What was told after a cursor."""

OF_ONE: Final = 2
_SHARE: Final = 4
_COME_AGAIN: Final = "retry: 3000\n"


@dataclass(frozen=True, slots=True)
class Pace:
    """In seconds: how often it is looked, how long nothing may be sent, how long a stream lasts. Who has left is only
    noticed when something is sent."""

    look: float = 1.0
    beat: float = 5.0
    lasts: float = 300.0


class Streams:
    """The streams of this process."""

    def __init__(self, threads: int) -> None:
        self.pace = Pace()
        self.is_over = threading.Event()
        self._most = max(1, threads // _SHARE)
        self._open: Counter[str] = Counter()
        self._lock = threading.Lock()

    def begin(self, account: str) -> Callable[[], None]:
        """A place for one more of this account; it is free again once the function that is given was called.
        TooManyStreams."""
        with self._lock:
            if self._open.total() >= self._most or self._open[account] >= OF_ONE or self.is_over.is_set():
                raise TooManyStreams
            self._open[account] += 1
        left = threading.Event()

        def leave() -> None:
            with self._lock:
                if not left.is_set():
                    left.set()
                    self._open[account] -= 1

        return leave

    def end(self) -> None:
        """The process is to end; streams end first."""
        self.is_over.set()

    def lines(self, first: Events, ask: Ask) -> Iterator[str]:
        """Events as `text/event-stream`. Each block names the place to go on from, so that nothing is missed."""
        page, pace = first, self.pace
        began = said = time.monotonic()
        yield _COME_AGAIN if page.events else f"{_COME_AGAIN}id: {page.cursor}\n\n"
        while True:
            for one in page.events:
                yield f"id: {one.cursor}\nevent: {one.type}\ndata: {one.body}\n\n"
            now = time.monotonic()
            said = now if page.events else said
            if now - began >= pace.lasts:
                return
            if now - said >= pace.beat:
                said = now
                yield f": \nid: {page.cursor}\n\n"
            if self.is_over.wait(0 if page.has_more else pace.look):
                return
            try:
                page = ask(page.cursor)
            except (*AWAY, Refusal):
                return  # who listens comes again, and is told then
