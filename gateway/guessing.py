"""Guessing passwords is made slow, never impossible for who knows the right one: a delay after three failures in a row.

Tries are counted in the database, so all processes of the gateway count together. A try counts as failed from its
beginning until it has succeeded, or many at once would slip through. Names that do not exist are counted alike. Who
types a password into the field for the name must not find it kept: names are stored as keyed hashes, for an hour.
"""

import hmac
import math
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, select, text, update

from gateway.models import SignInTry
from gateway.problems import SignInDelayed
from services.common.sealing import derived

FREE = 3
LONGEST = 42
FORGOTTEN_AFTER = timedelta(hours=1)

_COUNT = text(
    """
    INSERT INTO sign_in_try AS t (name_hash, failures, failed_at, free_at) VALUES (:name, 1, :now, :now)
    ON CONFLICT (name_hash) DO UPDATE SET
        failures = CASE WHEN t.failed_at < :old THEN 1 ELSE least(t.failures + 1, 60) END,
        failed_at = :now,
        free_at = CAST(:now AS timestamptz) + make_interval(secs => CASE
            WHEN t.failed_at < :old OR t.failures + 1 < :free THEN 0
            ELSE least(power(2, t.failures + 1 - :free), :longest)
        END)
    -- Nobody waits longer than the longest delay: a time further off was written by a clock that was wrong.
    WHERE t.free_at <= :now OR t.free_at > CAST(:now AS timestamptz) + make_interval(secs => :longest)
    RETURNING failures
    """
)
_WAITS_UNTIL = text("SELECT free_at FROM sign_in_try WHERE name_hash = :name")
_SWEEP = text(
    """
    DELETE FROM sign_in_try WHERE name_hash IN
        (SELECT name_hash FROM sign_in_try WHERE failed_at < :old LIMIT 100 FOR UPDATE SKIP LOCKED)
    """
)


class Guessing:
    """Counts tries by regency and name."""

    def __init__(self, engine: Engine, factor_key: bytes, clock: Callable[[], datetime] | None = None) -> None:
        """Goes by the database's time, the same for all processes; `clock` takes its place."""
        self._engine, self._clock = engine, clock
        self._key = derived(factor_key, "dumas sign-in name")

    def count(self, tenant: str, name: str) -> None:
        """Begin a try. SignInDelayed when it comes too early after failures."""
        mine = self._hash(tenant, name)
        with self._engine.begin() as connection:
            now = self._clock() if self._clock else connection.execute(select(func.now())).scalar_one()
            values = {"name": mine, "now": now, "old": now - FORGOTTEN_AFTER, "free": FREE, "longest": LONGEST}
            counted = connection.execute(_COUNT, values).first()
            # After the count, for it never waits: two sweeps that meet cannot hold each other up.
            connection.execute(_SWEEP, {"old": now - FORGOTTEN_AFTER})
            waits_until = None if counted else connection.scalar(_WAITS_UNTIL, {"name": mine})
        if counted is None:
            left = (waits_until - now).total_seconds() if waits_until else 0.0
            raise SignInDelayed(max(1, math.ceil(left)))

    def clear(self, connection: Connection, tenant: str, name: str) -> None:
        """The try has succeeded; nothing is held against the name any more."""
        connection.execute(delete(SignInTry).where(SignInTry.name_hash == self._hash(tenant, name)))

    def take_back(self, tenant: str, name: str) -> None:
        """The try came to nothing through no fault of its maker."""
        mine = SignInTry.name_hash == self._hash(tenant, name)
        with self._engine.begin() as connection:
            connection.execute(update(SignInTry).where(mine).values(failures=SignInTry.failures - 1))

    def _hash(self, tenant: str, name: str) -> str:
        return hmac.new(self._key, f"{tenant}\n{name}".encode(), "sha256").hexdigest()
