"""Sealing at rest: what a complaint says, who says it, its messages and file names.

Every complaint has random keys: one for who reports, one for the picture of a KTP, one for all else, so that the first
two can be destroyed earlier. A vault serves one regency for one transaction. The access code is kept as a keyed hash;
it carries 80 random bits, so a slow hash would add nothing.
"""

import hashlib
import hmac
from typing import Any, Protocol
from uuid import UUID

from services.common.sealing import CONTENT, IDENTITY, KeyMissing, NewKey, derived, seal, unseal

KTP = "ktp"
"""The picture of an identity card: the kind of file, and the key of its own that goes with the identity."""

_KTP_NAME = "ktp-name"

_CODES = "access_code"


def name_of(kind: str) -> str:
    """What the name of a file of this kind is sealed for; people name the picture of their KTP after themselves."""
    return _KTP_NAME if kind == KTP else "file-name"


class ComplaintKeys(Protocol):
    """What a vault asks of the database: `services.common.runtime.keys.Keys`."""

    tenant: str

    def of(self, complaint_id: UUID, purpose: str) -> bytes: ...
    def made(self, complaint_id: UUID, *purposes: str) -> list[NewKey]: ...
    def to_seal(self, complaint_id: UUID, purpose: str) -> bytes: ...
    def secret(self, purpose: str) -> bytes: ...


class Vault:
    """Seals and opens JSON values under the keys of complaints."""

    def __init__(self, keys: ComplaintKeys) -> None:
        self._keys = keys

    def begin(self, complaint_id: UUID, *, has_identity: bool) -> list[NewKey]:
        """The keys of a complaint that is just being filed, to be saved with it."""
        return self._keys.made(complaint_id, CONTENT, *((IDENTITY,) if has_identity else ()))

    def seal(self, tenant: str, complaint_id: UUID, purpose: str, value: Any) -> bytes:
        """The sealed value; `purpose` keeps a message from being passed off as an identity. Destroyed."""
        self._check(tenant)
        return seal(self._keys.to_seal(complaint_id, _key_for(purpose)), purpose, value)

    def open(self, tenant: str, complaint_id: UUID, purpose: str, sealed: bytes) -> Any:
        """The value. Destroyed; cryptography's InvalidTag when it was altered or sealed for something else."""
        self._check(tenant)
        return unseal(self._keys.of(complaint_id, _key_for(purpose)), purpose, sealed)

    def file_key(self, tenant: str, complaint_id: UUID, attachment_id: UUID, kind: str) -> bytes:
        """The key one file is encrypted under, 32 bytes; a KTP's goes with the identity. Destroyed."""
        self._check(tenant)
        purpose = KTP if kind == KTP else CONTENT
        return derived(self._keys.to_seal(complaint_id, purpose), f"file|{tenant}|{complaint_id}|{attachment_id}")

    def code_hash(self, reference: str, access_code: str) -> bytes:
        """What is kept of an access code. Case, blanks and dashes do not matter."""
        spelled = access_code.upper().replace("-", "").replace(" ", "")
        return hmac.digest(self._keys.secret(_CODES), f"{reference}|{spelled}".encode(), hashlib.sha256)

    def fingerprint(self, filing: str) -> str:
        """What a filing is recognised by when it is sent again; without the key nobody can try out who filed it."""
        return hmac.digest(self._keys.secret(_CODES), f"filing|{filing}".encode(), hashlib.sha256).hex()

    def _check(self, tenant: str) -> None:
        if tenant != self._keys.tenant:
            raise KeyMissing(f"this vault is not {tenant}'s")


_APART = {IDENTITY: IDENTITY, _KTP_NAME: KTP}


def _key_for(purpose: str) -> str:
    return _APART.get(purpose, CONTENT)
