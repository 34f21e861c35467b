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
from services.common.runtime.settings import Environment
from services.common.runtime.settings import Mail as MailSettings
from services.notify import sending, usecases
from services.notify.models import Base
from services.notify.repository import MailRecords


class NotifyService:
    """nameko entrypoints."""

    name = "notify"
    work = Database(Base)
    post = sending.Mailer()

    @staticmethod
    def configure(env: Environment) -> dict[str, Any]:
        """The mail relay, and the key by which intake knows the notifier."""
        return {"MAIL": MailSettings.read(env), "SIGNING_KEY": env.key("DUMAS_SIGNING_KEY")}

    @on(*events.FLOW, events.MessagePosted, events.DeadlineNear, events.AuditAnchored)
    def tell(self, event: events.Event) -> None:
        """Something happened somebody should know."""
        with self.work(event.tenant) as work:
            usecases.tell(event, MailRecords(work), datetime.now(UTC))

    @on(events.RetentionEnded)
    def forget(self, event: events.RetentionEnded) -> None:
        """A complaint is no longer kept: nothing is sent about it any more."""
        if event.scope == "complaint":
            with self.work(event.tenant) as work:
                MailRecords(work).forget(event.complaint_id, datetime.now(UTC))

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
            work.announce(audited(caller, "officers_applied", datetime.now(UTC), subject=self.name))
        return Applied(count=len(request.officers))
