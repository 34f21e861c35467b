"""Which provider signs for which regency."""

from collections.abc import Mapping

from gateway.signing.bsre import Bsre
from gateway.signing.problems import BsreNotSetUp
from gateway.signing.provider import Provider
from gateway.signing.servers import Server


class Providers:
    """One for each regency that has a server; nothing connects before it is used."""

    def __init__(self, servers: Mapping[str, Server]) -> None:
        self._bsre = {tenant: Bsre(server) for tenant, server in servers.items()}

    def of(self, tenant: str) -> Provider:
        """BsreNotSetUp."""
        if tenant not in self._bsre:
            raise BsreNotSetUp
        return self._bsre[tenant]
