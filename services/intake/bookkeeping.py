"""Intake's entrypoints about the Buku Pengaduan: a line is put right, and the file of a book or report is fetched.

The register, which orders and lists those, has no keys; so where a file lies, and under what key, is intake's to say.
"""

from base64 import b64encode
from datetime import UTC, datetime

from services.common.contracts import documents as d
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited
from services.common.contracts.sources import FiledBefore, FiledFrom
from services.common.contracts.tasks import CorrectEntry, Intervened
from services.common.desk.paper_access import shown
from services.common.desk.papers import PDF, Paper
from services.common.documents import KINDS, file_purpose
from services.common.errors import NoLongerKept, NotFound, NotYetRendered, UnknownTenant
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import rpc
from services.common.runtime.tenant_keys import REPORTS
from services.common.sealing import derived
from services.intake.answering import AnsweringDesk
from services.intake.correcting import correct_entry
from services.intake.report_access import may_have_one
from services.intake.repository import ComplaintRecords
from services.intake.source_number_records import SourceNumbers
from services.intake.source_numbers import filed_from
from services.intake.submission import FilingRecords


class BookkeepingDesk(AnsweringDesk):
    """A desk that answers for the book."""

    @rpc
    def correct_entry(self, caller: Caller, request: CorrectEntry) -> Intervened:
        """Put a value of a line right."""
        with self.work(caller.tenant) as work:

            def act() -> Intervened:
                now = datetime.now(UTC)
                return correct_entry(caller, request, records=ComplaintRecords(work), announce=work.announce, now=now)

            answer: Intervened = work.once(caller, request, request.request_key, Intervened, act)
            return answer

    @rpc
    def filed_from(self, caller: Caller, request: FiledFrom) -> FiledBefore:
        """Which complaints have these numbers of a portal."""
        with self.work(caller.tenant) as work:
            published = FilingRecords(work).published(caller.tenant)
            if published is None:
                raise UnknownTenant(caller.tenant)
            return filed_from(caller, request, published.sop, SourceNumbers(work))

    @rpc
    def fetch_report(self, caller: Caller, request: d.FetchDocument) -> d.StoredDocument:
        """Where the file of a book or report lies: as signed, if it is."""
        with self.work(caller.tenant) as work:
            paper = self._report(caller, request, work)
            if paper.cancelled_at is not None:
                raise NoLongerKept(paper.cancelled_at.date().isoformat())
            if not paper.is_made(request.unsigned):
                raise NotYetRendered(str(paper.document_id))
            place, size, sha256 = paper.object_key, paper.size, paper.sha256
            if paper.signed_key and not request.unsigned:
                place, size, sha256 = paper.signed_key, paper.signed_size, paper.signed_sha256
            if not (place and size and sha256):
                raise NotFound("file of this report")
            work.announce(_entry(caller, paper, sha256))
            return d.StoredDocument(
                document=shown(KINDS[paper.kind].desk, paper),
                file_name=_file_name(paper),
                sha256=sha256,
                size=size,
                object_key=place,
                file_key=b64encode(derived(work.keys.secret(REPORTS), file_purpose(place))).decode(),
            )

    def _report(self, caller: Caller, request: d.FetchDocument, work: Work) -> Paper:
        may_have = may_have_one(caller, request.document_id, work.tables["document"], work.connection)
        paper = self.records(work).paper(request.document_id) if may_have else None
        if paper is None:
            raise NotFound("report")
        return paper


def _entry(caller: Caller, paper: Paper, sha256: str) -> Audited:
    subject = str(paper.document_id)
    return audited(caller, "document_read", datetime.now(UTC), subject=subject, document=paper.kind, sha256=sha256)


def _file_name(paper: Paper) -> str:
    number = (paper.number or paper.code).replace("/", "-")
    return f"{paper.kind}-{number}.{'pdf' if paper.media_type == PDF else 'xlsx'}"
