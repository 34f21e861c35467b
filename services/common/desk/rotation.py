"""Replacing a regency's key: a new version under the first master key, all it wraps wrapped anew, the old one deleted.

Done in small transactions while the desk works. The old key goes in a last one that wraps nothing, so that whoever has
just read something under it can still open it; a complaint's key that is saved late keeps it alive by its foreign key.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.keys import KeysRotated, KeyStatus, RotateKeys
from services.common.desk.keeping import Keeping
from services.common.runtime.database import Work

_BATCH = 500

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('dumas keys ' || :tenant))")
_REWRAP_SECRET = text(
    "UPDATE keys.tenant_secret SET version = :version, wrapped = :wrapped "
    "WHERE tenant = :tenant AND purpose = :purpose AND version <> :version"
)
_HOLD = text("SELECT version FROM keys.tenant_key WHERE tenant = :tenant AND version <> :version FOR UPDATE")
_DROP = text(
    """
    DELETE FROM keys.tenant_key AS old WHERE tenant = :tenant AND version <> :version
    AND NOT EXISTS (SELECT FROM keys.complaint_key WHERE tenant = old.tenant AND version = old.version)
    AND NOT EXISTS (SELECT FROM keys.tenant_secret WHERE tenant = old.tenant AND version = old.version)
    """
)
_VERSIONS = text("SELECT version, master, created_at FROM keys.tenant_key WHERE tenant = :tenant ORDER BY version")


@dataclass(frozen=True, slots=True)
class Rotation:
    """The keys of one regency on one desk, on one transaction."""

    work: Work
    records: Keeping
    secrets: tuple[str, ...] = ()

    def rotate(self, caller: Caller, request: RotateKeys, now: datetime) -> KeysRotated:
        """One round; the last wraps nothing and deletes the old key."""
        self.work.connection.execute(_ONE_AT_A_TIME, {"tenant": self.work.tenant})
        keys = self.work.keys.of_tenant
        known = keys.again()
        if request.start:
            keys.add(known.current + 1)
            known = keys.again()
        self._wrap_secrets(known.current, {*known.secrets, *self.secrets})
        wrapped = self.records.wrap_next(_BATCH)
        if not wrapped and not self.records.left(known.current) and self._drop(known.current):
            self.work.announce(audited(caller, "keys_rotated", now, subject=str(known.current)))
        return KeysRotated(wrapped=wrapped, left=self.status().left)

    def status(self) -> KeyStatus:
        """Under what the regency's keys are wrapped; works without the master keys themselves."""
        rows = self.work.connection.execute(_VERSIONS, {"tenant": self.work.tenant}).all()
        newest = rows[-1] if rows else None
        return KeyStatus(
            masters=self.work.keys.of_tenant.ring.ids,
            version=newest.version if newest else None,
            since=newest.created_at if newest else None,
            wrapped_under=tuple(dict.fromkeys(row.master for row in rows)),
            left=self.records.left(newest.version if newest else 0) + len(rows[:-1]),
        )

    def _wrap_secrets(self, version: int, purposes: set[str]) -> None:
        keys = self.work.keys.of_tenant
        rows = [keys.wrapped_secret(purpose, version, keys.secret(purpose)) for purpose in sorted(purposes)]
        with self.work.as_keeper():
            for row in rows:
                self.work.connection.execute(_REWRAP_SECRET, row)

    def _drop(self, current: int) -> bool:
        named = {"tenant": self.work.tenant, "version": current}
        with self.work.as_keeper():
            # Waits for whoever is just using an old key; what it wrapped is seen by the next statement.
            self.work.connection.execute(_HOLD, named)
            dropped = self.work.connection.execute(_DROP, named).rowcount
        self.work.keys.of_tenant.again()
        return bool(dropped)
