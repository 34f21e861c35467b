"""What was typed in one step and is needed in the next, carried by the browser: sealed, and good for minutes only.

Between password and code nothing of the password is kept here, and nothing that can be read is in the page.
"""

import json
import os
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.common.sealing import derived

LASTS: Final = 300.0
_NONCE = 12


class Waiting:
    """Seals under a key that only the gateway's processes have."""

    def __init__(self, key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._cipher = AESGCM(derived(key, "dumas between two steps"))
        self._clock = clock

    def seal(self, what: str, said: Mapping[str, str]) -> str:
        """As it may stand in a form; `what` tells one use from another."""
        nonce, plain = os.urandom(_NONCE), json.dumps({"at": self._clock(), "said": dict(said)}).encode()
        return urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, plain, what.encode())).decode()

    def open(self, what: str, sealed: str) -> dict[str, str] | None:
        """What was said; None when this was not sealed here for that use, or too long ago."""
        try:
            raw = urlsafe_b64decode(sealed)
            plain = json.loads(self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], what.encode()))
        except (NotBase64, ValueError, InvalidTag):
            return None
        said: dict[str, str] = plain["said"]
        return said if plain["at"] > self._clock() - LASTS else None
