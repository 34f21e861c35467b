"""An endpoint is switched off: what it was owed ends, and its owner, the administrators and the audit trail hear of it.

All in one transaction. What was owed counts as given up, so that it can be sent again.
"""

import logging
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection, RowMapping, insert, text

from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.outward.data import SubscriptionEnded
from services.common.contracts.outward.envelope import body
from services.common.runtime.tables import outbox_row
from services.common.vocabulary import ADMIN
from services.notify.deliveries.schedule import Because
from services.notify.models import Outbox
from services.notify.outward.places import tell_one
from services.notify.texts import WHY_DISABLED

log = logging.getLogger(__name__)

EVENT: Final = "subscription.disabled"
_SERVICE: Final = "notify"  # in whose name the relay announces what lies in this database
_ACTOR: Final = "deliveries"

_DISABLE: Final = text(
    """
    UPDATE subscription SET state = 'disabled', disabled_because = :because, changed_at = :now
    WHERE subscription_id = :subscription_id AND state = 'active' AND removed_at IS NULL
    RETURNING subscription_id, tenant, subscriber, contact, failing_since
    """
)
_GIVE_UP: Final = text(
    """
    UPDATE delivery SET outcome = 'given_up', ended_at = :now, claimed_until = NULL
    WHERE subscription_id = :subscription_id AND outcome = 'waiting'
    """
)
_MAIL: Final = text(
    """
    INSERT INTO mail (mail_id, tenant, template, reference, officer, complaint_id, details, created_at,
                      next_attempt_at, attempts)
    SELECT CAST(md5(CAST(:event_id AS text) || coalesce(to_whom.officer, '')) AS uuid), :tenant,
           'subscription_disabled', :subscriber, to_whom.officer, :nothing,
           jsonb_build_object('title', CAST(:title AS text), 'subscription', CAST(:subscription_id AS text)),
           :now, :now, 0
    FROM (SELECT officer FROM address WHERE email <> '' AND jsonb_exists(roles, :admin)
          UNION ALL SELECT NULL WHERE :contact <> '') AS to_whom
    """
)


def disable(connection: Connection, subscription_id: UUID, because: Because, now: datetime) -> None:
    """Switch it off, in a transaction in its regency's name. Nothing happens to one that is off already."""
    given: dict[str, Any] = {"subscription_id": subscription_id, "because": because, "now": now}
    row = connection.execute(_DISABLE, given).mappings().first()
    if row is None:
        return
    connection.execute(_GIVE_UP, given)
    told = given | {**row, "event_id": uuid4(), "type": EVENT, "admin": ADMIN, "nothing": UUID(int=0)}
    tell_one(connection, told, _body(told, row, because), is_test=False)
    connection.execute(_MAIL, told | {"title": WHY_DISABLED[because]})
    caller = Caller(kind="service", actor=_ACTOR, tenant=row["tenant"])
    subject, one = row["subscriber"], str(subscription_id)
    event = audited(caller, "subscription_disabled", now, subject=subject, subscription=one, because=because)
    connection.execute(insert(Outbox).values(outbox_row(_SERVICE, event)))
    log.warning("subscription %s of %s is switched off: %s", subscription_id, row["tenant"], because)


def _body(told: dict[str, Any], row: RowMapping, because: Because) -> str:
    ended = SubscriptionEnded(
        subscription_id=told["subscription_id"], because=because, failing_since=row["failing_since"]
    )
    return body(
        event_id=told["event_id"],
        tenant=told["tenant"],
        type_=EVENT,
        happened_at=told["now"],
        data=ended.model_dump(mode="json"),
    )
