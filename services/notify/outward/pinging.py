"""A test event: as the catalogue's example, of this regency and this moment, for one subscription alone."""

import json
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import text

from services.common.contracts.caller import Caller
from services.common.contracts.outward.deliveries import Delivery, SendTest
from services.common.contracts.outward.envelope import body
from services.common.contracts.outward.examples import example
from services.common.runtime.database import Work
from services.notify.outward.log import delivery
from services.notify.outward.places import tell_one
from services.notify.outward.replaying import in_use

_OWE: Final = text(
    """
    INSERT INTO delivery (tenant, subscription_id, event_id, position, is_replay, created_at, next_attempt_at,
                          attempts, outcome)
    SELECT tenant, subscription_id, event_id, position, false, :now, :now, 0, 'waiting'
    FROM outward_event WHERE event_id = :event_id
    RETURNING delivery_id
    """
)


def send(work: Work, caller: Caller, request: SendTest, now: datetime) -> Delivery:
    """On its way. NotFound, SubscriptionRefused."""

    def act() -> Delivery:
        one = in_use(work, caller, request.subscription_id)["subscription_id"]
        told = {"event_id": uuid4(), "tenant": work.tenant, "type": request.type, "now": now, "subscription_id": one}
        tell_one(work.connection, told, _body(told), is_test=True)
        delivery_id: UUID = work.connection.execute(_OWE, told).scalar_one()
        return delivery(work, caller, one, delivery_id).delivery

    return work.once(caller, request, request.request_key, Delivery, act)


def _body(told: dict[str, Any]) -> str:
    data = json.loads(example(told["type"], told["subscription_id"]))["data"]
    return body(
        event_id=told["event_id"],
        tenant=told["tenant"],
        type_=told["type"],
        happened_at=told["now"],
        data=data,
        is_test=True,
    )
