"""The cryptography of the second factor: secrets sealed at rest, codes of the moment, recovery codes as hashes.

A code is the TOTP of RFC 6238: six digits, SHA-1, a new one every thirty seconds. A clock may be one step off.

The keys are derived from DUMAS_FACTOR_KEY, which the gateway and the operator's command hold: both set up second
factors. A new one makes them unreadable: they are reset and set up again.
"""

import hmac
import secrets
from datetime import datetime

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.common.sealing import derived

RECOVERY_CODES = 8
ISSUER = "Dumas"
_DRIFT = (-1, 0, 1)
_NONCE = 12
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


def new_secret() -> str:
    """160 bits in base32, as RFC 4226 recommends."""
    return pyotp.random_base32()


def uri(secret: str, tenant: str, account_id: str) -> str:
    """`otpauth://…`, for the QR code a phone reads."""
    return pyotp.TOTP(secret).provisioning_uri(name=f"{account_id}@{tenant}", issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step this code is of, when it is near now and later than the last one used; else None."""
    totp, given = pyotp.TOTP(secret), code.encode()
    current = totp.timecode(now)
    steps = [current + off for off in _DRIFT if current + off > last_step]
    fitting = [step for step in steps if hmac.compare_digest(totp.generate_otp(step).encode(), given)]
    return fitting[0] if fitting else None


def new_recovery_codes() -> list[str]:
    """As they are shown: four groups of four letters, 79 bits."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)) for _ in range(RECOVERY_CODES)
    ]


class CodeKeys:
    """Seals secrets, and hashes recovery codes, each for one account only."""

    def __init__(self, factor_key: bytes) -> None:
        self._cipher = AESGCM(derived(factor_key, "dumas second factor"))
        self._mac_key = derived(factor_key, "dumas recovery code")

    def seal(self, tenant: str, account_id: str, secret: str) -> bytes:
        """AES-GCM, bound to the account."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, secret.encode(), _of(tenant, account_id))

    def open(self, tenant: str, account_id: str, sealed: bytes) -> str:
        """The secret. InvalidTag when it was sealed for another account or under another key."""
        return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _of(tenant, account_id)).decode()

    def mark(self, tenant: str, account_id: str, recovery_code: str) -> str:
        """What is kept of a recovery code, however it is typed."""
        plain = "".join(letter for letter in recovery_code.lower() if letter.isalnum())
        return hmac.new(self._mac_key, _of(tenant, account_id) + plain.encode(), "sha256").hexdigest()


def _of(tenant: str, account_id: str) -> bytes:
    return f"{tenant}\n{account_id}\n".encode()
