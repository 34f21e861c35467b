"""The register: regencies, the Buku Pengaduan, open tasks, timelines; and the one keeper of every complaint's time."""

from datetime import UTC, datetime

from nameko.timer import timer

from services.common.contracts import regencies as g
from services.common.contracts import register as r
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import FLOW, FlowEvent, ModeRaised
from services.common.contracts.lists import EntryQuery, TaskQuery
from services.common.errors import Invalid, NotYourRole
from services.common.runtime.database import Database
from services.common.runtime.entrypoints import on, rpc
from services.common.runtime.parking import KeepsParking
from services.common.vocabulary import REPORTER
from services.intake.register import objections, publishing, usecases, watching
from services.intake.register.channel_lines import ChannelKeeper
from services.intake.register.keeping_data import DataKeeper
from services.intake.register.keeping_figures import FigureKeeper
from services.intake.register.keeping_handlers import HandlerKeeper
from services.intake.register.keeping_procedures import ProcedureKeeper
from services.intake.register.keeping_public import Publisher
from services.intake.register.keeping_trail import TrailKeeper
from services.intake.register.lists import Lists
from services.intake.register.models import Base
from services.intake.register.previews import Previewer
from services.intake.register.reporting import Reporter
from services.intake.register.repository import RegisterRecords
from services.intake.register.task_lists import TaskLists
from services.intake.register.verifying import Verifier
from services.intake.register.views import Views


class RegisterService(
    Publisher,
    TrailKeeper,
    DataKeeper,
    ProcedureKeeper,
    FigureKeeper,
    HandlerKeeper,
    ChannelKeeper,
    Verifier,
    Reporter,
    KeepsParking,
    Previewer,
):
    """nameko entrypoints."""

    name = "register"
    work = Database(Base)

    @on(*FLOW)
    def hear(self, event: FlowEvent) -> None:
        """A complaint has moved."""
        with self.work(event.tenant) as work:
            usecases.hear(event, RegisterRecords(work))

    @on(ModeRaised)
    def protect(self, event: ModeRaised) -> None:
        """The reporter is better protected from now on, and the book says so."""
        with self.work(event.tenant) as work:
            RegisterRecords(work).raise_mode(event.complaint_id, event.mode)

    @timer(interval=5)  # type: ignore[untyped-decorator]  # nameko is untyped
    def keep_time(self) -> None:
        """Time runs out, reminders fall, a revised calendar moves deadlines. Replicas share the work."""
        watching.keep_time(self.work, datetime.now(UTC))

    @rpc
    def apply_tenant(self, caller: Caller, request: g.ApplyTenant) -> g.TenantApplied:
        """Publish a regency's data."""
        if caller.tenant != request.profile.key:
            raise Invalid({"profile.key": "The caller speaks for another regency."})
        given = publishing.checked(request)
        with self.work(caller.tenant) as work:
            now = datetime.now(UTC)
            answer = publishing.apply_tenant(given, tenants=RegisterRecords(work), announce=work.announce, now=now)
            work.announce(audited(caller, "tenant_applied", now, subject=answer.sop))
            return answer

    @rpc
    def tasks(self, caller: Caller, request: TaskQuery) -> r.Tasks:
        """What waits for the caller, and in the office for others."""
        with self.work(caller.tenant) as work:
            return TaskLists(work, caller).tasks(request)

    @rpc
    def extensions(self, caller: Caller, request: r.Nothing) -> r.Extensions:
        """Requests for more time the caller may decide."""
        with self.work(caller.tenant) as work:
            return Lists(work, caller).extensions()

    @rpc
    def entries(self, caller: Caller, request: EntryQuery) -> r.Register:
        """The Buku Pengaduan."""
        with self.work(caller.tenant) as work:
            return Lists(work, caller).entries(request)

    @rpc
    def standing(self, caller: Caller, request: ByReference) -> r.Standing:
        """Where a complaint stands."""
        with self.work(caller.tenant) as work:
            return Views(work).standing(caller, request.reference)

    @rpc
    def progress(self, caller: Caller, request: r.Nothing) -> r.Progress:
        """Where the reporter's own complaint stands."""
        if caller.complaint_id is None:
            raise NotYourRole(REPORTER)
        with self.work(caller.tenant) as work:
            return Views(work).progress(caller.complaint_id, datetime.now(UTC))

    @rpc
    def object(self, caller: Caller, request: r.ObjectToEnd) -> r.Objected:
        """The reporter objects to the end of the complaint."""
        own = caller.complaint_id
        if own is None:
            raise NotYourRole(REPORTER)
        with self.work(caller.tenant) as work:

            def act() -> r.Objected:
                return objections.object_to_end(work, own, datetime.now(UTC))

            answer: r.Objected = work.once(caller, request, request.request_key, r.Objected, act)
            return answer
