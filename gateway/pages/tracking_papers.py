"""Documents for the reporter: the receipt, made on request, and what the office has delivered."""

from uuid import UUID

from flask import Response

from gateway.api import documents
from gateway.api.document_shapes import AsBefore
from gateway.pages import tracking_session
from services.common.contracts.caller import Caller


def request_receipt(caller: Caller) -> Response:
    """Have the receipt made."""
    documents.request_receipt(caller)
    return tracking_session.done("tanda-terima")


def fetch(caller: Caller, kind: str, document_id: UUID) -> Response:
    """Download a document."""
    return documents.fetch_own(caller, kind, document_id, AsBefore())
