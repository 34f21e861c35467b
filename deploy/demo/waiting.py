"""Waiting for what other processes of the product do."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

PATIENCE: Final = 120.0
"""Seconds: long, for a machine that does much else at the same time; what works is not slower for it."""

Found = TypeVar("Found")


class NothingCame(Exception):
    """What was waited for did not come."""


def await_that(look: Callable[[], Found | None], what: str) -> Found:
    """What `look` finds, looked for again and again. NothingCame."""
    deadline = time.monotonic() + PATIENCE
    while not (found := look()):
        if time.monotonic() > deadline:
            raise NothingCame(what)
        time.sleep(0.05)
    return found
