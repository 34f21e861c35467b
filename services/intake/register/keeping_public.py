"""The register's entrypoints for everybody: the regencies as they show themselves to the public."""

from collections.abc import Callable
from typing import Any

from services.common.contracts import regencies as g
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.stationery import Crest
from services.common.runtime.entrypoints import rpc
from services.intake.register.views import Views


class Publisher:
    """Tells what is public."""

    work: Callable[[str], Any]

    @rpc
    def tenants(self, caller: Caller, request: r.Nothing) -> g.Tenants:
        """All regencies served; public."""
        with self.work("") as work:
            return Views(work).tenants()

    @rpc
    def tenant(self, caller: Caller, request: g.ByTenant) -> g.PublicTenant:
        """One regency; public."""
        with self.work(request.tenant) as work:
            return Views(work).tenant(request.tenant)

    @rpc
    def crest(self, caller: Caller, request: g.ByTenant) -> Crest:
        """The crest on a regency's stationery; public. NotFound."""
        with self.work(request.tenant) as work:
            return Views(work).crest(request.tenant)
