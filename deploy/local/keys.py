"""The random secrets of one stack: made at its first start, kept in `secrets.json`, readable by this user only."""

import base64
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.local.state import State
from deploy.services import ROLES

_FILE = "secrets.json"

ISSUERS = ("gateway", "notify")
"""Who signs callers, each with a key of its own."""

_PASSWORDS = ("postgres", "amqp", "s3_access", "s3_secret", *(f"role_{role}" for role in ROLES))
_KEYS = ("sealing", "receipt", "vault", *(f"signing_{issuer}" for issuer in ISSUERS))


@dataclass(frozen=True)
class Secrets:
    """Secrets by name. Passwords are hexadecimal, so they need no quoting in an address; keys are base64."""

    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def verify_keys(self) -> str:
        """The public halves of the signing keys, as `gateway:<base64>,notify:<base64>`."""
        return ",".join(f"{issuer}:{_public(self[f'signing_{issuer}'])}" for issuer in ISSUERS)


def load(state: State) -> Secrets:
    """The stack's secrets; those it does not have yet are made now."""
    kept = state.read(_FILE)
    passwords = {name: secrets.token_hex(16) for name in _PASSWORDS}
    keys = {name: base64.b64encode(secrets.token_bytes(32)).decode() for name in _KEYS}
    values = passwords | keys | kept
    if values != kept:
        state.write(_FILE, values)
    return Secrets(values)


def _public(seed: str) -> str:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed)).public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()
