"""The notifier's answers about subscriptions: to administrators and the operator, and to systems about their own."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.common.contracts.caller import Caller
from services.common.contracts.outward import deliveries as d
from services.common.contracts.outward import feed as f
from services.common.contracts.outward import subscriptions as s
from services.common.contracts.register import Nothing
from services.common.contracts.sources import CallbackSender, SignedCallback
from services.common.runtime.entrypoints import rpc
from services.notify.outward import callbacks, changing, feed, log, pinging, replaying, subscribing
from services.notify.outward import subscriptions as kept
from services.notify.outward.secrets import ListenerSettings


class Answering:
    """Subscriptions, their log, and the feed."""

    work: Callable[[str], Any]
    listeners: Any = ListenerSettings()

    @rpc
    def add_subscription(self, caller: Caller, request: s.AddSubscription) -> s.NewSecret:
        """A system hears from now on."""
        with self.work(caller.tenant) as work:
            return subscribing.add(work, self.listeners, caller, request, datetime.now(UTC))

    @rpc
    def subscriptions(self, caller: Caller, request: Nothing) -> s.Subscriptions:
        """Those of the regency; to a system its own."""
        with self.work(caller.tenant) as work:
            return kept.listed(work, self.listeners, caller)

    @rpc
    def change_subscription(self, caller: Caller, request: s.ChangeSubscription) -> s.Subscription:
        """It hears something else, elsewhere, or nothing for a while."""
        with self.work(caller.tenant) as work:
            return changing.change(work, self.listeners, caller, request, datetime.now(UTC))

    @rpc
    def remove_subscription(self, caller: Caller, request: s.BySubscription) -> Nothing:
        """It ends."""
        with self.work(caller.tenant) as work:
            changing.remove(work, caller, request.subscription_id, datetime.now(UTC))
        return Nothing()

    @rpc
    def rotate_secret(self, caller: Caller, request: s.RotateSecret) -> s.NewSecret:
        """Another secret."""
        with self.work(caller.tenant) as work:
            return subscribing.rotate(work, self.listeners, caller, request, datetime.now(UTC))

    @rpc
    def send_test(self, caller: Caller, request: d.SendTest) -> d.Delivery:
        """A test event is on its way."""
        with self.work(caller.tenant) as work:
            return pinging.send(work, caller, request, datetime.now(UTC))

    @rpc
    def replay(self, caller: Caller, request: d.Replay) -> d.Replayed:
        """Events are on their way again."""
        with self.work(caller.tenant) as work:
            return replaying.replay(work, caller, request, datetime.now(UTC))

    @rpc
    def deliveries(self, caller: Caller, request: d.DeliveryQuery) -> d.Deliveries:
        """What a subscription was sent."""
        with self.work(caller.tenant) as work:
            return log.deliveries(work, caller, request)

    @rpc
    def delivery(self, caller: Caller, request: d.ByDelivery) -> d.DeliveryInFull:
        """One delivery, with every try."""
        with self.work(caller.tenant) as work:
            return log.delivery(work, caller, request.subscription_id, request.delivery_id)

    @rpc
    def verify_callback(self, caller: Caller, request: SignedCallback) -> CallbackSender:
        """Who signed a callback."""
        with self.work(caller.tenant) as work:
            return callbacks.sender(work, self.listeners, request, datetime.now(UTC))

    @rpc
    def events(self, caller: Caller, request: f.EventQuery) -> f.Events:
        """The feed."""
        with self.work(caller.tenant) as work:
            return feed.events(work, caller, request)

    @rpc
    def event(self, caller: Caller, request: f.ByEvent) -> f.Told:
        """One event."""
        with self.work(caller.tenant) as work:
            return feed.event(work, caller, request)
