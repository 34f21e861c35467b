"""Deletes what the counters no longer need once a minute, beside the requests: also when nobody comes."""

import threading

from gateway.counters import Counters, CountersAway

EVERY = 60.0


class Sweeping:
    """A thread of its own in each process; sweeping twice does no harm."""

    def __init__(self, counters: Counters, every: float = EVERY) -> None:
        self._counters, self._every = counters, every
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
            except CountersAway:
                continue  # the counters have logged it; the next round sweeps more
