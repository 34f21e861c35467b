"""The places events take in a regency, one after the other: the feed and every subscription go by them."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, text

_TURN: Final = text("SELECT pg_advisory_xact_lock(hashtextextended('outward:' || :tenant, 0))")
_TELL: Final = text(
    """
    INSERT INTO outward_event (event_id, tenant, type, channel, mode, happened_at, body, position, told_at,
                               subscription_id, is_test)
    VALUES (:event_id, :tenant, :type, '', 'open', :now, :body, nextval('outward_position'), :now,
            :subscription_id, :is_test)
    """
)


def take_turn(connection: Connection, tenant: str) -> None:
    """Nobody else gives places among the events of the regency until this transaction is over."""
    connection.execute(_TURN, {"tenant": tenant})


def tell_one(connection: Connection, told: Mapping[str, Any], body: str, *, is_test: bool) -> None:
    """An event of no complaint, for one subscription alone, at the next place. `told` has `event_id`, `tenant`, `type`,
    `subscription_id` and `now`."""
    take_turn(connection, told["tenant"])
    connection.execute(_TELL, {**told, "body": body, "is_test": is_test})
