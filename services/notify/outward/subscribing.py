"""What shows a secret: a subscription is added, or its secret made anew. Asked twice with one key, it is done once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Message
from services.common.contracts.outward.subscriptions import AddSubscription, NewSecret, RotateSecret
from services.common.errors import SubscriptionRefused
from services.common.runtime.database import Work
from services.notify.models import Address
from services.notify.outward.fitting import demand_address, fitting_scope, fitting_url
from services.notify.outward.secrets import Listeners, fresh
from services.notify.outward.subscriptions import held, keep, note, roles_of, scope_row, shown, told_anew
from services.notify.outward.tables import SubscriptionRow

MOST: Final = 20
"""Of one system."""
BOTH_HOLD: Final = timedelta(hours=48)


class Remembered(Message):
    """What is kept of an answer that shows a secret."""

    subscription_id: UUID
    sealed: str
    earlier_until: datetime | None = None
    ended_early: bool = False


def add(work: Work, known: Listeners, caller: Caller, request: AddSubscription, now: datetime) -> NewSecret:
    """A new subscription and its secret. Invalid, SubscriptionRefused."""

    def act() -> Remembered:
        row = _new(work, known, request, now)
        one, secret = row["subscription_id"], fresh(request.way)
        work.connection.execute(insert(SubscriptionRow).values(row | {"secret": known.kept(request.way, one, secret)}))
        note(work, caller, "subscription_added", now, row, way=request.way)
        return Remembered(subscription_id=one, sealed=known.remembered(one, secret))

    return _once(work, known, caller, request, act)


def rotate(work: Work, known: Listeners, caller: Caller, request: RotateSecret, now: datetime) -> NewSecret:
    """Another secret; of two that were good the older one ends. NotFound."""

    def act() -> Remembered:
        row = held(work, caller, request.subscription_id)
        one, secret = row["subscription_id"], fresh(row["way"])
        until = now + BOTH_HOLD if row["way"] == "webhook" else None
        changes = {
            "secret": known.kept(row["way"], one, secret),
            "earlier_secret": row["secret"] if until else None,
            "earlier_until": until,
            "changed_at": now,
        }
        keep(work, one, changes | told_anew(row))
        note(work, caller, "secret_rotated", now, row)
        third = row["earlier_until"] is not None and row["earlier_until"] > now
        sealed = known.remembered(one, secret)
        return Remembered(subscription_id=one, sealed=sealed, earlier_until=until, ended_early=third)

    return _once(work, known, caller, request, act)


def _new(work: Work, known: Listeners, request: AddSubscription, now: datetime) -> dict[str, Any]:
    roles = roles_of(work, request.subscriber)
    demand_address(request.way, request.url)
    scope = fitting_scope(request.scope, roles)
    _demand_room(work, request)
    given = {name: getattr(request, name) for name in ("subscriber", "way", "is_ordered", "contact")}
    return given | {
        **scope_row(scope),
        "subscription_id": uuid4(),
        "tenant": work.tenant,
        "url": fitting_url(request.url, known.networks) if request.url else None,
        "state": "active" if request.way == "webhook" else "preparing",
        "created_at": now,
        "changed_at": now,
    }


def _demand_room(work: Work, request: AddSubscription) -> None:
    # Two at the same moment: the second waits here, and then counts the first.
    mine = Address.officer == request.subscriber
    work.connection.execute(select(Address.officer).where(mine).with_for_update())
    own = (SubscriptionRow.subscriber == request.subscriber, SubscriptionRow.removed_at.is_(None))
    ways = list(work.connection.execute(select(SubscriptionRow.way).where(*own)).scalars())
    if request.way == "amqp" and "amqp" in ways:
        raise SubscriptionRefused("the system has its queue already. Change that subscription instead")
    if len(ways) >= MOST:
        raise SubscriptionRefused(f"a system has at most {MOST}. Remove one first")


def _once(work: Work, known: Listeners, caller: Caller, request: Any, act: Callable[[], Remembered]) -> NewSecret:
    kept = work.once(caller, request, request.request_key, Remembered, act)
    secret = known.recalled(kept.subscription_id, kept.sealed)
    found = shown(work, known, kept.subscription_id)
    return NewSecret(subscription=found, secret=secret, earlier_until=kept.earlier_until, ended_early=kept.ended_early)
