"""Waiting for what happens in another process or thread."""

import time
from collections.abc import Callable
from typing import TypeVar

from deploy.demo.waiting import PATIENCE

Found = TypeVar("Found")


def until(look: Callable[[], Found], *, seconds: float = PATIENCE, every: float = 0.05) -> Found:
    """Look again and again until what is found is true, and return it. AssertionError when time is up."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"still {found!r} after {seconds} s"
        time.sleep(every)
    return found
