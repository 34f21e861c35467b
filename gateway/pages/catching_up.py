"""A page shown after something was done: the register hears of it by an event, so it is waited for a moment."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

Seen = TypeVar("Seen")
_WAITS: Final = (0.15, 0.45)
"""Seconds between looks at whether it has arrived. There are few threads: the page says what has not."""


def seen(look: Callable[[], Seen], is_behind: Callable[[Seen], bool]) -> Seen:
    """What is there once what was done has arrived; as it was before where that takes longer."""
    found = look()
    for wait in _WAITS:
        if not is_behind(found):
            break
        time.sleep(wait)
        found = look()
    return found
