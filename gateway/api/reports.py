"""The Buku Pengaduan in print and reports of half a year: ordered, listed, downloaded, signed; the book put right."""

from uuid import UUID

from flask import Response

from gateway import downloads
from gateway.api.complaints import named
from gateway.api.document_shapes import AsBefore
from gateway.api.report_shapes import EntryCorrection, ReportOrder, ReportSignature
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.documents import (
    Document,
    FetchDocument,
    OrderReport,
    Reports,
    SignDocument,
    StoredDocument,
)
from services.common.contracts.register import Nothing
from services.common.contracts.tasks import CorrectEntry, Intervened


def order(caller: Caller, body: ReportOrder, key: str) -> Document:
    """Order the Buku Pengaduan or a report

    It is made in the background; the list says when. In the book reporters are pseudonyms, lines about whoever asks are
    left out and counted, and a line that was put right keeps what was entered first. The report of half a year counts
    what had happened by its end, so ordered again it gives the same figures; of a time that is not over yet it says how
    far it goes.
    """
    found = parts()
    asked = OrderReport(**dict(body), request_key=found.receipts.request_key(caller, key))
    return found.desks.call("register.order_report", caller, asked, Document)


def list_all(caller: Caller) -> Reports:
    """Books and reports for me

    Those I asked for; reports of half a year also for the head of the office, the administrator, and the roles for
    which the regency's SOP makes them. The newest first.
    """
    return parts().desks.call("register.reports", caller, Nothing(), Reports)


def fetch(caller: Caller, document_id: UUID, query: AsBefore) -> Response:
    """Download a book or a report

    As it was signed, if it was; with `unsigned=true` as it was before. One that is still being made answers 503: try
    again after as many seconds as the header `Retry-After` says. Every download is recorded.
    """
    asked = FetchDocument(document_id=document_id, unsigned=query.unsigned)
    found = parts().desks.call("intake.fetch_report", caller, asked, StoredDocument)
    media_type = found.document.media_type
    return downloads.stored(
        found.object_key, found.file_key, name=found.file_name, media_type=media_type, size=found.size
    )


def sign(caller: Caller, document_id: UUID, *, body: ReportSignature, key: str) -> Document:
    """Sign a book or a report

    By the regency's own key, for the head of the office, whose name stands below it. Carried out in a moment; the list
    says when. A sheet (XLSX) cannot be signed.
    """
    found = parts()
    request_key = found.receipts.request_key(caller, key)
    asked = SignDocument(document_id=document_id, way=body.way, request_key=request_key)
    return found.desks.call("register.sign_report", caller, asked, Document)


def correct_entry(caller: Caller, reference: str, body: EntryCorrection, key: str) -> Intervened:
    """Put a line of the Buku Pengaduan right

    Category, unit or number at the source, with a reason. The list shows the new value; the book in print keeps the
    line as it was entered and adds a line that says what was put right, when and by whom.
    """
    found = parts()
    request_key = found.receipts.request_key(caller, key)
    asked = CorrectEntry(reference=named(reference).reference, **dict(body), request_key=request_key)
    return found.desks.call("intake.correct_entry", caller, asked, Intervened)
