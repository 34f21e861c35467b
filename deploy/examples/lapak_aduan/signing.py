"""Standard Webhooks 1.0 with the standard library: checking what Dumas sends, signing what is sent back."""

import base64
import hashlib
import hmac
import time

TOLERANCE = 300
"""Seconds a message may be old, or ahead of this clock."""


def _key(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix("whsec_"))


def signature(secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    """`v1,<base64>` over `id.timestamp.body`."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(_key(secret), signed, hashlib.sha256)).decode()


def headers(secret: str, message_id: str, body: bytes) -> dict[str, str]:
    """The three headers of a message of our own. Sent again, it keeps its id and gets a new time."""
    timestamp = str(int(time.time()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(secret, message_id, timestamp, body),
    }


def is_genuine(secret: str, message_id: str, timestamp: str, signatures: str, body: bytes) -> bool:
    """Whether this came from who knows the secret, just now. There are two signatures while a secret is changed."""
    if not (timestamp.isascii() and timestamp.isdecimal()) or abs(time.time() - int(timestamp)) > TOLERANCE:
        return False
    expected = signature(secret, message_id, timestamp, body).encode()
    return any(hmac.compare_digest(expected, one.encode()) for one in signatures.split())
