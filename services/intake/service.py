"""The intake desk: filing, mailbox, attachments, verification. The front door; ops scale it alone."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import ComplaintForwarded, ForwardingReturned
from services.common.contracts.register import Applied, ApplyOfficers, Nothing
from services.common.desk.ending import Effect
from services.common.desk.papers import Composers
from services.common.runtime.database import Database, Work
from services.common.runtime.entrypoints import on, rpc
from services.common.runtime.settings import Environment
from services.common.runtime.tenant_keys import ACCESS_CODES, REPORTS
from services.intake import attachments, composing, consent, filing, parties, showing, usecases
from services.intake.bookkeeping import BookkeepingDesk
from services.intake.completeness import Completeness
from services.intake.earlier_keys import intakes_keyring
from services.intake.models import Base
from services.intake.opened import OpenedRecords
from services.intake.opening_records import OpeningRecords
from services.intake.repository import ComplaintRecords
from services.intake.submission import FilingRecords


class IntakeService(BookkeepingDesk):
    """nameko entrypoints."""

    name = "intake"
    work = Database(Base)
    secrets = (ACCESS_CODES, REPORTS)

    @staticmethod
    def configure(env: Environment) -> dict[str, Any]:
        """Intake's own master keys, of which the last may be the one an earlier build derived its keys from."""
        return {"KEYRING": intakes_keyring(env.text("DUMAS_SEAL_KEYS"))}

    def records(self, work: Work) -> ComplaintRecords:
        """Intake knows its attachments at first hand."""
        return ComplaintRecords(work)

    def effects(self, work: Work) -> Mapping[str, Effect]:
        """Steps here wait for missing papers and ask the reporter for them."""
        return Completeness(ComplaintRecords(work), self.vault(work), work.announce).effects()

    def composers(self, work: Work) -> Composers:
        """Results of verification."""
        return composing.composers(OpenedRecords(work, self.vault(work)))

    @rpc
    def submit(self, caller: Caller, request: c.Submission) -> c.Receipt:
        """File a complaint."""
        with self.work(caller.tenant) as work:
            receipt = filing.submit(
                caller, request, filings=FilingRecords(work), vault=self.vault(work), now=datetime.now(UTC)
            )
            if receipt.is_new and caller.kind == "officer":
                OpeningRecords(work).keep_hand(caller.tenant, receipt.complaint_id, caller.actor)
            return receipt

    @rpc
    def open_mailbox(self, caller: Caller, request: c.OpenMailbox) -> c.MailboxKey:
        """Reference and access code let a reporter in."""
        with self.work(caller.tenant) as work:
            return usecases.open_mailbox(request, complaints=ComplaintRecords(work), vault=self.vault(work))

    @rpc
    def mailbox(self, caller: Caller, request: Nothing) -> w.Mailbox:
        """The reporter's own complaint."""
        with self.work(caller.tenant) as work:
            return usecases.mailbox(caller, complaints=ComplaintRecords(work), vault=self.vault(work))

    @rpc
    def give_consent(self, caller: Caller, request: Nothing) -> Nothing:
        """The reporter agrees that the identity goes along."""
        with self.work(caller.tenant) as work:
            using = ComplaintRecords(work)
            consent.give_consent(caller, complaints=using, announce=work.announce, now=datetime.now(UTC))
        return Nothing()

    @rpc
    def post_message(self, caller: Caller, request: w.PostMessage) -> w.MailMessage:
        """Write in the mailbox."""
        with self.work(caller.tenant) as work:
            using, now = ComplaintRecords(work), datetime.now(UTC)

            def act() -> w.MailMessage:
                return usecases.post_message(
                    caller, request, complaints=using, vault=self.vault(work), announce=work.announce, now=now
                )

            message: w.MailMessage = work.once(caller, request, request.request_key, w.MailMessage, act)
            return message

    @rpc
    def begin_attachment(self, caller: Caller, request: c.BeginAttachment) -> c.Upload:
        """Leave to upload a file."""
        with self.work(caller.tenant) as work:
            using, now = ComplaintRecords(work), datetime.now(UTC)
            return attachments.begin_attachment(caller, request, complaints=using, vault=self.vault(work), now=now)

    @rpc
    def finish_attachment(self, caller: Caller, request: c.FinishAttachment) -> c.Attachment:
        """A file has arrived in the store."""
        with self.work(caller.tenant) as work:
            using, now = ComplaintRecords(work), datetime.now(UTC)
            return attachments.finish_attachment(
                caller, request, complaints=using, vault=self.vault(work), announce=work.announce, now=now
            )

    @rpc
    def fetch_attachment(self, caller: Caller, request: c.FetchAttachment) -> c.StoredAttachment:
        """Where a file lies."""
        with self.work(caller.tenant) as work:
            return showing.fetch_attachment(
                caller,
                request,
                complaints=ComplaintRecords(work),
                vault=self.vault(work),
                announce=work.announce,
                may_know=self.openings_on(work).whole,
                now=datetime.now(UTC),
            )

    @rpc
    def reporter_addresses(self, caller: Caller, request: c.ByComplaints) -> c.ReporterAddresses:
        """Where the notifier may tell reporters that there is news; for the notifier alone."""
        with self.work(caller.tenant) as work:
            return usecases.addresses(
                caller.tenant, ComplaintRecords(work).identities(request.complaint_ids), self.vault(work)
            )

    @rpc
    def apply_officers(self, caller: Caller, request: ApplyOfficers) -> Applied:
        """Replace the officers by whom reported parties are recognised; systems are never reported."""
        known = [parties.known_officer(caller.tenant, one) for one in request.officers if one.kind == "officer"]
        with self.work(caller.tenant) as work:
            ComplaintRecords(work).replace_officers(caller.tenant, known)
            work.announce(audited(caller, "officers_applied", datetime.now(UTC), subject=self.name))
        return Applied(count=len(request.officers))

    @on(ComplaintForwarded, ForwardingReturned)
    def keep_forwarding(self, event: ComplaintForwarded | ForwardingReturned) -> None:
        """Remember what a unit may see of a complaint, and that it gave it back."""
        with self.work(event.tenant) as work:
            ComplaintRecords(work).keep_forwarding(event)
