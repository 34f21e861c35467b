"""Deletes once a minute what is too old, counters and drafts, beside the requests: also when nobody comes."""

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from gateway.counters import Counters, CountersAway
from gateway.drafts import Drafts

log = logging.getLogger(__name__)

EVERY = 60.0


class Sweeping:
    """A thread of its own in each process; sweeping twice does no harm."""

    def __init__(self, counters: Counters, drafts: Drafts, every: float = EVERY) -> None:
        self._counters, self._drafts, self._every = counters, drafts, every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; nothing is counted after this."""
        self._over.set()
        self._counters.close()

    def _run(self) -> None:
        while not self._over.wait(self._every):
            try:
                self._counters.sweep()
                self._drafts.sweep()
            except CountersAway:
                continue  # the counters have logged it; the next round sweeps more
            except SQLAlchemyError as reason:
                log.warning("old drafts cannot be deleted (%s), again in a minute", type(reason).__name__)
