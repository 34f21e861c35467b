"""Sealing at rest: what a complaint says, who says it, its messages and file names.

Every complaint has a key of its own, derived from a master key that never enters the database. The access code is
kept as a keyed hash; it carries 80 random bits, so a slow hash would add nothing.
"""

import hashlib
import hmac
import json
import os
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE = 12


class Vault:
    """Seals and opens JSON values under the key of one complaint."""

    def __init__(self, master_key: bytes) -> None:
        self._master = master_key
        self._code_key = self._derive(b"access-code")

    def seal(self, tenant: str, complaint_id: UUID, purpose: str, value: Any) -> bytes:
        """The sealed value; `purpose` keeps a message from being passed off as an identity."""
        nonce = os.urandom(_NONCE)
        plain = json.dumps(value, separators=(",", ":")).encode()
        return _VERSION + nonce + self._cipher(tenant, complaint_id).encrypt(nonce, plain, purpose.encode())

    def open(self, tenant: str, complaint_id: UUID, purpose: str, sealed: bytes) -> Any:
        """The value; cryptography's InvalidTag when it was altered or sealed for something else."""
        body = bytes(sealed)[len(_VERSION) :]
        cipher = self._cipher(tenant, complaint_id)
        return json.loads(cipher.decrypt(body[:_NONCE], body[_NONCE:], purpose.encode()))

    def file_key(self, tenant: str, complaint_id: UUID, attachment_id: UUID) -> bytes:
        """The key one file is encrypted under, 32 bytes; it goes with the complaint's."""
        info = f"file|{tenant}|{complaint_id}|{attachment_id}"
        return self._derive(info.encode())

    def code_hash(self, reference: str, access_code: str) -> bytes:
        """What is kept of an access code. Case, blanks and dashes do not matter."""
        spelled = access_code.upper().replace("-", "").replace(" ", "")
        return hmac.digest(self._code_key, f"{reference}|{spelled}".encode(), hashlib.sha256)

    def _cipher(self, tenant: str, complaint_id: UUID) -> AESGCM:
        return AESGCM(self._derive(f"complaint|{tenant}|{complaint_id}".encode()))

    def _derive(self, info: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(self._master)
