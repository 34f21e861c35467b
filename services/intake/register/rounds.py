"""The rounds of the register's timers through the regencies: each by itself, so that one's fault is its own."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from services.intake.register.regencies import Regencies

log = logging.getLogger(__name__)


def calendars(work: Callable[[str], Any]) -> dict[str, str]:
    """The regencies, with the version of each one's calendar."""
    with work("") as all_of_them:
        return Regencies(all_of_them).calendar_versions()


def each_by_itself(tenants: Iterable[str], act: Callable[[str], object], failing: str) -> None:
    """Act for every regency. What fails is logged in the words of `failing`, and tried again at the next round."""
    for tenant in tenants:
        try:
            act(tenant)
        except Exception:  # any: the others must not wait for this one
            log.exception(failing, tenant or "the installation")
