"""Subscriptions of other systems: for administrators, and for systems about their own."""

from typing import TypeVar
from uuid import UUID

from flask import Response
from pydantic import BaseModel

from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.outward import deliveries as d
from services.common.contracts.outward import subscriptions as s
from services.common.contracts.register import Nothing
from services.common.errors import NotFound

Reply = TypeVar("Reply", bound=BaseModel)


def listed(caller: Caller) -> s.Subscriptions:
    """Subscriptions

    Of the regency; a system gets its own.
    """
    return _ask("notify.subscriptions", caller, Nothing(), s.Subscriptions)


def show(caller: Caller, subscription_id: UUID) -> s.Subscription:
    """One subscription"""
    for one in listed(caller).subscriptions:
        if one.subscription_id == subscription_id:
            return one
    raise NotFound("subscription")


def add(caller: Caller, body: s.NewSubscription, key: str) -> s.NewSecret:
    """Add a subscription

    For the administrator. `secret` is shown this once: that of a webhook signs as Standard Webhooks 1.0 prescribe, of
    AMQP it is the password. A repeated request gets it again.
    """
    request = s.AddSubscription(**dict(body), request_key=_key(caller, key))
    return _ask("notify.add_subscription", caller, request, s.NewSecret)


def change(caller: Caller, subscription_id: UUID, body: s.SubscriptionChange) -> s.Subscription:
    """Change a subscription

    For the administrator. What is left out stays. A narrower scope withdraws what still waits.
    """
    request = s.ChangeSubscription(subscription_id=subscription_id, **dict(body))
    return _ask("notify.change_subscription", caller, request, s.Subscription)


def remove(caller: Caller, subscription_id: UUID) -> Response:
    """Remove a subscription

    For the administrator. What still waits is not sent any more; a queue goes with what is in it.
    """
    _ask("notify.remove_subscription", caller, s.BySubscription(subscription_id=subscription_id), Nothing)
    return Response(status=204)


def rotate(caller: Caller, subscription_id: UUID, key: str) -> s.NewSecret:
    """Make another secret

    A webhook is signed with both for 48 hours, so change yours at any time within them; a second change meanwhile ends
    the oldest secret at once (`ended_early`). A password holds at once.
    """
    request = s.RotateSecret(subscription_id=subscription_id, request_key=_key(caller, key))
    return _ask("notify.rotate_secret", caller, request, s.NewSecret)


def test(caller: Caller, subscription_id: UUID, body: d.WhichTest, key: str) -> d.Delivery:
    """Send a test event

    Of any type, with the data of the catalogue's example and `dumastest`; to this subscription alone. The log says
    what came of it.
    """
    request = d.SendTest(subscription_id=subscription_id, **dict(body), request_key=_key(caller, key))
    return _ask("notify.send_test", caller, request, d.Delivery)


def replay(caller: Caller, subscription_id: UUID, body: d.WhatAgain, key: str) -> d.Replayed:
    """Send events again

    With the same ids, so that who has them already knows them: one event, all that were given up, or all that were
    told since a time.
    """
    request = d.Replay(subscription_id=subscription_id, **dict(body), request_key=_key(caller, key))
    return _ask("notify.replay", caller, request, d.Replayed)


def deliveries(caller: Caller, subscription_id: UUID, query: d.DeliveryFilter) -> d.Deliveries:
    """What a subscription was sent"""
    request = d.DeliveryQuery(subscription_id=subscription_id, **dict(query))
    return _ask("notify.deliveries", caller, request, d.Deliveries)


def delivery(caller: Caller, subscription_id: UUID, delivery_id: UUID) -> d.DeliveryInFull:
    """One delivery

    With every try, and the event byte by byte as it is sent.
    """
    request = d.ByDelivery(subscription_id=subscription_id, delivery_id=delivery_id)
    return _ask("notify.delivery", caller, request, d.DeliveryInFull)


def resend(caller: Caller, subscription_id: UUID, delivery_id: UUID, key: str) -> d.Replayed:
    """Send one event again

    The one of this delivery, with its id.
    """
    event_id = delivery(caller, subscription_id, delivery_id).delivery.event_id
    return replay(caller, subscription_id, d.WhatAgain(event_id=event_id), key)


def _ask(method: str, caller: Caller, request: BaseModel, reply: type[Reply]) -> Reply:
    return parts().desks.call(method, caller, request, reply)


def _key(caller: Caller, key: str) -> str:
    return parts().receipts.request_key(caller, key)
