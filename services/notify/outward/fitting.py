"""Whether what is wished for a subscription fits. Pure; where a URL leads is looked at when something is sent there."""

import ipaddress
from collections.abc import Collection, Iterable
from typing import Final
from urllib.parse import urlsplit

from services.common.contracts.outward.subscriptions import Scope, Way
from services.common.errors import Invalid
from services.common.vocabulary import CHANNELS
from services.notify.deliveries.addresses import Address, Network, is_listed, is_public

_OWN: Final = 1024
_PLAIN: Final = (
    "Use https, so that nobody on the way can read or change what is sent. Plain http is for networks the operator of "
    "the platform has listed."
)
_WEB: Final = (None, 80, 443)


def demand_address(way: Way, url: str | None) -> None:
    """A webhook has a URL, a queue has none. Invalid."""
    if way == "webhook" and not url:
        raise Invalid({"url": "A webhook needs the address to send to."})
    if way == "amqp" and url:
        raise Invalid({"url": "By AMQP nothing is sent to an address; leave it out."})


def fitting_url(url: str, listed: Iterable[Network]) -> str:
    """The URL, if its form is right: https, or http where the operator lists networks that are reached so. Invalid."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Invalid({"url": "This is no address."}) from None
    host, listed = parts.hostname or "", tuple(listed)
    if parts.scheme == "http" and not _may_be_plain(host, listed):
        raise Invalid({"url": _PLAIN})
    if port not in _WEB and (port or 0) < _OWN:
        raise Invalid({"url": "Use port 443, or one from 1024 on."})
    if not _may_lead_to(host, listed):
        raise Invalid({"url": "Nothing is sent to this address: it is in a network that is not allowed."})
    return url


def fitting_scope(scope: Scope, roles: Collection[str]) -> Scope:
    """With the channels it comes to; those of the subscriber's own roles where none are named. Invalid."""
    if strange := [name for name in scope.channels if name not in CHANNELS]:
        raise Invalid({"scope.channels": f"There is no channel {', '.join(strange)}; there are {', '.join(CHANNELS)}."})
    channels = tuple(dict.fromkeys(scope.channels)) or tuple(sorted(set(roles) & CHANNELS.keys()))
    if not channels and not scope.all_channels:
        raise Invalid({"scope.channels": "This system has no channel of its own. Name channels, or all_channels."})
    return scope.model_copy(update={"channels": channels, "types": tuple(dict.fromkeys(scope.types))})


def _may_be_plain(host: str, listed: tuple[Network, ...]) -> bool:
    """In a network the operator lists. What a name leads to is seen when something is sent there."""
    address = _address(host)
    return bool(listed) if address is None else is_listed(address, listed)


def _may_lead_to(host: str, listed: tuple[Network, ...]) -> bool:
    """Names are looked up when something is sent; an address tells at once."""
    address = _address(host)
    return bool(host) if address is None else is_listed(address, listed) or is_public(address)


def _address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
