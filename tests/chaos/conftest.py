"""A regency at work, with citizens who file, while a test breaks something; afterwards nothing is lost or doubled."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support import filings
from tests.support.books import Books
from tests.support.regency import Regency
from tests.support.stack import RunningStack, say
from tests.support.traffic import Patient, citizens

REST, BEFORE = 120.0, 20.0
AFTERWARDS = 1.0
MIDST = 0.1  # seconds; somewhere in them the officer's request is being worked on

Break = Callable[[], None]
Endures = Callable[[str, Break], None]


@pytest.fixture(scope="session")
def banyumas(stack: RunningStack) -> Regency:
    """Officers who try again when the product is away for a moment."""
    return Regency(stack, "banyumas", Patient)


@pytest.fixture
def endures(stack: RunningStack, banyumas: Regency) -> Endures:
    """Break something at the moment a complaint is at a step, and see that nothing is lost.

    The officer ends the step while it breaks; the complaint goes on to its end and citizens file all the time.
    """

    def run(step: str, break_it: Break) -> None:
        books = Books(stack)
        come_to_rest(books, BEFORE)  # what an earlier test broke is not blamed on this one
        before = books.filed(banyumas.tenant)
        with citizens(banyumas) as receipts:
            journey = banyumas.filed(filings.by_letter(), "petugas")
            task = banyumas.advance(journey, to=step)
            assert task is not None
            with ThreadPoolExecutor(1) as officer:
                ending = officer.submit(banyumas.take, task)
                time.sleep(random.uniform(0, MIDST))
                break_it()
                ending.result()
            assert banyumas.advance(journey) is None
            time.sleep(AFTERWARDS)
        filed = {receipt["reference"] for receipt in receipts} | {journey}
        assert len(filed) == len(receipts) + 1
        say(f"{len(filed)} complaints were filed, {Patient.failures} requests failed so far")
        come_to_rest(books)
        assert books.filed(banyumas.tenant) - before == len(filed)
        entered = [entry["reference"] for entry in banyumas.register()]
        assert len(entered) == len(set(entered))
        assert filed <= set(entered)
        assert books.parked() == "nothing is parked"

    return run


def come_to_rest(books: Books, patience: float = REST) -> None:
    """Wait until every event has arrived and everything fits together."""
    deadline = time.monotonic() + patience
    while (faults := books.faults()) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert faults == []
