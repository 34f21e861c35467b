"""The keys of a regency: the one its complaints' keys are wrapped under, and its secrets.

They are made when there are none, but never beside something that is sealed already: a desk whose database was restored
without its schema `keys` must stop, not go on under new ones. What an earlier build sealed, and only that, is taken
over under the key it was derived from.

A process remembers them for a few seconds, so that filing a complaint costs no round trip for them. One that was
replaced meanwhile cannot be used: the foreign key of what it wraps refuses it, and the request is made again.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from services.common.sealing import CONTENT, KeyMissing, Ring, disclose, enclose, new_key, unseal

ACCESS_CODES, ANSWERS, SIGNING, REPORTS = "access_code", "answers", "signing", "reports"
"""The secrets of a regency; under the last lie books and reports, which are of no complaint."""

KEEPERS: Final = {
    "intake": "dumas_vault",
    "review": "dumas_vault_review",
    "assignment": "dumas_vault_assignment",
    "followup": "dumas_vault_followup",
}
"""The role a service takes on (`Work.as_keeper`) to read identities, to change keys and to destroy; nobody else can."""

_FRESH_FOR = 5.0
_STALE: Final = {"fk_complaint_key_tenant_tenant_key", "fk_tenant_secret_tenant_tenant_key"}

_ALL = text(
    """
    SELECT version, master, wrapped, '' AS purpose FROM keys.tenant_key WHERE tenant = :tenant
    UNION ALL SELECT version, '', wrapped, purpose FROM keys.tenant_secret WHERE tenant = :tenant
    """
)
_ADD = text(
    "INSERT INTO keys.tenant_key (tenant, version, master, wrapped) VALUES (:tenant, :version, :master, :wrapped) "
    "ON CONFLICT DO NOTHING"
)
_ADD_SECRET = text(
    "INSERT INTO keys.tenant_secret (tenant, purpose, version, wrapped) VALUES (:tenant, :purpose, :version, :wrapped) "
    "ON CONFLICT DO NOTHING"
)
_WRITTEN = text(
    """
    SELECT EXISTS (SELECT FROM task WHERE tenant = :tenant AND sealed IS NOT NULL)
        OR EXISTS (SELECT FROM intervention WHERE tenant = :tenant AND sealed IS NOT NULL)
    """
)


@dataclass(frozen=True, slots=True)
class Keyless:
    """A complaint that has no key of its own, and its sealed content; None where the process may not read that."""

    complaint_id: UUID
    content: bytes | None


FindKeyless = Callable[[Connection, str, UUID | None], Keyless | None]
"""Of a regency this complaint, or with None the newest, if it has content and no key."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A regency's keys by version, and its secrets by purpose."""

    read_at: float
    keys: Mapping[int, bytes]
    secrets: Mapping[str, bytes]

    @property
    def current(self) -> int:
        """The version that wraps what is new."""
        return max(self.keys)


class Keyring:
    """A service's master keys, and what its process remembers for a moment."""

    def __init__(self, ring: Ring, keyless: FindKeyless | None = None) -> None:
        self.ring, self.keyless = ring, keyless
        self.kept: dict[str, Unwrapped] = {}


class TenantKeys:
    """A regency's own keys on one transaction."""

    def __init__(self, connection: Connection, tenant: str, keyring: Keyring) -> None:
        self.tenant, self.ring = tenant, keyring.ring
        self._connection = connection
        self._kept, self._keyless = keyring.kept, keyring.keyless
        self._own: Unwrapped | None = None

    def now(self) -> Unwrapped:
        """As they are; the first is made when there is none."""
        if self._own:
            return self._own
        kept = self._kept.get(self.tenant)
        if kept and time.monotonic() - kept.read_at < _FRESH_FOR:
            return kept
        found = self._read()
        if not found.keys:
            return self.again()
        self._kept[self.tenant] = found
        return found

    def version(self, version: int) -> bytes:
        """The key of this version. KeyMissing."""
        key = self.now().keys.get(version) or self.again().keys.get(version)
        if key is None:
            raise KeyMissing(f"the tenant key {version} of {self.tenant} is not there")
        return key

    def secret(self, purpose: str) -> bytes:
        """A secret; made when there is none yet."""
        known = self.now()
        if purpose not in known.secrets:
            # Hashes of access codes that are there already must stay right.
            earlier = self.ring.earlier(self.tenant) if purpose == ACCESS_CODES and self.earlier() else None
            row = self.wrapped_secret(purpose, known.current, earlier or new_key())
            self._connection.execute(_ADD_SECRET, row)
            known = self.again()
        return known.secrets[purpose]

    def wrapped_secret(self, purpose: str, version: int, secret: bytes) -> dict[str, Any]:
        """The row of a secret under a version of the tenant key."""
        wrapped = enclose(self.version(version), secret, f"{self.tenant}|{purpose}|{version}")
        return {"tenant": self.tenant, "purpose": purpose, "version": version, "wrapped": wrapped}

    def add(self, version: int) -> None:
        """Make a version, wrapped under the first master key."""
        master, wrapped = self.ring.wrap(new_key(), f"{self.tenant}|{version}")
        row = {"tenant": self.tenant, "version": version, "master": master, "wrapped": wrapped}
        self._connection.execute(_ADD, row)

    def again(self) -> Unwrapped:
        """As they are in this transaction, for it alone: what it made may still be undone."""
        self._kept.pop(self.tenant, None)
        self._own = self._read()
        if not self._own.keys:
            self._check_new()
            self.add(1)
            self._own = self._read()
        return self._own

    def earlier(self, complaint_id: UUID | None = None) -> bytes | None:
        """The key an earlier build derived for this complaint, or with None for the newest it left; None where it left
        none. KeyMissing when the complaint has no key and does not open with that one: its key was lost."""
        found = self._keyless(self._connection, self.tenant, complaint_id) if self._keyless else None
        if found is None:
            return None
        key = self.ring.earlier(self.tenant, found.complaint_id)
        if key is None or not (found.content is None or _opens(key, found.content)):
            raise KeyMissing(f"complaint {found.complaint_id} of {self.tenant} is sealed, and its key is not there")
        return key

    def _check_new(self) -> None:
        self.earlier()
        if self._connection.execute(_WRITTEN, {"tenant": self.tenant}).scalar_one():
            raise KeyMissing(f"what was written in {self.tenant} is sealed, and the tenant key is not there")

    def _read(self) -> Unwrapped:
        rows = self._connection.execute(_ALL, {"tenant": self.tenant}).all()
        keys = {
            row.version: self.ring.unwrap(row.master, row.wrapped, f"{self.tenant}|{row.version}")
            for row in rows
            if not row.purpose
        }
        secrets = {
            row.purpose: disclose(keys[row.version], row.wrapped, f"{self.tenant}|{row.purpose}|{row.version}")
            for row in rows
            if row.purpose
        }
        return Unwrapped(time.monotonic(), keys, secrets)


def _opens(key: bytes, content: bytes) -> bool:
    try:
        unseal(key, CONTENT, content)
    except InvalidTag:
        return False
    return True


def is_replaced(fault: DBAPIError) -> bool:
    """Whether a statement failed because the tenant key it used was replaced a moment ago."""
    return getattr(getattr(fault.orig, "diag", None), "constraint_name", None) in _STALE
