"""What other systems are told is kept in order, and owed to those who may hear it, by notify's own SQL."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import URL, insert

from services.common.contracts.events import ToldOutside
from services.common.runtime.database import make_engine, transaction
from services.notify.models import Base
from services.notify.outward import keeping
from services.notify.outward.tables import SubscriptionRow
from tests.support.databases import Databases, rows

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class Outward:
    """A regency whose complaints other systems hear of."""

    def __init__(self, databases: Databases) -> None:
        self.tenant = f"t{uuid4().hex[:12]}"
        self.owner: URL = databases.of_owner("dumas_notify")
        self._engine = make_engine(databases.of_role("notify", "dumas_notify").render_as_string(False), 2)

    def close(self) -> None:
        self._engine.dispose()

    def work(self) -> Any:
        return transaction(self._engine, "notify", self.tenant, Base)

    def hear(self, *events: ToldOutside) -> None:
        for event in events:
            with self.work() as work:
                keeping.keep(work, event, NOW)

    def subscribe(self, **changes: Any) -> UUID:
        row: dict[str, Any] = {
            "subscription_id": uuid4(),
            "tenant": self.tenant,
            "subscriber": f"s{uuid4().hex[:8]}",
            "way": "webhook",
            "state": "active",
            "types": [],
            "channels": ["lapak_aduan"],
            "all_channels": False,
            "protected": False,
            "url": "https://contoh.example/",
            "is_ordered": True,
            "contact": "",
            "secret": b"-",
            "created_at": NOW,
            "changed_at": NOW,
        }
        with self.work() as work:
            work.connection.execute(insert(SubscriptionRow).values(**row | changes))
        return UUID(str((row | changes)["subscription_id"]))

    def owed(self, subscription: UUID, outcome: str = "waiting") -> list[str]:
        """The types owed, in the order of their places."""
        query = """
            SELECT e.type FROM delivery AS d JOIN outward_event AS e USING (event_id)
            WHERE d.subscription_id = %s AND d.outcome = %s ORDER BY e.position
        """
        return [name for (name,) in rows(self.owner, query, str(subscription), outcome)]

    def told(self, complaint: UUID) -> list[tuple[int | None, str]]:
        """Place and mode of what was kept of a complaint."""
        query = "SELECT position, mode FROM outward_event WHERE complaint_id = %s ORDER BY sequence"
        return [(position, mode) for position, mode in rows(self.owner, query, str(complaint))]


@pytest.fixture
def outward(databases: Databases) -> Iterator[Outward]:
    made = Outward(databases)
    yield made
    made.close()


def event(
    outward: Outward, complaint: UUID, sequence: int, type_: str = "complaint.received", **more: Any
) -> ToldOutside:
    given: dict[str, Any] = {
        "event_id": uuid4(),
        "happened_at": NOW,
        "tenant": outward.tenant,
        "complaint_id": complaint,
        "reference": "CTH-26-7K3M-9QXR",
        "sequence": sequence,
        "type": type_,
        "channel": "lapak_aduan",
        "mode": "open",
        "status": "received",
    }
    return ToldOutside(**given | more)


def life(outward: Outward, complaint: UUID, **more: Any) -> list[ToldOutside]:
    """Three events of one complaint."""
    return [
        event(outward, complaint, 1, **more),
        event(outward, complaint, 2, "complaint.registered", details={"outcome": "diterima"}, **more),
        event(outward, complaint, 3, "complaint.status_changed", details={"before": "received"}, **more),
    ]


IN_ORDER = ["complaint.received", "complaint.registered", "complaint.status_changed"]


def test_an_event_that_is_early_waits_and_each_is_told_once(outward: Outward) -> None:
    subscription, complaint = outward.subscribe(), uuid4()
    first, second, third = life(outward, complaint)
    outward.hear(third, second, third)
    assert outward.owed(subscription) == []
    assert outward.told(complaint) == [(None, "open"), (None, "open")]
    outward.hear(first, first)
    assert outward.owed(subscription) == IN_ORDER
    places = [place for place, _ in outward.told(complaint) if place]
    assert len(places) == 3
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("scope", "complaint", "hears"),
    [
        ({}, {}, True),
        ({}, {"channel": "walk_in"}, False),
        ({"all_channels": True}, {"channel": "walk_in"}, True),
        ({}, {"mode": "confidential"}, False),
        ({"all_channels": True}, {"mode": "anonymous"}, False),
        ({"protected": True}, {"mode": "anonymous"}, True),
        ({"state": "disabled"}, {}, False),
        ({"way": "amqp"}, {}, False),
        ({"removed_at": NOW}, {}, False),
    ],
    ids=str,
)
def test_who_hears_of_a_complaint(
    outward: Outward, scope: dict[str, Any], complaint: dict[str, Any], hears: bool
) -> None:
    subscription = outward.subscribe(**scope)
    outward.hear(*life(outward, uuid4(), **complaint))
    assert outward.owed(subscription) == (IN_ORDER if hears else [])


def test_a_subscription_to_some_types_hears_of_no_other(outward: Outward) -> None:
    subscription = outward.subscribe(types=["complaint.registered"])
    outward.hear(*life(outward, uuid4()))
    assert outward.owed(subscription) == ["complaint.registered"]


def test_a_better_protected_reporter_withdraws_what_was_not_sent(outward: Outward) -> None:
    blind, sees, complaint = outward.subscribe(), outward.subscribe(protected=True), uuid4()
    first, second, third = life(outward, complaint)
    outward.hear(first)
    with outward.work() as work:
        keeping.protect(work, complaint, "confidential", NOW)
    outward.hear(second, third)
    assert outward.owed(blind) == []
    assert outward.owed(blind, "withdrawn") == IN_ORDER[:1]
    assert outward.owed(sees) == IN_ORDER
    assert {mode for _, mode in outward.told(complaint)} == {"confidential"}


def test_what_was_told_is_forgotten_with_the_complaint(outward: Outward) -> None:
    subscription, complaint, other = outward.subscribe(), uuid4(), uuid4()
    outward.hear(*life(outward, complaint), *life(outward, other))
    with outward.work() as work:
        keeping.forget(work, complaint)
    assert outward.told(complaint) == []
    assert len(outward.told(other)) == 3
    assert outward.owed(subscription) == IN_ORDER
