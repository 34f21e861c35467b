"""A regency with systems that listen, as the notifier's own SQL sees it; nothing is sent."""

from datetime import UTC, datetime
from ipaddress import ip_network
from typing import Any
from uuid import UUID, uuid4

from services.common.contracts.caller import Caller
from services.common.contracts.outward.deliveries import Deliveries, DeliveryQuery
from services.common.contracts.outward.feed import EventQuery, Events
from services.common.contracts.outward.subscriptions import AddSubscription, ChangeSubscription, NewSecret, Subscription
from services.common.contracts.tenant import Officer
from services.common.runtime.database import make_engine
from services.notify.outward import changing, feed, log, subscribing, subscriptions
from services.notify.outward.secrets import Listeners
from services.notify.repository import MailRecords
from tests.integration.notify.test_outward import Outward, life
from tests.support.databases import Databases, rows

KEY = b"k" * 32
KNOWN = Listeners(KEY, (ip_network("127.0.0.0/8"),), "amqps://dumas.example:5671")
URL = "https://sistem.contoh.example/hook"
SYSTEMS = (
    Officer(id="portal", name="Portal Contoh", roles=("lapak_aduan",), kind="system"),
    Officer(id="pendengar", name="Pendengar Contoh", roles=("pelanggan",), kind="system"),
    Officer(id="admin", name="Contoh Satu", roles=("admin_tenant",)),
)


class Listening(Outward):
    """What administrators and systems ask, each with the caller they are."""

    def __init__(self, databases: Databases) -> None:
        super().__init__(databases)
        self._engine.dispose()
        self._engine = make_engine(databases.of_role("notify", "dumas_notify").render_as_string(False), 4)
        self.apply(*SYSTEMS)

    def apply(self, *officers: Officer) -> None:
        """These are the officers now."""
        with self.work() as work:
            MailRecords(work).replace_addresses(self.tenant, officers)
            changing.end_of_others(work, self.admin, now())

    @property
    def admin(self) -> Caller:
        return Caller(kind="officer", actor="admin", tenant=self.tenant, roles=("admin_tenant",))

    def system(self, name: str = "portal", *roles: str) -> Caller:
        return Caller(kind="system", actor=name, tenant=self.tenant, roles=roles or ("lapak_aduan",))

    def add(self, subscriber: str = "portal", key: str = "", **wish: Any) -> NewSecret:
        """A subscription the administrator adds; by webhook unless it says otherwise."""
        given: dict[str, Any] = {"way": "webhook", "url": URL} if "way" not in wish else {}
        request = AddSubscription(subscriber=subscriber, request_key=key or uuid4().hex, **given, **wish)
        with self.work() as work:
            return subscribing.add(work, KNOWN, self.admin, request, now())

    def change(self, one: UUID, **changes: Any) -> Subscription:
        request = ChangeSubscription(subscription_id=one, **changes)
        with self.work() as work:
            return changing.change(work, KNOWN, self.admin, request, now())

    def listed(self, caller: Caller) -> list[str]:
        with self.work() as work:
            return [one.subscriber for one in subscriptions.listed(work, KNOWN, caller).subscriptions]

    def feed(self, caller: Caller, **query: Any) -> Events:
        with self.work() as work:
            return feed.events(work, caller, EventQuery(**query))

    def log(self, caller: Caller, one: UUID, **query: Any) -> Deliveries:
        with self.work() as work:
            return log.deliveries(work, caller, DeliveryQuery(subscription_id=one, **query))

    def tell(self, **more: Any) -> UUID:
        """Three events of a new complaint are told."""
        complaint = uuid4()
        self.hear(*life(self, complaint, **more))
        return complaint

    def sql(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """As the owner of the tables."""
        return rows(self.owner, query, *values)

    def ended(self, one: UUID, outcome: str) -> None:
        """All that was owed has come to this."""
        query = "UPDATE delivery SET outcome = %s, ended_at = now() WHERE subscription_id = %s"
        self.sql(f"{query} RETURNING delivery_id", outcome, str(one))

    def told_of(self, action: str) -> list[dict[str, str]]:
        """What the audit trail will hear of this action."""
        query = "SELECT payload->'details' FROM outbox WHERE tenant = %s AND payload->>'action' = %s"
        return [details for (details,) in self.sql(query, self.tenant, action)]


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def types(events: Events) -> list[str]:
    """What was told, by type."""
    return [one.type for one in events.events]
