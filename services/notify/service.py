"""The notifier: owns no step; tells officers and reporters by mail. Owns what it sends, and the officers' addresses."""

from datetime import UTC, datetime
from typing import Any

from nameko.timer import timer

from services.common.contracts import events
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.register import Applied, ApplyOfficers
from services.common.runtime.database import Database
from services.common.runtime.entrypoints import on, rpc
from services.common.runtime.parking import KeepsParking
from services.common.runtime.settings import Environment
from services.common.runtime.settings import Mail as MailSettings
from services.notify import sending, usecases
from services.notify.deputising import tell_deputised
from services.notify.models import Base
from services.notify.outward import changing, keeping
from services.notify.outward.answering import Answering
from services.notify.outward.secrets import Listeners
from services.notify.outward.teller import Teller
from services.notify.repository import MailRecords


class NotifyService(Teller, Answering, KeepsParking):
    """nameko entrypoints."""

    name = "notify"
    work = Database(Base)
    post = sending.Mailer()

    @staticmethod
    def configure(env: Environment) -> dict[str, Any]:
        """The mail relay, the key by which intake knows the notifier, and what subscriptions need."""
        signing = {"SIGNING_KEY": env.key("DUMAS_SIGNING_KEY")}
        return {"MAIL": MailSettings.read(env), "LISTENERS": Listeners.read(env), **signing}

    @on(*events.FLOW, events.MessagePosted, events.DeadlineNear, events.TaskHanded, events.AuditAnchored)
    def tell(self, event: events.Event) -> None:
        """Something happened somebody should know."""
        with self.work(event.tenant) as work:
            usecases.tell(event, MailRecords(work), datetime.now(UTC))

    @on(events.OfficerDeputised, events.DeputyEnded)
    def keep_deputies(self, event: events.OfficerDeputised) -> None:
        """Who stands in hears of the tasks too; both are told that it was recorded, or ended."""
        with self.work(event.tenant) as work:
            records = MailRecords(work)
            records.keep_deputy(event)
            tell_deputised(event, records, records.profile(event.tenant).time_zone, datetime.now(UTC))

    @on(events.RetentionEnded)
    def forget(self, event: events.RetentionEnded) -> None:
        """A complaint is no longer kept: nothing is sent about it any more."""
        if event.scope == "complaint":
            with self.work(event.tenant) as work:
                MailRecords(work).forget(event.complaint_id, datetime.now(UTC))
                keeping.forget(work, event.complaint_id)

    @on(events.TenantPublished)
    def keep_tenant(self, event: events.TenantPublished) -> None:
        """Keep a regency's profile."""
        with self.work(event.tenant) as work:
            MailRecords(work).keep_tenant(event)

    @timer(interval=5)  # type: ignore[untyped-decorator]  # nameko is untyped
    def send(self) -> None:
        """Send what waits. Replicas share the work; each claims its own."""
        sending.send_waiting(self.work, self.post)

    @rpc
    def apply_officers(self, caller: Caller, request: ApplyOfficers) -> Applied:
        """Replace the officers' addresses by the tenant's data file."""
        with self.work(caller.tenant) as work:
            MailRecords(work).replace_addresses(caller.tenant, request.officers)
            changing.end_of_others(work, caller, datetime.now(UTC))
            work.announce(audited(caller, "officers_applied", datetime.now(UTC), subject=self.name))
        return Applied(count=len(request.officers))
