"""Subscriptions as they are kept, and who may know of which: a system of its own, others of all in their regency."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, RowMapping, Select, func, select, update

from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.outward.subscriptions import Scope, Subscription, Subscriptions
from services.common.errors import Invalid, NotFound
from services.common.runtime.database import Work
from services.notify.deliveries.wanted import queue_of
from services.notify.models import Address
from services.notify.outward.secrets import Listeners
from services.notify.outward.tables import DeliveryRow, SubscriptionRow

_SAME: Final = (
    *("subscription_id", "subscriber", "way", "state", "url", "is_ordered", "contact", "created_at"),
    *("failing_since", "disabled_because", "last_delivered_at"),
)
_SCOPE: Final = ("types", "channels", "all_channels", "protected")


def known_to(caller: Caller) -> list[ColumnElement[bool]]:
    """What holds of a subscription the caller may know of."""
    there: list[ColumnElement[bool]] = [SubscriptionRow.removed_at.is_(None)]
    return [*there, SubscriptionRow.subscriber == caller.actor] if caller.kind == "system" else there


def held(work: Work, caller: Caller, subscription_id: UUID) -> RowMapping:
    """A subscription, which nobody else changes until this work is saved. NotFound."""
    query = select(*SubscriptionRow.__table__.c).where(
        SubscriptionRow.subscription_id == subscription_id, *known_to(caller)
    )
    row = work.connection.execute(query.with_for_update(key_share=True)).mappings().first()
    if row is None:
        raise NotFound("subscription")
    return row


def demand(work: Work, caller: Caller, subscription_id: UUID) -> None:
    """NotFound where the caller may not know of it, or there is none."""
    one = SubscriptionRow.subscription_id == subscription_id
    query = select(SubscriptionRow.subscription_id).where(one, *known_to(caller))
    if work.connection.execute(query).first() is None:
        raise NotFound("subscription")


def listed(work: Work, known: Listeners, caller: Caller) -> Subscriptions:
    """All the caller may know of, by subscriber and age."""
    query = _query().where(*known_to(caller)).order_by(SubscriptionRow.subscriber, SubscriptionRow.created_at)
    return Subscriptions(subscriptions=tuple(_shown(known, row) for row in work.connection.execute(query).mappings()))


def shown(work: Work, known: Listeners, subscription_id: UUID) -> Subscription:
    """One, as it stands now."""
    query = _query().where(SubscriptionRow.subscription_id == subscription_id)
    return _shown(known, work.connection.execute(query).mappings().one())


def roles_of(work: Work, subscriber: str) -> list[str]:
    """The roles of a system of the regency. Invalid where it is none."""
    found = (Address.officer == subscriber, Address.kind == "system")
    roles = work.connection.execute(select(Address.roles).where(*found)).scalar()
    if roles is None:
        raise Invalid({"subscriber": "There is no such system. Add it to officers.yaml with kind: system."})
    return list(roles)


def keep(work: Work, subscription_id: UUID, changes: Mapping[str, Any]) -> None:
    """Change a row."""
    one = SubscriptionRow.subscription_id == subscription_id
    work.connection.execute(update(SubscriptionRow).where(one).values(**changes))


def scope_row(scope: Scope) -> dict[str, Any]:
    """A scope by its columns."""
    return {**dict(scope), "types": list(scope.types), "channels": list(scope.channels)}


def told_anew(row: RowMapping) -> dict[str, Any]:
    """The broker must be told of every change of a queue that is in use."""
    return {"state": "preparing"} if row["way"] == "amqp" and row["state"] != "disabled" else {}


def note(work: Work, caller: Caller, action: str, now: datetime, row: Any, **details: str) -> None:
    """Enter it in the audit trail."""
    told = {"subscription": str(row["subscription_id"]), **details}
    work.announce(audited(caller, action, now, complaint_id=None, subject=row["subscriber"], **told))


def _query() -> Select[Any]:
    mine = (DeliveryRow.subscription_id == SubscriptionRow.subscription_id, DeliveryRow.outcome == "waiting")
    waiting = select(func.count()).select_from(DeliveryRow).where(*mine).scalar_subquery().label("waiting")
    columns = [getattr(SubscriptionRow, name) for name in (*_SAME, *_SCOPE, "tenant")]
    return select(*columns, waiting)


def _shown(known: Listeners, row: RowMapping) -> Subscription:
    is_queue = row["way"] == "amqp"
    return Subscription(
        **{name: row[name] for name in _SAME},
        scope=Scope.model_construct(**{name: _plain(row[name]) for name in _SCOPE}),
        queue=queue_of(row["tenant"], row["subscriber"]) if is_queue else None,
        address=known.amqp_address if is_queue else None,
        waiting=row["waiting"],
    )


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
