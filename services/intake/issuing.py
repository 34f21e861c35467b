"""Intake's entrypoint for documents that are made on request."""

from datetime import UTC, datetime

from services.common.contracts import documents as d
from services.common.contracts.caller import Caller
from services.common.desk.paper_access import shown, shown_to
from services.common.runtime.entrypoints import rpc
from services.intake.asked_papers import request_document
from services.intake.reading import ReadingDesk
from services.intake.repository import ComplaintRecords


class IssuingDesk(ReadingDesk):
    """A desk that writes a receipt or a disposition sheet for who asks."""

    @rpc
    def request_document(self, caller: Caller, request: d.RequestDocument) -> d.Document:
        """A receipt, or a disposition sheet; asked for again, the one that is there."""
        with self.work(caller.tenant) as work:
            paper = request_document(
                caller,
                request,
                complaints=ComplaintRecords(work),
                vault=self.vault(work),
                writing=self.writing(work),
                announce=work.announce,
                now=datetime.now(UTC),
            )
            return shown_to(caller, shown(self.name, paper))
