"""Master keys for tests that work in a service's database without its process."""

import base64

from services.common.runtime.tenant_keys import Keyring
from services.common.sealing import Ring
from services.intake import earlier_keys


def master(name: str) -> str:
    """An entry of a ring, the same for the same name: `k1:<base64>`."""
    return f"{name}:{base64.b64encode(name.encode().ljust(32, b'-')).decode()}"


def keyring(*names: str) -> Keyring:
    """A ring of these master keys, the first of which wraps; a process of its own, so far as it remembers keys."""
    return Keyring(Ring(",".join(master(name) for name in names or ("k1",))))


def intakes_keyring(*names: str) -> Keyring:
    """The same for intake, which knows the keys of an earlier build."""
    return earlier_keys.intakes_keyring(",".join(master(name) for name in names or ("k1",)))
