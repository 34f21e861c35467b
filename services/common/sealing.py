"""Sealing at rest, as values: the ring of master keys, keys wrapped under other keys, and what is sealed under them.

A master key never enters a database. It wraps the key of a regency, that wraps the key of a complaint, and under that
lies what people wrote; so keys can be changed without touching the writing, and destroying one destroys what it seals.
"""

import base64
import binascii
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CONTENT, IDENTITY = "content", "identity"
"""The keys of a complaint: one for who reports, one for all else."""

_FORM = b"\x01"
_NONCE = 12
_SIZE = 32
_ENTRY = re.compile(r"^([a-z0-9_-]{1,20}):(\S+)$")


class Destroyed(Exception):
    """The key was destroyed, and with it what it sealed. `on` is the day."""

    def __init__(self, on: date) -> None:
        super().__init__(on)
        self.on = on


class KeyMissing(Exception):
    """A key that is needed is not there: the ring lacks a master key, or the database the schema `keys`."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A complaint's key, wrapped under this version of the tenant key, that is not saved yet."""

    purpose: str
    version: int
    wrapped: bytes


def new_key() -> bytes:
    """A random key."""
    return os.urandom(_SIZE)


def derived(key: bytes, what: str) -> bytes:
    """Another key made of this one, for one use alone."""
    return HKDF(algorithm=SHA256(), length=_SIZE, salt=None, info=what.encode()).derive(key)


def enclose(key: bytes, plain: bytes, bound_to: str) -> bytes:
    """Bytes sealed under a key; they open for `bound_to` alone."""
    nonce = os.urandom(_NONCE)
    return _FORM + nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def disclose(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    """The bytes; cryptography's InvalidTag when they were altered or sealed for something else."""
    raw = bytes(sealed)
    if raw[:1] != _FORM:
        raise InvalidTag
    body = raw[1:]
    return AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], bound_to.encode())


def seal(key: bytes, bound_to: str, value: Any) -> bytes:
    """A JSON value sealed under a key."""
    return enclose(key, json.dumps(value, separators=(",", ":")).encode(), bound_to)


def unseal(key: bytes, bound_to: str, sealed: bytes) -> Any:
    """The value. InvalidTag."""
    return json.loads(disclose(key, sealed, bound_to))


Earlier = Callable[[bytes, str, UUID | None], bytes]
"""Gives a key that a build before this one derived: of its master key, the tenant, and the complaint (None: codes)."""


class Ring:
    """The master keys of a service: the first wraps, all unwrap, the last is the oldest."""

    def __init__(self, text: str, earlier: Earlier | None = None) -> None:
        """`text` reads `k2:<base64 of 32 bytes>,k1:<base64>`; a fault in it ends the program with what is wrong."""
        self._keys = _parsed(text)
        self._earlier = earlier

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the keys, the one that wraps first."""
        return tuple(self._keys)

    def wrap(self, key: bytes, bound_to: str) -> tuple[str, bytes]:
        """The name of the first master key, and the key wrapped under it."""
        first = self.ids[0]
        return first, enclose(self._keys[first], key, f"{first}|{bound_to}")

    def unwrap(self, master: str, wrapped: bytes, bound_to: str) -> bytes:
        """The key. KeyMissing, InvalidTag."""
        if master not in self._keys:
            raise KeyMissing(f"DUMAS_SEAL_KEYS has no key {master}, under which a tenant key is wrapped.")
        return disclose(self._keys[master], wrapped, f"{master}|{bound_to}")

    def earlier(self, tenant: str, complaint_id: UUID | None = None) -> bytes | None:
        """The key an earlier build sealed this complaint under, or hashed access codes with; None where none did."""
        return self._earlier(self._keys[self.ids[-1]], tenant, complaint_id) if self._earlier else None


_WHAT: Final = "DUMAS_SEAL_KEYS must read k2:<base64 of 32 bytes>,k1:<base64 of 32 bytes>, the newest key first"


def _parsed(text: str) -> dict[str, bytes]:
    keys: dict[str, bytes] = {}
    for place, entry in enumerate(text.split(",") if text else (), start=1):
        found = _ENTRY.match(entry.strip())
        if not found:
            raise SystemExit(f"{_WHAT}; entry {place} does not.")
        name, key = found[1], _decoded(found[2])
        if len(key) != _SIZE:
            raise SystemExit(f"{_WHAT}; {name} is not 32 bytes.")
        if name in keys:
            raise SystemExit(f"{_WHAT}; {name} is there twice.")
        keys[name] = key
    return keys


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
