"""What the gateway must know of a regency to take a complaint: that it exists, its code and its time zone.

The register says so. It is remembered for ten seconds, and kept in the gateway's own database for a process that has
just started: taking complaints must not wait for the register, nor end with it.
"""

import logging
import re
import threading
import time
from collections.abc import Callable
from typing import Protocol

from pydantic import ValidationError
from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from gateway.database import of_tenant
from gateway.desks import AWAY, Desks
from gateway.models import Regency
from services.common.contracts.caller import Caller
from services.common.contracts.regencies import ByTenant, PublicTenant, Tenants
from services.common.contracts.register import Nothing
from services.common.errors import UnknownTenant
from services.common.vocabulary import REPORTER

log = logging.getLogger(__name__)

FRESH_FOR = 10.0
_TIMEOUT, _AGAIN_AFTER = 3.0, 2.0
_KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")


def public(tenant: str) -> Caller:
    """Anybody, at one regency."""
    return Caller(kind="public", actor="public", tenant=tenant, roles=(REPORTER,))


class Keeper(Protocol):
    """Where what was seen is kept beyond the process."""

    def read(self, tenant: str) -> PublicTenant | None: ...
    def keep(self, tenant: str, seen: PublicTenant | None) -> None: ...


class Kept:
    """In the gateway's database. It is a help and not a need: when the database is away, nothing is kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def read(self, tenant: str) -> PublicTenant | None:
        """What was last seen of a regency; None when nothing was, or it is of an older make."""
        try:
            with of_tenant(self._engine, tenant) as connection:
                seen = connection.scalar(select(Regency.seen).where(Regency.tenant == tenant))
            return PublicTenant.model_validate(seen) if seen is not None else None
        except (SQLAlchemyError, ValidationError) as reason:
            log.warning("what was seen of %s cannot be read (%s)", tenant, type(reason).__name__)
            return None

    def keep(self, tenant: str, seen: PublicTenant | None) -> None:
        """Keep what was seen, or forget a regency that is gone."""
        try:
            with of_tenant(self._engine, tenant) as connection:
                if seen is None:
                    connection.execute(delete(Regency).where(Regency.tenant == tenant))
                    return
                row = insert(Regency).values(tenant=tenant, seen=seen.model_dump(mode="json"))
                connection.execute(
                    row.on_conflict_do_update(index_elements=["tenant"], set_={"seen": row.excluded.seen})
                )
        except SQLAlchemyError as reason:
            log.warning("what was seen of %s cannot be kept (%s)", tenant, type(reason).__name__)


class Regencies:
    """Regencies by key, remembered. One request in ten seconds has all of them refreshed beside it."""

    def __init__(self, desks: Desks, kept: Keeper, clock: Callable[[], float] = time.monotonic) -> None:
        self._desks, self._kept, self._clock = desks, kept, clock
        self._lock = threading.Lock()
        self._known: dict[str, PublicTenant] = {}
        self._fresh_until = self._all_fresh_until = -FRESH_FOR
        self._all: tuple[PublicTenant, ...] = ()

    def get(self, tenant: str) -> PublicTenant:
        """The regency, as last seen; UnknownTenant when there is none. Waits for the register only the first time."""
        known = self._known.get(tenant) or self._found(tenant)
        if self._is_due():
            self._desks.later(self.refresh)
        return known

    def fresh(self, tenant: str) -> PublicTenant:
        """The regency as the register says now, or as last seen while it is away."""
        try:
            return self._ask(tenant)
        except AWAY:
            return self.get(tenant)

    def served(self, patience: float = 10.0) -> tuple[PublicTenant, ...]:
        """All regencies, as the register said within FRESH_FOR, or last while it is away; none when it never did."""
        if self._clock() >= self._all_fresh_until:
            if self._all:
                self._all_fresh_until = self._clock() + _AGAIN_AFTER  # one asks; the others take what there is
            try:
                self._ask_all(patience)
            except AWAY as reason:
                self._all_fresh_until = self._clock() + _AGAIN_AFTER
                log.warning("the register is away, regencies are listed as last seen (%s)", type(reason).__name__)
        return self._all

    def refresh(self) -> None:
        """See all regencies anew; what is gone is forgotten. While the register is away, nothing changes."""
        try:
            told = self._ask_all(_TIMEOUT)
        except AWAY as reason:
            log.warning("the register is away, regencies are served as last seen (%s)", type(reason).__name__)
            return
        seen = {each.profile.key: each for each in told}
        for tenant in set(self._known) - seen.keys():
            self._known.pop(tenant, None)
            self._kept.keep(tenant, None)
        for tenant, each in seen.items():
            self._remember(tenant, each)

    def _ask_all(self, patience: float) -> tuple[PublicTenant, ...]:
        found = self._desks.call("register.tenants", public(""), Nothing(), Tenants, timeout=patience).tenants
        self._all, self._all_fresh_until = found, self._clock() + FRESH_FOR
        return found

    def _is_due(self) -> bool:
        with self._lock:
            if self._clock() < self._fresh_until:
                return False
            self._fresh_until = self._clock() + FRESH_FOR
            return True

    def _found(self, tenant: str) -> PublicTenant:
        kept = self._kept.read(tenant) if _KEY.fullmatch(tenant) else None
        if kept is None:
            return self._ask(tenant)
        self._known[tenant] = kept
        return kept

    def _ask(self, tenant: str) -> PublicTenant:
        if not _KEY.fullmatch(tenant):
            raise UnknownTenant("")
        request = ByTenant(tenant=tenant)
        seen = self._desks.call("register.tenant", public(tenant), request, PublicTenant, timeout=_TIMEOUT)
        self._remember(tenant, seen)
        return seen

    def _remember(self, tenant: str, seen: PublicTenant) -> None:
        if self._known.get(tenant) != seen:
            self._known[tenant] = seen
            self._kept.keep(tenant, seen)
