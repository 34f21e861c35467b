"""A regency at work, with citizens who file, while something breaks; afterwards nothing is lost or doubled."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.support import filings
from tests.support.books import Books
from tests.support.regency import Regency
from tests.support.stack import say
from tests.support.traffic import Patient, citizens

REST, BEFORE = 120.0, 20.0
AFTERWARDS = 1.0
MIDST = 0.1  # seconds; somewhere in them the officer's request is being worked on


class Endurance:
    """Breaks something at the moment a complaint is at a step; holds the product to what it promised before."""

    def __init__(self, regency: Regency, books: Books) -> None:
        self._regency, self._books = regency, books

    def endure(self, step: str, break_it: Callable[[], None]) -> None:
        """An officer ends the step while it breaks, the complaint goes on to its end, citizens file all the time."""
        self._come_to_rest(BEFORE)  # what an earlier test broke is not blamed on this one
        before = self._books.filed(self._regency.tenant)
        with citizens(self._regency) as receipts:
            journey = self._go_through(step, break_it)
        filed = {receipt["reference"] for receipt in receipts} | {journey}
        say(f"{len(filed)} complaints were filed, {Patient.failures} requests failed so far")
        assert len(filed) == len(receipts) + 1
        self._come_to_rest(REST)
        assert self._books.filed(self._regency.tenant) - before == len(filed)
        entered = [entry["reference"] for entry in self._regency.register()]
        assert len(entered) == len(set(entered))
        assert filed <= set(entered)
        assert self._books.parked() == "nothing is parked"

    def _go_through(self, step: str, break_it: Callable[[], None]) -> str:
        reference = self._regency.filed(filings.by_letter(), "petugas")
        task = self._regency.advance(reference, to=step)
        assert task is not None
        with ThreadPoolExecutor(1) as officer:
            ending = officer.submit(self._regency.take, task)
            time.sleep(random.uniform(0, MIDST))
            break_it()
            ending.result()
        assert self._regency.advance(reference) is None
        time.sleep(AFTERWARDS)
        return reference

    def _come_to_rest(self, patience: float) -> None:
        """Wait until every event has arrived and everything fits together."""
        deadline = time.monotonic() + patience
        while (faults := self._books.faults()) and time.monotonic() < deadline:
            time.sleep(0.5)
        assert faults == []
