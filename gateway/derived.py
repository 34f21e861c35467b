"""Keys the gateway derives from its secrets, one for each purpose, so that none can stand in for another.

What belongs to signing in is derived from DUMAS_FACTOR_KEY, which the gateway and the operator's command hold: both set
up second factors. A new one makes them unreadable: they are reset and set up again.
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def derived(secret: bytes, purpose: bytes) -> bytes:
    """32 bytes."""
    return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(secret)
