"""Sealed messages and signed callers: what crosses the broker can be neither read nor forged there.

A request is encrypted (AES-256-GCM) under a key all services share and bound to the method it is meant for. Inside
lies the caller context, signed (Ed25519) by its issuer over the method, the request's text and an expiry: a caller
captured from one call is useless for another. Only the gateway's key vouches for people; the operator's command has
a key that vouches for the command, notify one that vouches for services. So neither a service that falls nor a stolen
operator's environment can sign for an officer, nor can the gateway rotate keys or apply regencies.
"""

import base64
import hashlib
import json
import os
import time
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.common.contracts.caller import Caller
from services.common.errors import CallerNotTrusted

_NONCE = 12
MAY_ISSUE = {
    "gateway": frozenset({"officer", "system", "reporter", "public", "platform"}),
    "notify": frozenset({"service"}),
    "operator": frozenset({"operator"}),
}
"""Which kinds of caller each issuer may vouch for."""


class Seal:
    """Encrypts and opens message bodies; `purpose` binds a body to one method and direction."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def close(self, content: Any, purpose: str) -> str:
        """JSON content as a base64 text only `open` with the same purpose can read."""
        nonce = os.urandom(_NONCE)
        plain = json.dumps(content, separators=(",", ":")).encode()
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, plain, purpose.encode())).decode()

    def open(self, sealed: str, purpose: str) -> Any:
        """The content; CallerNotTrusted when it was altered or meant for something else."""
        try:
            raw = base64.b64decode(sealed)
            return json.loads(self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()))
        except (InvalidTag, ValueError, TypeError) as reason:
            raise CallerNotTrusted from reason


class Issuer:
    """Signs callers. `name` says who vouches: `gateway` or a service's name."""

    def __init__(self, name: str, private_key: bytes) -> None:
        self._name = name
        self._key = Ed25519PrivateKey.from_private_bytes(private_key)

    def sign(self, caller: Caller, method: str, request: str, *, valid_for: float) -> dict[str, str]:
        """A token that vouches for `caller` making this one call, for `valid_for` seconds."""
        claims = json.dumps(
            {
                # What is not said is left out: a service of the build before this one knows no newer field.
                "caller": caller.model_dump(mode="json", exclude_defaults=True),
                "issuer": self._name,
                "method": method,
                "request": _digest(request),
                "expires_at": time.time() + valid_for,
            }
        )
        return {"claims": claims, "signature": base64.b64encode(self._key.sign(claims.encode())).decode()}


class Verifier:
    """Checks signed callers against the issuers' public keys."""

    def __init__(self, keys: str) -> None:
        """`keys` reads `gateway:<base64>,notify:<base64>`."""
        pairs = (entry.split(":", 1) for entry in keys.split(","))
        self._keys = {name: Ed25519PublicKey.from_public_bytes(base64.b64decode(key)) for name, key in pairs}

    def verify(self, token: dict[str, str], method: str, request: str) -> Caller:
        """The caller; CallerNotTrusted when forged, expired, or made for another call."""
        try:
            claims = json.loads(token["claims"])
            issuer = claims["issuer"]
            self._keys[issuer].verify(base64.b64decode(token["signature"]), token["claims"].encode())
            caller, digest = Caller.model_validate(claims["caller"]), _digest(request)
        except (InvalidSignature, KeyError, ValueError, TypeError, AttributeError) as reason:
            raise CallerNotTrusted from reason
        if (
            claims["method"] != method
            or claims["request"] != digest
            or claims["expires_at"] < time.time()
            or caller.kind not in MAY_ISSUE.get(issuer, frozenset())
        ):
            raise CallerNotTrusted
        return caller


def _digest(request: str) -> str:
    return hashlib.sha256(request.encode()).hexdigest()
