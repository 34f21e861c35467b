"""What the gateway must know of a regency to take a complaint: that it exists, its code and its time zone.

Asked of the register and remembered for ten seconds; while the register is away, what is remembered goes on to serve.
"""

import logging
import re
import threading
import time
from collections.abc import Callable

from gateway.desks import AWAY, Desks
from services.common.contracts.caller import Caller
from services.common.contracts.register import ByTenant, PublicTenant
from services.common.errors import Refusal, UnknownTenant

log = logging.getLogger(__name__)

FRESH_FOR = 10.0
_TIMEOUT = 3.0
_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")


def public(tenant: str) -> Caller:
    """Anybody, at one regency."""
    return Caller(kind="public", actor="public", tenant=tenant, roles=("pelapor",))


class Regencies:
    """Regencies by key, remembered."""

    def __init__(self, desks: Desks, clock: Callable[[], float] = time.monotonic) -> None:
        self._desks, self._clock = desks, clock
        self._lock = threading.Lock()
        self._known: dict[str, tuple[float, PublicTenant]] = {}

    def get(self, tenant: str) -> PublicTenant:
        """The regency; UnknownTenant when there is none. Only the first request for it waits for the register."""
        with self._lock:
            fresh_until, known = self._known.get(tenant, (0.0, None))
            if known is not None and fresh_until < self._clock():
                self._known[tenant] = (self._clock() + FRESH_FOR, known)
                self._desks.later(lambda: self._refresh(tenant))
        return known or self._ask(tenant)

    def _ask(self, tenant: str) -> PublicTenant:
        if not _KEY.fullmatch(tenant):
            raise UnknownTenant("")
        found = self._desks.call(
            "register.tenant", public(tenant), ByTenant(tenant=tenant), PublicTenant, timeout=_TIMEOUT
        )
        with self._lock:
            self._known[tenant] = (self._clock() + FRESH_FOR, found)
        return found

    def _refresh(self, tenant: str) -> None:
        try:
            self._ask(tenant)
        except UnknownTenant:
            with self._lock:
                self._known.pop(tenant, None)
        except (*AWAY, Refusal) as reason:
            log.warning("the register is away, %s is served from memory (%s)", tenant, type(reason).__name__)
