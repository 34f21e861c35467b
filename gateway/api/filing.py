"""Filing a complaint: the hot path. One call to intake, and a receipt even when the answer takes too long."""

from datetime import UTC, datetime

from flask import Response

from gateway.api.shapes import FilingReceipt, PublicFiling
from gateway.parts import parts
from gateway.receipts import Names
from gateway.regencies import public
from gateway.table import answer
from gateway.tokens import ReporterPass
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing, Receipt, Submission
from services.common.runtime.client import CallTimedOut

KEEP_FOR = 24 * 3600.0
TIMEOUT = 10.0
TRACKING = "/api/v1/reporter/complaint"
REPLAYED = "Idempotent-Replayed"

_RECEIVED = "Received. Keep the reference and the access code: the code is shown here and nowhere else."
_QUEUED = (
    "Your complaint is safe with us and will be received shortly; the answer only took too long. Keep the reference "
    "and the access code. Sending it again with the same Idempotency-Key never makes a second complaint."
)


def by_public(tenant: str, body: PublicFiling, key: str) -> Response:
    """File a complaint

    For anybody, without signing in. The answer is the receipt: the reference, the access code, and a token to add
    attachments. A retry with the same Idempotency-Key and the same body gets the same receipt (201 with
    `Idempotent-Replayed: true`). 202: the complaint is queued safely and the receipt is already valid. 428: very much
    is being filed just now; wait as long as it says, or send a proof of work (see `GET /api/v1/challenge`).
    """
    return _file(public(tenant), body.filing(), key)


def by_staff(caller: Caller, body: Filing, key: str) -> Response:
    """File a complaint for someone

    For officers who key in what came by letter, by phone or at the counter, and for systems that pass on complaints
    from another portal. The receipt is for the reporter.
    """
    return _file(caller, body, key)


def _file(caller: Caller, filing: Filing, key: str) -> Response:
    found = parts()
    now = datetime.now(UTC)
    names = found.receipts.names(caller, key, filing, found.regencies.get(caller.tenant).profile, now)
    submission = Submission(
        complaint_id=names.complaint_id,
        reference=names.reference,
        access_code=names.access_code,
        request_key=found.receipts.request_key(caller, key),
        filing=filing,
    )
    try:
        receipt = found.desks.call("intake.submit", caller, submission, Receipt, timeout=TIMEOUT, keep_for=KEEP_FOR)
    except CallTimedOut:
        return answer(_receipt(caller, names, names.reference, now, "queued"), 202)
    response = answer(_receipt(caller, names, receipt.reference, receipt.received_at, "received"), 201)
    if not receipt.is_new:
        response.headers[REPLAYED] = "true"
    return response


def _receipt(caller: Caller, names: Names, reference: str, received_at: datetime, state: str) -> FilingReceipt:
    leave = ReporterPass(caller.tenant, names.complaint_id, reference)
    return FilingReceipt(
        reference=reference,
        access_code=names.access_code,
        received_at=received_at,
        state="queued" if state == "queued" else "received",
        note=_QUEUED if state == "queued" else _RECEIVED,
        token=parts().reporter_tokens.write(leave) if caller.kind == "public" else None,
        tracking=TRACKING,
    )
