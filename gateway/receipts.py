"""The names of a complaint, given out before anything is stored.

They are computed from the caller's Idempotency-Key and the filing under a key only the gateway holds. A retry gets
the same receipt and the access code is kept nowhere; who knows the Idempotency-Key but not the filing, or the other
way round, learns nothing. Only the two-digit year comes from the clock: on a retry across New Year the desk answers
with the reference of the first attempt, because the complaint's id has not changed.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from gateway.problems import KeyMalformed, KeyMissing
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing
from services.common.contracts.tenant import TenantProfile

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters without I, L, O and U, which are misread."""

_KEY = re.compile(r"[A-Za-z0-9_-]{16,128}")
_MISREAD = str.maketrans("ILO", "110")
_BITS = 5
_GROUP = 4
_REFERENCE_BYTES = 5
_CODE_BYTES = 10


@dataclass(frozen=True, slots=True)
class Names:
    """What a complaint is called: inside, in public, and by its reporter alone."""

    complaint_id: UUID
    reference: str
    access_code: str


class Receipts:
    """Derives names and request keys."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def names(self, caller: Caller, key: str, filing: Filing, profile: TenantProfile, now: datetime) -> Names:
        """The names for this filing; the same for the same caller, key and filing."""
        content = hashlib.sha256(filing.model_dump_json().encode()).hexdigest()
        year = now.astimezone(ZoneInfo(profile.time_zone)).strftime("%y")
        number = self._derive("reference", caller, key, content)[:_REFERENCE_BYTES]
        return Names(
            complaint_id=UUID(bytes=self._derive("complaint", caller, key, content)[:16], version=4),
            reference=f"{profile.code}-{year}-{_grouped(number)}",
            access_code=_grouped(self._derive("access", caller, key, content)[:_CODE_BYTES]),
        )

    def new_code(self, caller: Caller, key: str, reference: str) -> str:
        """Another access code for a complaint; the same for the same caller, key and complaint."""
        return _grouped(self._derive("new access", caller, key, reference)[:_CODE_BYTES])

    def request_key(self, caller: Caller, key: str) -> str:
        """What the services know a request by; the caller's own key goes no further than here."""
        return self._derive("request", caller, key).hex()

    def _derive(self, purpose: str, caller: Caller, *parts: str) -> bytes:
        text = "\x1f".join((purpose, caller.tenant, f"{caller.kind}:{caller.actor}", *parts))
        return hmac.digest(self._key, text.encode(), "sha256")


def checked_key(value: str | None) -> str:
    """The Idempotency-Key of a request. KeyMissing; KeyMalformed when it is too weak to protect a receipt."""
    if not value:
        raise KeyMissing
    if not _KEY.fullmatch(value):
        raise KeyMalformed
    return value


def as_reference(typed: str) -> str:
    """A reference as a person typed it, in its written form: capitals, and 0 and 1 for misread letters."""
    head, dash, tail = typed.strip().upper().partition("-")
    return head + dash + tail.translate(_MISREAD)


def as_access_code(typed: str) -> str:
    """An access code as a person typed it, in its written form: groups of four."""
    plain = re.sub(r"[\s-]", "", typed).upper().translate(_MISREAD)
    return "-".join(plain[at : at + _GROUP] for at in range(0, len(plain), _GROUP))


def _grouped(raw: bytes) -> str:
    value = int.from_bytes(raw, "big")
    count = len(raw) * 8 // _BITS
    letters = "".join(CROCKFORD[value >> _BITS * (count - 1 - at) & 31] for at in range(count))
    return "-".join(letters[at : at + _GROUP] for at in range(0, count, _GROUP))
