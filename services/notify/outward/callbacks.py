"""Who signed a callback: a system we tell of events tells us something back, by the secret its webhook is signed with.

Whoever cannot sign learns nothing: there is one refusal, and it takes as long for a subscription that is not there.
"""

import hmac
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import RowMapping, or_, select

from services.common.contracts.sources import CallbackSender, SignedCallback
from services.common.errors import CallbackRefused
from services.common.runtime.database import Work
from services.notify.deliveries.signing import opened, signature
from services.notify.outward.secrets import Listeners
from services.notify.outward.tables import SubscriptionRow

TOLERANCE: Final = timedelta(minutes=5)
_MOST: Final = 10
"""Signatures in one header."""
_LATEST: Final = 10_000_000_000
_NOBODYS: Final = secrets.token_bytes(32)


def sender(work: Work, known: Listeners, request: SignedCallback, now: datetime) -> CallbackSender:
    """The system whose subscription it is. CallbackRefused, alike for whatever is wrong."""
    row = _subscription(work, request)
    good = list(_secrets(known, row, now)) if row else [_NOBODYS]
    if not (_is_signed(request, good) and _is_recent(request.timestamp, now)) or row is None:
        raise CallbackRefused
    return CallbackSender(subscriber=row["subscriber"])


def _subscription(work: Work, request: SignedCallback) -> RowMapping | None:
    """One by webhook that was neither removed nor switched off by somebody; a failing endpoint takes no right away."""
    columns = ("subscription_id", "subscriber", "secret", "earlier_secret", "earlier_until")
    mine: tuple[Any, ...] = (
        SubscriptionRow.subscription_id == request.subscription_id,
        SubscriptionRow.tenant == work.tenant,
        SubscriptionRow.way == "webhook",
        SubscriptionRow.removed_at.is_(None),
        or_(SubscriptionRow.state == "active", SubscriptionRow.disabled_because != "switched_off"),
    )
    query = select(*(getattr(SubscriptionRow, name) for name in columns)).where(*mine)
    return work.connection.execute(query).mappings().first()


def _secrets(known: Listeners, row: RowMapping, now: datetime) -> Iterator[bytes]:
    """The present one, and while it is being changed the one before."""
    yield opened(known.key, bytes(row["secret"]), row["subscription_id"])
    if row["earlier_secret"] and row["earlier_until"] and row["earlier_until"] > now:
        yield opened(known.key, bytes(row["earlier_secret"]), row["subscription_id"])


def _is_signed(request: SignedCallback, good: list[bytes]) -> bool:
    at = _moment(request.timestamp)
    if at is None:
        return False
    expected = [signature(secret, request.webhook_id, at, request.body).encode() for secret in good]
    given = [one.encode() for one in request.signature.split()[:_MOST]]
    return any(hmac.compare_digest(one, other) for one in given for other in expected)


def _is_recent(timestamp: str, now: datetime) -> bool:
    at = _moment(timestamp)
    return at is not None and abs(now - at) <= TOLERANCE


def _moment(timestamp: str) -> datetime | None:
    """The header as it was signed: whole seconds, written in one way only."""
    if not (timestamp.isascii() and timestamp.isdecimal()) or str(int(timestamp)) != timestamp:
        return None
    return datetime.fromtimestamp(int(timestamp), UTC) if int(timestamp) < _LATEST else None
