"""Standard Webhooks 1.0: by what a receiver knows that an event is from here, and that nobody sends it a second time.

While a secret is being changed there are two signatures, so that the receiver may change at any moment in between.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from services.common.contracts.outward.envelope import CONTENT_TYPE
from services.common.sealing import disclose

PREFIX: Final = "whsec_"
_AGENT: Final = "Dumas-Webhooks/1"


def opened(key: bytes, sealed: bytes, subscription_id: UUID) -> bytes:
    """The bytes a subscription's events are signed with, from `whsec_<base64>` as it is kept. InvalidTag."""
    secret = disclose(key, sealed, f"subscription|{subscription_id}").decode()
    return base64.b64decode(secret.removeprefix(PREFIX))


def spelled(secret: bytes) -> str:
    """As people hand it on: `whsec_<base64>`."""
    return PREFIX + base64.b64encode(secret).decode()


def signature(secret: bytes, event_id: UUID | str, at: datetime, body: str) -> str:
    """One signature, `v1,<base64>`."""
    signed = f"{event_id}.{int(at.timestamp())}.{body}".encode()
    return f"v1,{base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()}"


def headers(secrets: Iterable[bytes], event_id: UUID, at: datetime, body: str, *, is_replay: bool) -> dict[str, str]:
    """All headers of a webhook but those the connection makes."""
    return {
        "Content-Type": CONTENT_TYPE,
        "User-Agent": _AGENT,
        "Connection": "close",
        "webhook-id": str(event_id),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signature(secret, event_id, at, body) for secret in secrets),
        **({"webhook-replay": "true"} if is_replay else {}),
    }
