"""The register's entrypoints about the book and reports in print: corrections, orders, signatures, the calendar."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from nameko.timer import timer

from services.common.contracts import documents as d
from services.common.contracts.caller import Caller
from services.common.contracts.events import ConflictDeclared, EntryCorrected
from services.common.contracts.register import Nothing
from services.common.runtime.entrypoints import on, rpc
from services.intake.register import correcting, scheduling
from services.intake.register.recalling import recall_of
from services.intake.register.reports import Reports


class Reporter:
    """Keeps the book right, and has it and reports printed."""

    work: Callable[[str], Any]

    @timer(interval=3600, eager=True)  # type: ignore[untyped-decorator]  # nameko is untyped
    def order_what_is_due(self) -> None:
        """What the SOPs ask for at the end of a period, looked for once an hour. Replicas share the work."""
        scheduling.order_what_is_due(self.work, datetime.now(UTC))

    @on(EntryCorrected)
    def correct(self, event: EntryCorrected) -> None:
        """A line of the book was put right."""
        with self.work(event.tenant) as work:
            correcting.correct(work, event)

    @on(ConflictDeclared)
    def take_back(self, event: ConflictDeclared) -> None:
        """Who is shut out from now on keeps no book with the complaint's line."""
        with self.work(event.tenant) as work:
            barred = event.barred
            recall_of(work, event.complaint_id, barred.officers, barred.units, datetime.now(UTC))

    @rpc
    def order_report(self, caller: Caller, request: d.OrderReport) -> d.Document:
        """Ask for a book or a report."""
        with self.work(caller.tenant) as work:
            reports = Reports(work, datetime.now(UTC))
            answer: d.Document = work.once(
                caller, request, request.request_key, d.Document, lambda: reports.order(caller, request)
            )
            return answer

    @rpc
    def reports(self, caller: Caller, request: Nothing) -> d.Reports:
        """The books and reports the caller may have."""
        with self.work(caller.tenant) as work:
            return Reports(work, datetime.now(UTC)).listed(caller)

    @rpc
    def sign_report(self, caller: Caller, request: d.SignDocument) -> d.Document:
        """Sign a report by our own key."""
        with self.work(caller.tenant) as work:
            reports = Reports(work, datetime.now(UTC))
            answer: d.Document = work.once(
                caller, request, request.request_key, d.Document, lambda: reports.sign(caller, request)
            )
            return answer
