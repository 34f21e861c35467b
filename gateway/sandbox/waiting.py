"""What happens a moment later is waited for: desks hear of one another by messages, files and papers are looked at."""

import time
from collections.abc import Callable
from typing import Final, TypeVar

from services.common.errors import Refusal

PATIENCE: Final = 15.0
_BETWEEN: Final = 0.1

Found = TypeVar("Found")


def until_taken(act: Callable[[], Found], *not_yet: type[Refusal], patience: float = PATIENCE) -> Found:
    """Try until it is not refused for one of these reasons; the last refusal when that takes too long."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return act()
        except not_yet:
            if time.monotonic() > deadline:
                raise
        time.sleep(_BETWEEN)


def until_found(look: Callable[[], Found | None], patience: float = PATIENCE) -> Found | None:
    """Look until something is found; None when that takes too long."""
    deadline = time.monotonic() + patience
    while (found := look()) is None and time.monotonic() < deadline:
        time.sleep(_BETWEEN)
    return found
