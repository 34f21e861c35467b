"""The random secrets of one stack: made at its first start, kept in `secrets.json`, readable by this user only."""

import base64
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from deploy.local.state import State
from deploy.services import BROKER_USERS, PUBLIC_BROKER_USERS, ROLES
from services.common.runtime.tenant_keys import KEEPERS

_FILE = "secrets.json"

ISSUERS = ("gateway", "notify", "operator")
"""Who signs callers, each with a key of its own."""

_PASSWORDS = (
    "postgres",
    "amqp",
    "s3_access",
    "s3_secret",
    *(f"role_{role}" for role in ROLES),
    *(f"amqp_{user}" for user in (*BROKER_USERS, *PUBLIC_BROKER_USERS)),
)
_KEYS = ("sealing", "receipt", "factor", "outward", *(f"signing_{issuer}" for issuer in ISSUERS))
_RINGS = tuple(f"seal_{service}" for service in KEEPERS)
"""The master keys of what is sealed at rest, a ring for each service that seals."""

_EARLIER = "vault"
"""What an earlier build derived intake's keys from; it becomes the first of intake's ring."""


@dataclass(frozen=True)
class Secrets:
    """Secrets by name. Passwords are hexadecimal, so they need no quoting in an address; keys are base64."""

    values: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def of_broker(self) -> dict[str, str]:
        """The password of each of the broker's users."""
        return {user: self[f"amqp_{user}"] for user in BROKER_USERS}

    def of_public_broker(self) -> dict[str, str]:
        """The password of each of our users where other systems listen."""
        return {user: self[f"amqp_{user}"] for user in PUBLIC_BROKER_USERS}

    def verify_keys(self) -> str:
        """The public halves of the signing keys, as `gateway:<base64>,notify:<base64>,…`."""
        return ",".join(f"{issuer}:{_public(self[f'signing_{issuer}'])}" for issuer in ISSUERS)


def load(state: State) -> Secrets:
    """The stack's secrets; those it does not have yet are made now."""
    kept = state.read(_FILE)
    passwords = {name: secrets.token_hex(16) for name in _PASSWORDS}
    keys = {name: _random() for name in _KEYS}
    rings = {name: f"k1:{_random()}" for name in _RINGS}
    if earlier := kept.get(_EARLIER):
        rings["seal_intake"] = f"k1:{earlier}"
    values = {name: value for name, value in (passwords | keys | rings | kept).items() if name != _EARLIER}
    if values != kept:
        state.write(_FILE, values)
    return Secrets(values)


def _random() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _public(seed: str) -> str:
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed)).public_key()
    return base64.b64encode(key.public_bytes_raw()).decode()
