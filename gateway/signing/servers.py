"""Which BSrE server signs for which regency, as DUMAS_BSRE says.

JSON: `{"contoh": {"url": "https://esign.example.go.id", "user": "…", "password": "…"}}`; `ca` may hold the PEM of the
certificate that vouches for the server, where that is not a public one. It is a secret.
"""

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Annotated, Final
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, SecretStr, StringConstraints, TypeAdapter, ValidationError

_WHAT: Final = 'DUMAS_BSRE must read {"<regency>": {"url": "https://…", "user": "…", "password": "…"}}'


@dataclass(frozen=True, slots=True)
class Server:
    """An agency's Esign Client Service. `path` goes before every address; no `trust`: plain HTTP on loopback."""

    host: str
    port: int
    path: str
    user: str = field(repr=False)
    password: str = field(repr=False)
    trust: ssl.SSLContext | None = field(repr=False)


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    url: str
    user: Annotated[str, StringConstraints(min_length=1, pattern=r"^[^:]*$")]
    password: SecretStr
    ca: str | None = None


_ALL: Final = TypeAdapter(dict[str, _Written])


def servers(text: str) -> Mapping[str, Server]:
    """By regency; none for an empty text. Ends the program with what is wrong, and nothing of the secret."""
    if not text.strip():
        return {}
    try:
        written = _ALL.validate_python(json.loads(text))
    except (ValueError, ValidationError):
        raise SystemExit(f"{_WHAT}.") from None
    return {tenant: _server(tenant, each) for tenant, each in written.items()}


def _server(tenant: str, written: _Written) -> Server:
    try:
        url = urlsplit(written.url)
        host, port = url.hostname or "", url.port
    except ValueError:
        raise SystemExit(f"{_WHAT}; the url of {tenant} is none.") from None
    if not host or url.username or url.query or url.fragment:
        raise SystemExit(f"{_WHAT}; the url of {tenant} must be scheme, host and at most a port and a path.")
    is_plain = url.scheme == "http"
    if not _is_allowed(url, host):
        raise SystemExit(f"{_WHAT}; the url of {tenant} must begin with https://, unless it is on this machine.")
    trust = None if is_plain else _trust(tenant, written.ca)
    default = 80 if is_plain else 443
    secret = written.password.get_secret_value()
    return Server(host, port or default, url.path.rstrip("/"), written.user, secret, trust)


def _is_allowed(url: SplitResult, host: str) -> bool:
    return url.scheme == "https" or (url.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _trust(tenant: str, ca: str | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cadata=ca)
    except ssl.SSLError:
        raise SystemExit(f"{_WHAT}; the ca of {tenant} is no certificate in PEM.") from None
