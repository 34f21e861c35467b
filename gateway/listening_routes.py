"""The addresses by which other systems listen: the feed, subscriptions and their log. Part of `gateway.routes`."""

from typing import Final

from gateway.api import event_shapes, events, subscriptions
from gateway.callers import STAFF
from gateway.table import CLOUD_EVENT, EVENT_STREAM, Route
from services.common.contracts.outward import deliveries as e
from services.common.contracts.outward import subscriptions as s

_LISTEN = "Other systems"
_ONE = "/subscriptions/<uuid:subscription_id>"
_DELIVERY = f"{_ONE}/deliveries/<uuid:delivery_id>"

# fmt: off
LISTENING: Final[tuple[Route, ...]] = (
    Route("GET", "/events", events.listed, _LISTEN, STAFF,
          asks="notify.events", query=event_shapes.EventFilter, gives=event_shapes.EventPage),
    Route("GET", "/events/stream", events.stream, _LISTEN, STAFF, asks="notify.events",
          query=event_shapes.EventStreamFilter, gives=event_shapes.CloudEvent, media=EVENT_STREAM),
    Route("GET", "/events/<uuid:event_id>", events.one, _LISTEN, STAFF,
          asks="notify.event", gives=event_shapes.CloudEvent, media=CLOUD_EVENT),
    Route("GET", "/subscriptions", subscriptions.listed, _LISTEN, STAFF,
          asks="notify.subscriptions", gives=s.Subscriptions),
    Route("POST", "/subscriptions", subscriptions.add, _LISTEN, STAFF, asks="notify.add_subscription",
          takes=s.NewSubscription, gives=s.NewSecret, status=201, keyed=True),
    Route("GET", _ONE, subscriptions.show, _LISTEN, STAFF, asks="notify.subscriptions", gives=s.Subscription),
    Route("PATCH", _ONE, subscriptions.change, _LISTEN, STAFF,
          asks="notify.change_subscription", takes=s.SubscriptionChange, gives=s.Subscription),
    Route("DELETE", _ONE, subscriptions.remove, _LISTEN, STAFF, asks="notify.remove_subscription", status=204),
    Route("POST", f"{_ONE}/secret", subscriptions.rotate, _LISTEN, STAFF,
          asks="notify.rotate_secret", gives=s.NewSecret, status=201, keyed=True),
    Route("POST", f"{_ONE}/test", subscriptions.test, _LISTEN, STAFF,
          asks="notify.send_test", takes=e.WhichTest, gives=e.Delivery, status=201, keyed=True),
    Route("POST", f"{_ONE}/replay", subscriptions.replay, _LISTEN, STAFF,
          asks="notify.replay", takes=e.WhatAgain, gives=e.Replayed, keyed=True),
    Route("GET", f"{_ONE}/deliveries", subscriptions.deliveries, _LISTEN, STAFF,
          asks="notify.deliveries", query=e.DeliveryFilter, gives=e.Deliveries),
    Route("GET", _DELIVERY, subscriptions.delivery, _LISTEN, STAFF, asks="notify.delivery", gives=e.DeliveryInFull),
    Route("POST", f"{_DELIVERY}/resend", subscriptions.resend, _LISTEN, STAFF,
          asks="notify.replay", gives=e.Replayed, keyed=True),
)
# fmt: on
