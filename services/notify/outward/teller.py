"""The notifier's entrypoints for other systems: what may be told is kept, and subscriptions are looked after."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.common.contracts import events
from services.common.runtime.entrypoints import on
from services.notify.outward import keeping


class Teller:
    """Keeps what other systems are told."""

    work: Callable[[str], Any]

    @on(events.ToldOutside)
    def keep_outward(self, event: events.ToldOutside) -> None:
        """Something happened other systems may know."""
        with self.work(event.tenant) as work:
            keeping.keep(work, event, datetime.now(UTC))

    @on(events.ModeRaised)
    def protect(self, event: events.ModeRaised) -> None:
        """The reporter is better protected; fewer systems hear of the complaint."""
        with self.work(event.tenant) as work:
            keeping.protect(work, event.complaint_id, event.mode, datetime.now(UTC))
