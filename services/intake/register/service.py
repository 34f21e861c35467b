"""The register: regencies, the Buku Pengaduan, open tasks, timelines and clocks."""

from datetime import UTC, datetime

from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import FLOW, FlowEvent
from services.common.desk.access import inside_only
from services.common.errors import Invalid, NotYourRole
from services.common.runtime.database import Database
from services.common.runtime.entrypoints import on, rpc
from services.intake.register import usecases
from services.intake.register.models import Base
from services.intake.register.repository import RegisterRecords
from services.intake.register.views import Views


class RegisterService:
    """nameko entrypoints."""

    name = "register"
    work = Database(Base)

    @on(*FLOW)
    def hear(self, event: FlowEvent) -> None:
        """A complaint has moved."""
        with self.work(event.tenant) as work:
            usecases.hear(event, RegisterRecords(work))

    @rpc
    def apply_tenant(self, caller: Caller, request: r.ApplyTenant) -> r.TenantApplied:
        """Publish a regency's data."""
        if caller.kind != "operator":
            raise NotYourRole("operator")
        if caller.tenant != request.profile.key:
            raise Invalid({"profile.key": "The caller speaks for another regency."})
        with self.work(caller.tenant) as work:
            return usecases.apply_tenant(
                request, tenants=RegisterRecords(work), announce=work.announce, now=datetime.now(UTC)
            )

    @rpc
    def tenants(self, caller: Caller, request: r.Nothing) -> r.Tenants:
        """All regencies served; public."""
        with self.work("") as work:
            return Views(work).tenants()

    @rpc
    def tenant(self, caller: Caller, request: r.ByTenant) -> r.PublicTenant:
        """One regency; public."""
        with self.work(request.tenant) as work:
            return Views(work).tenant(request.tenant)

    @rpc
    def tasks(self, caller: Caller, request: r.Page) -> r.Tasks:
        """What waits for the caller."""
        if caller.kind not in {"officer", "system"} or not caller.roles:
            raise NotYourRole("officer")
        with self.work(caller.tenant) as work:
            return Views(work).tasks(caller, request)

    @rpc
    def entries(self, caller: Caller, request: r.Page) -> r.Register:
        """The Buku Pengaduan."""
        inside_only(caller)
        with self.work(caller.tenant) as work:
            return Views(work).entries(request)

    @rpc
    def standing(self, caller: Caller, request: ByReference) -> r.Standing:
        """Where a complaint stands."""
        inside_only(caller)
        with self.work(caller.tenant) as work:
            return Views(work).standing(request.reference)

    @rpc
    def progress(self, caller: Caller, request: r.Nothing) -> r.Progress:
        """Where the reporter's own complaint stands."""
        if caller.complaint_id is None:
            raise NotYourRole("pelapor")
        with self.work(caller.tenant) as work:
            return Views(work).progress(caller.complaint_id)
