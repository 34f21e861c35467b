"""The intake desk: filing, mailbox, attachments, verification. The front door; ops scale it alone."""

from datetime import UTC, datetime
from typing import Any

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.contracts.register import Nothing
from services.common.desk.service import DeskService
from services.common.errors import NotYourRole
from services.common.runtime.database import Database, Work
from services.common.runtime.entrypoints import rpc
from services.common.runtime.given import Given
from services.common.runtime.settings import Environment
from services.intake import attachments, filing, usecases
from services.intake.models import Base
from services.intake.repository import ComplaintRecords
from services.intake.submission import FilingRecords
from services.intake.vault import Vault


class IntakeService(DeskService):
    """nameko entrypoints."""

    name = "intake"
    work = Database(Base)
    vault = Given("VAULT")

    @staticmethod
    def configure(env: Environment) -> dict[str, Any]:
        """Intake alone holds the vault's key."""
        return {"VAULT": Vault(env.key("DUMAS_VAULT_KEY"))}

    def records(self, work: Work) -> ComplaintRecords:
        """Intake knows its attachments at first hand."""
        return ComplaintRecords(work)

    @rpc
    def submit(self, caller: Caller, request: c.Submission) -> c.Receipt:
        """File a complaint."""
        with self.work(caller.tenant) as work:
            return filing.submit(caller, request, filings=FilingRecords(work), vault=self.vault, now=datetime.now(UTC))

    @rpc
    def open_mailbox(self, caller: Caller, request: c.OpenMailbox) -> c.MailboxKey:
        """Reference and access code let a reporter in."""
        with self.work(caller.tenant) as work:
            return usecases.open_mailbox(request, complaints=ComplaintRecords(work), vault=self.vault)

    @rpc
    def mailbox(self, caller: Caller, request: Nothing) -> c.Mailbox:
        """The reporter's own complaint."""
        with self.work(caller.tenant) as work:
            return usecases.mailbox(caller, complaints=ComplaintRecords(work), vault=self.vault)

    @rpc
    def content(self, caller: Caller, request: c.ByReference) -> c.Content:
        """What a complaint says, for officers."""
        with self.work(caller.tenant) as work:
            return usecases.content(caller, request.reference, complaints=ComplaintRecords(work), vault=self.vault)

    @rpc
    def post_message(self, caller: Caller, request: c.PostMessage) -> c.MailMessage:
        """Write in the mailbox."""
        with self.work(caller.tenant) as work:

            def act() -> c.MailMessage:
                return usecases.post_message(
                    caller,
                    request,
                    complaints=ComplaintRecords(work),
                    vault=self.vault,
                    announce=work.announce,
                    now=datetime.now(UTC),
                )

            message: c.MailMessage = work.once(caller, request, request.request_key, c.MailMessage, act)
            return message

    @rpc
    def begin_attachment(self, caller: Caller, request: c.BeginAttachment) -> c.Upload:
        """Leave to upload a file."""
        with self.work(caller.tenant) as work:
            return attachments.begin_attachment(
                caller, request, complaints=ComplaintRecords(work), vault=self.vault, now=datetime.now(UTC)
            )

    @rpc
    def finish_attachment(self, caller: Caller, request: c.FinishAttachment) -> c.Attachment:
        """A file has arrived in the store."""
        with self.work(caller.tenant) as work:
            return attachments.finish_attachment(
                caller,
                request,
                complaints=ComplaintRecords(work),
                vault=self.vault,
                announce=work.announce,
                now=datetime.now(UTC),
            )

    @rpc
    def fetch_attachment(self, caller: Caller, request: c.FetchAttachment) -> c.StoredAttachment:
        """Where a file lies."""
        with self.work(caller.tenant) as work:
            return attachments.fetch_attachment(caller, request, complaints=ComplaintRecords(work), vault=self.vault)

    @rpc
    def reporter_addresses(self, caller: Caller, request: c.ByComplaints) -> c.ReporterAddresses:
        """Where the notifier may tell reporters that there is news; for the notifier alone."""
        if caller.kind != "service":
            raise NotYourRole("notify")
        with self.work(caller.tenant) as work:
            sealed = ComplaintRecords(work).identities(request.complaint_ids)
        opened = {known: self.vault.open(caller.tenant, known, "identity", row) for known, row in sealed.items()}
        return c.ReporterAddresses(
            emails={str(known): identity["email"] for known, identity in opened.items() if "email" in identity}
        )
