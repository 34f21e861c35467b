"""`dumas subscriber`: which systems of a regency hear what, as the operator settles it with their administrators."""

from collections.abc import Iterator
from typing import Any, TypeVar
from uuid import UUID, uuid4

import click
from pydantic import BaseModel, ValidationError

from deploy.cli.arguments import instant
from deploy.cli.asking import Ask, asking
from deploy.definitions import PUBLIC_VHOST
from services.common.contracts.outward.deliveries import Delivery, Replay, Replayed, SendTest
from services.common.contracts.outward.subscriptions import (
    AddSubscription,
    BySubscription,
    NewSecret,
    RotateSecret,
    Subscription,
    Subscriptions,
)
from services.common.contracts.regencies import ByTenant, PublicTenant
from services.common.contracts.register import Nothing
from services.common.faults import faults_of

Message = TypeVar("Message", bound=BaseModel)

_WHICH = click.option("--subscription", "which", type=click.UUID, help="Which, where the system has several.")


@click.group()
def subscriber() -> None:
    """Systems that are told what happens to complaints: by webhook, or by AMQP."""


@subscriber.command()
@click.argument("tenant")
@click.argument("system")
@click.option("--webhook", "url", help="Send to this address.")
@click.option("--amqp", is_flag=True, help="Put into a queue of the system's own.")
@click.option("--type", "types", multiple=True, help="Only events of this type; again for each. Default: all.")
@click.option("--channel", "channels", multiple=True, help="Complaints of this channel. Default: the system's own.")
@click.option("--all-channels", is_flag=True, help="Complaints of every channel.")
@click.option("--protected", is_flag=True, help="Also complaints filed confidentially or anonymously.")
@click.option("--unordered", is_flag=True, help="Do not hold later events of a complaint back while an earlier fails.")
@click.option("--contact", default="", help="E-mail address to write to when it is switched off.")
def add(
    tenant: str,
    system: str,
    *,
    url: str | None,
    amqp: bool,
    types: tuple[str, ...],
    channels: tuple[str, ...],
    all_channels: bool,
    protected: bool,
    unordered: bool,
    contact: str,
) -> None:
    """Add a subscription and print its secret, this once. SYSTEM is its name in officers.yaml."""
    if bool(url) is amqp:
        raise click.UsageError("Give --webhook URL or --amqp.")
    scope = {"types": types, "channels": channels, "all_channels": all_channels, "protected": protected}
    wish = {"subscriber": system, "way": "amqp" if amqp else "webhook", "url": url, "scope": scope}
    more = {"is_ordered": not unordered, "contact": contact, "request_key": uuid4().hex}
    with asking(tenant) as ask:
        click.echo("\n".join(told(ask("notify.add_subscription", _built(AddSubscription, **wish, **more), NewSecret))))


@subscriber.command("list")
@click.argument("tenant")
@click.argument("system", default="")
def list_(tenant: str, system: str) -> None:
    """All of a regency, or of one system: how each stands, and how much is still to be sent."""
    with asking(tenant) as ask:
        found = [one for one in _all(ask) if system in ("", one.subscriber)]
    for one in found:
        place = one.url or one.queue
        click.echo(
            f"{one.subscription_id}  {one.subscriber}  {one.way}  {_standing(one)}  waiting {one.waiting}  {place}"
        )
    if not found:
        click.echo("nobody listens")


@subscriber.command()
@click.argument("tenant")
@click.argument("system")
@_WHICH
def rotate(tenant: str, system: str, which: UUID | None) -> None:
    """Make another secret and print it, this once. A webhook is signed with both for 48 hours; a password holds at
    once."""
    with asking(tenant) as ask:
        request = RotateSecret(subscription_id=_one(ask, system, which), request_key=uuid4().hex)
        click.echo("\n".join(told(ask("notify.rotate_secret", request, NewSecret))))


@subscriber.command()
@click.argument("tenant")
@click.argument("system")
@_WHICH
@click.confirmation_option(prompt="It gets nothing any more, and what waits is not sent. Remove?")
def remove(tenant: str, system: str, which: UUID | None) -> None:
    """Remove a subscription."""
    with asking(tenant) as ask:
        one = _one(ask, system, which)
        ask("notify.remove_subscription", BySubscription(subscription_id=one), Nothing)
    click.echo(f"{one} is removed")


@subscriber.command()
@click.argument("tenant")
@click.argument("system")
@_WHICH
@click.option("--type", "type_", default="test.ping", show_default=True, help="Like an event of this type.")
def test(tenant: str, system: str, which: UUID | None, type_: str) -> None:
    """Send a test event; the delivery log says what came of it."""
    with asking(tenant) as ask:
        wish = {"subscription_id": _one(ask, system, which), "type": type_, "request_key": uuid4().hex}
        sent = ask("notify.send_test", _built(SendTest, **wish), Delivery)
    click.echo(f"event {sent.event_id} is on its way")


@subscriber.command()
@click.argument("tenant")
@click.argument("system")
@_WHICH
@click.option("--event", type=click.UUID, help="This event.")
@click.option("--given-up", is_flag=True, help="All that were given up.")
@click.option("--since", help="All told since then, 30 days back at most: 2026-03-02T09:00, by the regency's clock.")
@click.option("--until", help="With --since: up to then.")
def replay(
    tenant: str,
    system: str,
    *,
    which: UUID | None,
    event: UUID | None,
    given_up: bool,
    since: str | None,
    until: str | None,
) -> None:
    """Send events again, with the ids they had."""
    with asking(tenant) as ask:
        zone = ask("register.tenant", ByTenant(tenant=tenant), PublicTenant).profile.time_zone
        stretch = {name: instant(at, zone) for name, at in (("since", since), ("until", until)) if at}
        wish = {"event_id": event, "given_up": given_up, "request_key": uuid4().hex, **stretch}
        request = _built(Replay, subscription_id=_one(ask, system, which), **wish)
        again = ask("notify.replay", request, Replayed)
    click.echo(f"{again.events} on their way again")


def _all(ask: Ask) -> tuple[Subscription, ...]:
    return ask("notify.subscriptions", Nothing(), Subscriptions).subscriptions


def _one(ask: Ask, system: str, which: UUID | None) -> UUID:
    """The subscription that is meant. Raises ClickException where none is, or several could be."""
    found = [
        one.subscription_id for one in _all(ask) if one.subscriber == system and which in (None, one.subscription_id)
    ]
    if not found:
        raise click.ClickException(f"{system} has no such subscription; `dumas subscriber list` shows all.")
    if len(found) > 1:
        raise click.ClickException(
            f"{system} has several; say which with --subscription: {', '.join(map(str, found))}."
        )
    return found[0]


def _standing(one: Subscription) -> str:
    if one.state == "disabled":
        return f"off ({one.disabled_because})"
    return f"failing since {one.failing_since:%Y-%m-%d %H:%M} UTC" if one.failing_since else one.state


def told(made: NewSecret) -> Iterator[str]:
    """The lines that say how a system is reached, or reaches us."""
    one = made.subscription
    yield f"subscription  {one.subscription_id}"
    if one.queue:
        yield f"address       {one.address or 'where you have opened the broker (DUMAS_PUBLIC_AMQP is not set)'}"
        yield f"vhost         {PUBLIC_VHOST}"
        yield f"user          {one.queue}"
        yield f"queue         {one.queue}"
        yield f"password      {made.secret}"
    else:
        yield f"secret        {made.secret}"
    if made.earlier_until:
        yield f"the secret before holds until {made.earlier_until:%Y-%m-%d %H:%M} UTC"
    if made.ended_early:
        yield "the one before that was still good and holds no more; there are never more than two"


def _built(message: type[Message], **values: Any) -> Message:
    """A request of what was typed. Raises BadParameter."""
    try:
        return message.model_validate(values)
    except ValidationError as error:
        told = "; ".join(f"{where}: {what}" for where, what in faults_of(error).items())
        raise click.BadParameter(told) from None
