"""Which client a request comes from, for counting alone: the network it belongs to, never more.

An IPv6 subscriber has a whole /64, so that is one client; an IPv4 address stands for itself. What is returned here
goes into a keyed hash (see `gateway.counters`) and nowhere else. It is not read on any route without such a limit.
"""

from ipaddress import IPv4Address, ip_address, ip_network

_SUBSCRIBER = 64


def network_of(address: str | None) -> str:
    """The client's network; the empty text when the server does not know the address, as on a local socket."""
    try:
        found = ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((found, _SUBSCRIBER), strict=False))
