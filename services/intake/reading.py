"""Intake's entrypoints for officers who read a complaint. Each reading is announced to the audit trail."""

from datetime import UTC, datetime

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.runtime.entrypoints import rpc
from services.intake import forwarding, usecases
from services.intake.guarding import GuardingDesk
from services.intake.opening_records import OpeningRecords
from services.intake.repository import ComplaintRecords


class ReadingDesk(GuardingDesk):
    """A desk at which complaints are read."""

    @rpc
    def content(self, caller: Caller, request: c.ByReference) -> w.Content:
        """What a complaint says, for officers."""
        with self.work(caller.tenant) as work:
            says = usecases.content(
                caller, request.reference, complaints=ComplaintRecords(work), vault=self.vault(work)
            )
            work.announce(audited_of(caller, "content_read", datetime.now(UTC), says))
            OpeningRecords(work).keep_hand(caller.tenant, says.complaint_id, caller.actor)
            return says

    @rpc
    def forwarded(self, caller: Caller, request: w.ReadForwarding) -> w.ForwardedContent:
        """What of it went to a unit or an agency, for that unit or agency."""
        with self.work(caller.tenant) as work:
            records = ComplaintRecords(work)
            sent = forwarding.forwarded(
                caller,
                request.reference,
                complaints=records,
                vault=self.vault(work),
                who=self.openings_on(work).as_far_as_granted,
                for_bundle=request.for_bundle,
            )
            if known := records.filed_under(sent.reference):
                told = {"with_identity": "true"} if sent.identity else {}
                action, part = ("bundle_read", {}) if request.for_bundle else ("forwarding_read", {"part": "copy"})
                work.announce(audited_of(caller, action, datetime.now(UTC), known, **part, **told))
            return sent
