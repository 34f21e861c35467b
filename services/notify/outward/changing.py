"""A subscription is changed, switched off and on, or ends; what it waits for changes with it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, select, text

from services.common.contracts.caller import Caller
from services.common.contracts.outward.subscriptions import ChangeSubscription, Subscription
from services.common.runtime.database import Work
from services.notify.models import Address
from services.notify.outward.fitting import demand_address, fitting_scope, fitting_url
from services.notify.outward.secrets import Listeners
from services.notify.outward.subscriptions import held, keep, note, roles_of, scope_row, shown, told_anew
from services.notify.outward.tables import SubscriptionRow

_END: Final = text(
    "UPDATE delivery SET outcome = :outcome, ended_at = :now, claimed_until = NULL"
    " WHERE subscription_id = :subscription_id AND outcome = 'waiting'"
)
_NARROW: Final = text(
    """
    UPDATE delivery AS d SET outcome = 'withdrawn', ended_at = :now
    FROM outward_event AS e, subscription AS s
    WHERE d.subscription_id = :subscription_id AND d.outcome = 'waiting' AND e.event_id = d.event_id
        AND s.subscription_id = d.subscription_id AND NOT may_hear(s, e)
    """
)
_AT_ONCE: Final = text(
    "UPDATE delivery SET next_attempt_at = :now WHERE subscription_id = :subscription_id AND outcome = 'waiting'"
)


def change(work: Work, known: Listeners, caller: Caller, request: ChangeSubscription, now: datetime) -> Subscription:
    """As it is from now on. NotFound, Invalid."""
    row = held(work, caller, request.subscription_id)
    keep(work, row["subscription_id"], {**_changes(work, known, row, request), "changed_at": now})
    _let_wait(work, request, now)
    what = sorted(name for name, value in request if value is not None and name != "subscription_id")
    note(work, caller, "subscription_changed", now, row, what=",".join(what))
    return shown(work, known, row["subscription_id"])


def remove(work: Work, caller: Caller, subscription_id: UUID, now: datetime) -> None:
    """It hears no more, and what it was owed is withdrawn. NotFound."""
    _end(work, caller, held(work, caller, subscription_id), now, because="asked")


def end_of_others(work: Work, caller: Caller, now: datetime) -> None:
    """Who is no system of the regency any more hears no more."""
    systems = select(Address.officer).where(Address.kind == "system")
    gone = (SubscriptionRow.removed_at.is_(None), SubscriptionRow.subscriber.not_in(systems))
    query = select(SubscriptionRow.subscription_id, SubscriptionRow.subscriber).where(*gone).with_for_update()
    for row in work.connection.execute(query).mappings().all():
        _end(work, caller, row, now, because="account")


def _changes(work: Work, known: Listeners, row: RowMapping, request: ChangeSubscription) -> dict[str, Any]:
    given = {"is_ordered": request.is_ordered, "contact": request.contact}
    changes: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if request.url is not None:
        demand_address(row["way"], request.url)
        changes |= {"url": fitting_url(request.url, known.networks), "failing_since": None}
    if request.scope is not None:
        changes |= scope_row(fitting_scope(request.scope, roles_of(work, row["subscriber"])))
    return changes | (_state(row, request.state) if request.state else told_anew(row))


def _state(row: RowMapping, wanted: str) -> dict[str, Any]:
    if wanted == "disabled":
        return {"state": "disabled", "disabled_because": row["disabled_because"] or "switched_off"}
    begun = "preparing" if row["way"] == "amqp" else "active"
    return {"state": begun, "disabled_because": None, "failing_since": None}


def _let_wait(work: Work, request: ChangeSubscription, now: datetime) -> None:
    given = {"subscription_id": request.subscription_id, "now": now}
    if request.state == "disabled":
        work.connection.execute(_END, given | {"outcome": "given_up"})
    if request.scope is not None:
        work.connection.execute(_NARROW, given)
    if request.url is not None:
        work.connection.execute(_AT_ONCE, given)


def _end(work: Work, caller: Caller, row: RowMapping, now: datetime, because: str) -> None:
    one = row["subscription_id"]
    nothing = {"secret": b"", "earlier_secret": None, "earlier_until": None}
    keep(work, one, {**nothing, "state": "disabled", "removed_at": now, "changed_at": now})
    work.connection.execute(_END, {"subscription_id": one, "now": now, "outcome": "withdrawn"})
    note(work, caller, "subscription_removed", now, row, because=because)
