"""Citizens who go on filing while something breaks, and try again with the same key until they have a receipt."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import requests

from deploy.demo.api import Api, Refused
from tests.support import filings
from tests.support.regency import Regency

PATIENCE = 90.0
_PAUSE = 0.1
_BETWEEN = 0.5  # seconds from one complaint of a citizen to the next: their receipts are printed meanwhile
_SERVER_ERROR = 500


class Patient(Api):
    """Sends a request again, key and all, while the other side is away. A refusal of the request itself stands."""

    failures = 0

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """As of `Api`; for PATIENCE seconds. Refused, or the last failure."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return super().request(method, path, **options)
            except (requests.RequestException, Refused) as failure:
                is_final = isinstance(failure, Refused) and failure.status < _SERVER_ERROR
                if is_final or time.monotonic() > deadline:
                    raise
            Patient.failures += 1  # of all together, to be told beside a failing test
            time.sleep(_PAUSE)


class Citizen(threading.Thread):
    """Files one complaint after another until told to stop. `receipts` are those given out, `trouble` what ended it."""

    def __init__(self, regency: Regency, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.receipts: list[dict[str, Any]] = []
        self.trouble: Exception | None = None
        self._regency, self._stop_asked = regency, stop

    def run(self) -> None:
        """File."""
        try:
            while not self._stop_asked.wait(_BETWEEN):
                self.receipts.append(self._regency.file(filings.anonymous(), key=str(uuid4())))
        except Exception as trouble:  # any: the test that joins this thread raises it
            self.trouble = trouble


@contextmanager
def citizens(regency: Regency, count: int = 4) -> Iterator[list[dict[str, Any]]]:
    """So many citizens file meanwhile; afterwards the list holds every receipt they were given."""
    stop, receipts = threading.Event(), list[dict[str, Any]]()
    people = [Citizen(regency, stop) for _ in range(count)]
    for person in people:
        person.start()
    try:
        yield receipts
    finally:
        stop.set()
        for person in people:
            person.join()
    for person in people:
        if person.trouble:
            raise person.trouble
        receipts += person.receipts
