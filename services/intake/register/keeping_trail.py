"""The entrypoints by which the register keeps the audit trail: it hears, chains, anchors, and shows it to leaders."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from nameko.timer import timer

from services.common.contracts import audit as a
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited, ConsentGiven
from services.common.runtime.entrypoints import on, rpc
from services.intake.register import chaining, recording, statements
from services.intake.register.trail import Trail


class TrailKeeper:
    """Keeps the trail of all regencies. Moves of complaints enter it where the register hears them."""

    work: Callable[[str], Any]

    @on(Audited, ConsentGiven)
    def keep_audited(self, event: Audited | ConsentGiven) -> None:
        """Somebody did or read something. Heard twice, it enters the chain once."""
        told = recording.of_announced(event) if isinstance(event, Audited) else recording.of_consent(event)
        with self.work(event.tenant) as work:
            work.connection.execute(statements.TELL, told)

    @timer(interval=1)  # type: ignore[untyped-decorator]  # nameko is untyped
    def keep_chains(self) -> None:
        """What was heard enters the chain, which is anchored every day. Replicas share the work."""
        chaining.keep_chains(self.work, datetime.now(UTC))

    @rpc
    def audit_entries(self, caller: Caller, request: a.AuditPage) -> a.AuditTrail:
        """Entries for a leader, or for the operator to hand out; reading them is an entry itself."""
        with self.work(caller.tenant) as work:
            shown = Trail(work).entries(caller, request)
            work.announce(_read(caller, request, shown))
            return shown

    @rpc
    def audit_chain(self, caller: Caller, request: a.ChainPage) -> a.Chain:
        """The chain as it is stored, for `dumas audit verify`. Codes and hashes only, so it leaves no entry."""
        with self.work(caller.tenant) as work:
            return Trail(work).chain(request)


def _read(caller: Caller, request: a.AuditPage, shown: a.AuditTrail) -> Audited:
    action = "audit_exported" if caller.kind == "operator" else "audit_read"
    told = {"after": str(request.after), "entries": str(len(shown.entries))}
    # With the complaint's id, whom it is about does not find this entry either.
    about = shown.entries[0].complaint_id if request.reference and shown.entries else None
    subject = request.reference if request.reference and about else ""
    return audited(caller, action, datetime.now(UTC), complaint_id=about, subject=subject, **told)
