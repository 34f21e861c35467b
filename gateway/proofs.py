"""A proof of work: a sum that takes a cheap phone about a second and us some thirty microseconds to check.

ALTCHA's challenges, version 2, made and checked here, so that no third party sees who files. It only makes a flood
dear; it shuts nobody out, and nothing of the client goes into it. The library takes the same solution any number of
times, so what was used is kept until it expires (see `gateway.counters`).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from altcha.v2 import Payload, create_challenge, verify_solution

from services.common.sealing import derived

ALGORITHM: Final = "PBKDF2/SHA-256"
COST: Final = 3000
LASTS: Final = timedelta(minutes=10)

_FEWEST, _SPREAD = 128, 256  # tries: 256 on average, never more than 383, so that bad luck costs nobody a minute
_LONGEST = 4096
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Proof:
    """A challenge that was solved, by its hash, and when it expires."""

    name: bytes
    expires_at: datetime


class Proofs:
    """Makes and checks challenges under keys derived from the gateway's receipt key."""

    def __init__(self, receipt_key: bytes, cost: int = COST, lasts: timedelta = LASTS) -> None:
        self._signing = derived(receipt_key, "dumas proof challenge")
        self._checking = derived(receipt_key, "dumas proof solution")
        self._cost, self._lasts = cost, lasts

    def challenge(self) -> dict[str, Any]:
        """A new challenge, as ALTCHA's widget and libraries read it."""
        made = create_challenge(
            ALGORITHM,
            self._cost,
            counter=_FEWEST + secrets.randbelow(_SPREAD),
            expires_at=datetime.now(UTC) + self._lasts,
            hmac_secret=self._signing,
            hmac_key_secret=self._checking,
        )
        found: dict[str, Any] = made.to_dict()
        return found

    def solved(self, sent: str) -> Proof | None:
        """The challenge whose solution was sent; None when it is none of ours, too easy, expired or not solved."""
        if len(sent) > _LONGEST:
            return None
        try:
            payload = Payload.from_base64(sent)
            result = verify_solution(payload, self._signing, hmac_key_secret=self._checking)
        except _UNREADABLE:
            return None
        asked = payload.challenge.parameters
        # One that is signed was made here, perhaps by a version of this product that asked for less, or for ever.
        if not result.verified or asked.cost < self._cost or asked.expires_at is None:
            return None
        name = hashlib.sha256(str(payload.challenge.signature).encode()).digest()
        return Proof(name, datetime.fromtimestamp(asked.expires_at, UTC))
