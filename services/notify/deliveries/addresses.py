"""To which addresses a webhook may go. Whoever names a URL must not make this process ask inside its own network.

A name is looked up once, and the connection goes to an address that was found then and judged; what the name means a
moment later does not matter. Networks the operator lists may be reached besides the Internet, and by plain http.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
LookUp = Callable[[str, int], list[str]]
"""The addresses of a name, for a port. OSError when it has none."""

_PORTS: Final = {"http": 80, "https": 443}
_OWN: Final = 1024  # below it, what listens is known, and is no webhook
_MOST: Final = 4
_UNICAST: Final = ipaddress.ip_network("2000::/3")
_SPECIAL: Final = tuple(
    ipaddress.ip_network(name)
    for name in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
)
"""IANA's registries of special-purpose addresses, where they are not outside global unicast anyway. Written out: what
Python calls global differs between its versions. Teredo, 6to4 and the like lead to addresses within."""


class NotAllowed(Exception):
    """Nothing is sent there. `code` says why: `url`, `no_address`, `plain_http`, `address_not_allowed`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: what it asks of whom, and the addresses it may connect to."""

    host: str
    port: int
    is_secure: bool
    path: str
    addresses: tuple[str, ...]


def networks(text: str) -> tuple[Network, ...]:
    """`10.20.0.0/16, fd00:12::/32`; a fault in it ends the program with what is wrong."""
    try:
        return tuple(ipaddress.ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError as reason:
        raise SystemExit(f"DUMAS_WEBHOOK_NETWORKS must read 10.20.0.0/16,fd00:12::/32: {reason}") from reason


def is_public(address: Address) -> bool:
    """Whether it is somebody's on the Internet, and stands for no other address."""
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST:
        return False
    return not any(address in network for network in _SPECIAL if network.version == address.version)


def is_listed(address: Address, listed: Iterable[Network]) -> bool:
    """Whether the operator has named its network."""
    return any(address in network for network in listed if network.version == address.version)


def host_of(url: str) -> str:
    """All that a log may say of a URL."""
    try:
        return parse_url(url).host or ""
    except LocationParseError:
        return ""


class Gate:
    """Decides where a URL leads, and whether a webhook may go there."""

    def __init__(self, listed: tuple[Network, ...], look_up: LookUp | None = None, within: float = 5.0) -> None:
        """`within`: how many seconds looking a name up may take."""
        self._listed, self._look_up, self._within = listed, look_up or system_look_up, within

    def target(self, url: str) -> Target:
        """The addresses of the URL that may be connected to. NotAllowed."""
        try:
            parts = parse_url(url)
        except LocationParseError as reason:
            raise NotAllowed("url") from reason
        if parts.scheme not in _PORTS or not parts.host or parts.auth is not None:
            raise NotAllowed("url")
        port = parts.port or _PORTS[parts.scheme]
        if port < _OWN and port not in _PORTS.values():
            raise NotAllowed("url")
        host, is_secure = parts.host.strip("[]"), parts.scheme == "https"
        found = self._found(host, port)
        allowed = tuple(address for address in found if self.may_reach(address, is_secure=is_secure))
        if not allowed:
            would_do = not is_secure and any(self.may_reach(address, is_secure=True) for address in found)
            raise NotAllowed("plain_http" if would_do else "address_not_allowed")
        return Target(host, port, is_secure, parts.request_uri, allowed[:_MOST])

    def may_reach(self, address: str, *, is_secure: bool) -> bool:
        """By https any public address; by either what the operator lists."""
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        return is_listed(parsed, self._listed) or (is_secure and is_public(parsed))

    def _found(self, host: str, port: int) -> list[str]:
        found: list[str] = []

        def look() -> None:
            try:
                found.extend(self._look_up(host, port))
            except (OSError, UnicodeError):
                found.clear()

        # The system's resolver takes the time it wants, so somebody else waits for it.
        looking = threading.Thread(target=look, name="look-up", daemon=True)
        looking.start()
        looking.join(self._within)
        if looking.is_alive() or not found:
            raise NotAllowed("no_address")
        return found


def system_look_up(host: str, port: int) -> list[str]:
    """As every other program of this machine does. OSError, UnicodeError."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))
