"""What every desk offers of its documents: listed, fetched, signed, taken back."""

from base64 import b64encode
from datetime import UTC, datetime
from uuid import uuid4

from services.common.contracts import documents as d
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited, DocumentSigned
from services.common.desk import signing
from services.common.desk.access import facing
from services.common.desk.custody import Custody
from services.common.desk.intervening import InterveningDesk
from services.common.desk.paper_access import may_know, may_see, shown, shown_to
from services.common.desk.papers import Composers, Paper, Writing, withdrawn
from services.common.desk.records import Records
from services.common.desk.remarks import Note
from services.common.documents import file_purpose, signed_place
from services.common.errors import NotFound, NotYetRendered
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import rpc
from services.common.sealing import CONTENT, derived


class PaperingDesk(InterveningDesk):
    """A desk that issues documents."""

    def composers(self, work: Work) -> Composers:
        """What this desk's documents say."""
        return {}

    def writing(self, work: Work) -> Writing:
        """Writes documents on this transaction."""
        return Writing(self.records(work), self.composers(work), work.announce)

    @rpc
    def documents(self, caller: Caller, request: d.OfComplaint) -> d.Documents:
        """The complaint's documents on this desk, as far as the caller may see them."""
        with self.work(caller.tenant) as work:
            records = self.records(work)
            custody = _custody(caller, request, records)
            copies = records.copies(custody.complaint_id)
            papers = [one for one in records.papers(custody.complaint_id) if may_see(caller, custody, one, copies)]
            if not papers and not may_know(caller, custody):
                raise NotFound("complaint")
            return d.Documents(documents=tuple(shown_to(caller, shown(self.name, one)) for one in papers))

    @rpc
    def fetch_document(self, caller: Caller, request: d.FetchDocument) -> d.StoredDocument:
        """Where the file lies: as signed, if it is and the signed file is ours."""
        with self.work(caller.tenant) as work:
            paper, custody = _found(caller, request, self.records(work))
            if not paper.is_made(request.unsigned):
                raise NotYetRendered(str(paper.document_id))
            is_signed = paper.signed_key is not None and not request.unsigned
            place, size, sha256 = (
                (paper.signed_key, paper.signed_size, paper.signed_sha256)
                if is_signed
                else (paper.object_key, paper.size, paper.sha256)
            )
            if not (place and size and sha256):
                raise NotFound("file of this document")
            work.announce(_entry(caller, "document_read", paper, sha256=sha256))
            return d.StoredDocument(
                document=shown_to(caller, shown(self.name, paper)),
                file_name=file_name(paper),
                sha256=sha256,
                size=size,
                object_key=place,
                file_key=_file_key(work, custody, place),
            )

    @rpc
    def sign_document(self, caller: Caller, request: d.SignDocument) -> d.Document:
        """Sign by our own key, or bind a scan."""
        with self.work(caller.tenant) as work:

            def act() -> d.Document:
                records, now = self.records(work), datetime.now(UTC)
                paper, custody = _found(caller, request, records)
                event = signing.sign(facing(caller, custody.barred), paper, request, records=records, now=now)
                if event:
                    work.announce(event, _signed_entry(caller, paper, event))
                return self._again(records, paper)

            answer: d.Document = work.once(caller, request, request.request_key, d.Document, act)
            return answer

    @rpc
    def begin_signing(self, caller: Caller, request: d.ByDocument) -> d.SigningPlace:
        """Where the file lies that BSrE is to sign, and where the signed one goes."""
        with self.work(caller.tenant) as work:
            records = self.records(work)
            paper, custody = _found(caller, request, records)
            signing.may_be_signed(facing(caller, custody.barred), paper, "bsre", records.profile(paper.tenant))
            place = paper.object_key or ""
            # Of two who try at once each has a place of its own, so that what is recorded is what lies there.
            target = f"{signed_place(paper.tenant, paper.document_id)}-{uuid4().hex}"
            return d.SigningPlace(
                document=shown(self.name, paper),
                object_key=place,
                file_key=_file_key(work, custody, place),
                target_key=target,
                target_file_key=_file_key(work, custody, target),
            )

    @rpc
    def finish_signing(self, caller: Caller, request: d.FinishSigning) -> d.Document:
        """BSrE has signed it."""
        with self.work(caller.tenant) as work:

            def act() -> d.Document:
                records, now = self.records(work), datetime.now(UTC)
                paper, custody = _found(caller, request, records)
                event = signing.finish(facing(caller, custody.barred), paper, request, records=records, now=now)
                work.announce(event, _signed_entry(caller, paper, event))
                return self._again(records, paper)

            answer: d.Document = work.once(caller, request, request.request_key, d.Document, act)
            return answer

    @rpc
    def cancel_document(self, caller: Caller, request: d.CancelDocument) -> d.Document:
        """Take a document back. Its number stays used, and everybody who verifies it learns that it was cancelled."""
        with self.work(caller.tenant) as work:

            def act() -> d.Document:
                records, now = self.records(work), datetime.now(UTC)
                paper, custody = _found(caller, request, records)
                signing.may_be_cancelled(facing(caller, custody.barred), paper)
                records.change(paper.document_id, cancelled_at=now)
                records.add_remark(_remark(caller, custody, paper, request.reason, now))
                work.announce(withdrawn(paper, now, caller.actor), _entry(caller, "document_cancelled", paper))
                return self._again(records, paper)

            answer: d.Document = work.once(caller, request, request.request_key, d.Document, act)
            return answer

    def _again(self, records: Records, paper: Paper) -> d.Document:
        return shown(self.name, records.paper(paper.document_id) or paper)


def file_name(paper: Paper) -> str:
    """Kind and number; nothing of the complaint."""
    number = (paper.number or paper.code).replace("/", "-")
    return f"{paper.kind}-{number}.pdf"


def _entry(caller: Caller, action: str, paper: Paper, **told: str) -> Audited:
    about, subject = paper.complaint_id, str(paper.document_id)
    return audited(caller, action, datetime.now(UTC), complaint_id=about, subject=subject, document=paper.kind, **told)


def _signed_entry(caller: Caller, paper: Paper, event: DocumentSigned) -> Audited:
    deputy = {"as_deputy": event.as_deputy} if event.as_deputy else {}
    return _entry(caller, "document_signed", paper, way=event.way, sha256=event.sha256, **deputy)


def _remark(caller: Caller, custody: Custody, paper: Paper, reason: str, now: datetime) -> Note:
    details = {"document": paper.kind, "number": paper.number or "", "document_id": str(paper.document_id)}
    kept = (custody.complaint_id, custody.sequence, "document_cancelled", caller.actor, reason, now, details)
    return Note(uuid4(), custody.tenant, *kept)


def _custody(caller: Caller, request: d.OfComplaint, records: Records) -> Custody:
    if caller.kind == "reporter":
        custody = records.custody(caller.complaint_id) if caller.complaint_id else None
    else:
        custody = records.by_reference(request.reference or "")
    if custody is None:
        raise NotFound("complaint")
    return custody


def _found(caller: Caller, request: d.ByDocument, records: Records) -> tuple[Paper, Custody]:
    """A document the caller may see, and its complaint. NotFound."""
    paper = records.paper(request.document_id)
    custody = records.custody(paper.complaint_id) if paper and paper.complaint_id else None
    if paper is None or custody is None or not may_see(caller, custody, paper, records.copies(custody.complaint_id)):
        raise NotFound("document")
    if request.reference and request.reference != custody.reference:
        raise NotFound("document")
    return paper, custody


def _file_key(work: Work, custody: Custody, place: str) -> str:
    """Base64 of the key of one file, made of the complaint's. Destroyed."""
    return b64encode(derived(work.keys.of(custody.complaint_id, CONTENT), file_purpose(place))).decode()
