"""The keys of complaints on one transaction: found, unwrapped, and made when there are none yet."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, text

from services.common.runtime.tenant_keys import Keyring, TenantKeys
from services.common.sealing import CONTENT, IDENTITY, Destroyed, KeyMissing, NewKey, disclose, enclose, new_key

_ADD = text(
    "INSERT INTO keys.complaint_key (complaint_id, purpose, tenant, version, wrapped) "
    "VALUES (:complaint_id, :purpose, :tenant, :version, :wrapped) ON CONFLICT DO NOTHING"
)
_FIND = text(
    "SELECT complaint_id, purpose, version, wrapped, destroyed_at FROM keys.complaint_key WHERE complaint_id IN :ids"
).bindparams(bindparam("ids", expanding=True))


class Keys:
    """A regency's keys on one transaction."""

    def __init__(self, connection: Connection, tenant: str, keyring: Keyring) -> None:
        self.tenant = tenant
        self.of_tenant = TenantKeys(connection, tenant, keyring)
        self._connection = connection
        self._found: dict[UUID, dict[str, bytes | date]] = {}

    def of(self, complaint_id: UUID, purpose: str) -> bytes:
        """The key to open with. Destroyed, KeyMissing."""
        key = self._key(complaint_id, purpose)
        if key is None:
            raise KeyMissing(f"complaint {complaint_id} has no key for its {purpose}")
        return key

    def to_seal(self, complaint_id: UUID, purpose: str) -> bytes:
        """The key to seal with, made when there is none. Destroyed."""
        key = self._key(complaint_id, purpose)
        if key is None:
            self.of_tenant.again()  # a tenant key that was replaced a moment ago is not used any more
            (new,) = self.made(complaint_id, purpose)
            self.add(complaint_id, new)
            key = self.of(complaint_id, purpose)  # another transaction may have been first
        return key

    def made(self, complaint_id: UUID, *purposes: str) -> list[NewKey]:
        """New keys of a complaint, for the caller to save; they seal at once."""
        found = self._found.setdefault(complaint_id, {})
        found |= {purpose: new_key() for purpose in purposes}
        return [self.wrapped(complaint_id, purpose) for purpose in purposes]

    def add(self, complaint_id: UUID, new: NewKey) -> None:
        """Save a key, unless there is one for the purpose."""
        row = {"purpose": new.purpose, "version": new.version, "wrapped": new.wrapped}
        self._connection.execute(_ADD, {"complaint_id": complaint_id, "tenant": self.tenant, **row})
        self._found.pop(complaint_id, None)

    def load(self, complaint_ids: Iterable[UUID]) -> None:
        """Read the keys of several complaints at once."""
        wanted = [known for known in complaint_ids if known not in self._found]
        self._found |= {known: {} for known in wanted}
        for row in self._connection.execute(_FIND, {"ids": wanted}) if wanted else ():
            self._found[row.complaint_id][row.purpose] = self._unwrapped(row)

    def secret(self, purpose: str) -> bytes:
        """A key of the regency as a whole."""
        return self.of_tenant.secret(purpose)

    def wrapped(self, complaint_id: UUID, purpose: str) -> NewKey:
        """A complaint's key under the current tenant key, bound to its place."""
        version, key = self.of_tenant.now().current, self.of(complaint_id, purpose)
        sealed = enclose(self.of_tenant.version(version), key, self._place(complaint_id, purpose, version))
        return NewKey(purpose, version, sealed)

    def forget(self) -> None:
        """Read the complaints' keys anew."""
        self._found.clear()

    def _key(self, complaint_id: UUID, purpose: str) -> bytes | None:
        self.load((complaint_id,))
        found = self._found[complaint_id]
        key = found.get(purpose)
        if isinstance(key, date):
            raise Destroyed(key)
        if key or CONTENT in found or purpose not in {CONTENT, IDENTITY}:
            return key
        # No complaint of this build is without a key for its content.
        if earlier := self.of_tenant.earlier(complaint_id):
            for each in (CONTENT, IDENTITY):
                found.setdefault(each, earlier)
        return earlier

    def _unwrapped(self, row: Any) -> bytes | date:
        if row.wrapped is None:
            destroyed_at: datetime = row.destroyed_at
            return destroyed_at.date()
        place = self._place(row.complaint_id, row.purpose, row.version)
        return disclose(self.of_tenant.version(row.version), row.wrapped, place)

    def _place(self, complaint_id: UUID, purpose: str, version: int) -> str:
        return f"{self.tenant}|{complaint_id}|{purpose}|{version}"
