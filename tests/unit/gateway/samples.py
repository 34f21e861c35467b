"""Messages the tests begin from. Everybody in them is invented."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Receipt, Submission
from services.common.contracts.content import Mailbox, MailMessage
from services.common.contracts.regencies import PublicTenant
from services.common.contracts.tenant import AttachmentRules, Contact, TenantProfile

KEY = "7f0c2a54-3f0e-4b0e-9d0a-5a4c1f9b7d21"
COMPLAINT = UUID("0d9b7c52-6b0e-4a8e-9c9c-0c1f8a0f7d10")
NOW = datetime(2026, 3, 3, 2, 15, tzinfo=UTC)
REFERENCE = "CTH-26-7K3M-Q9TX"
CODE = "4H2D-9WQZ-K7RN-0V5B"

PROFILE = TenantProfile(
    key="contoh",
    code="CTH",
    office="Inspektorat Kabupaten Contoh",
    government="Pemerintah Kabupaten Contoh",
    place="Contoh",
    province="Provinsi Contoh",
    time_zone="Asia/Makassar",
    contact=Contact(address="Jl. Contoh No. 1"),
    attachments=AttachmentRules(types=("application/pdf",)),
)
TENANT = PublicTenant(profile=PROFILE, sop="contoh@1", title="SOP Contoh", channels={}, steps=(), units=())

FILING: dict[str, Any] = {
    "channel": "web",
    "subject": "Pungutan di loket contoh",
    "story": "Saya diminta membayar di luar tarif.",
    "identity": {"name": "Contoh Pelapor", "email": "pelapor@example.org"},
}

MAILBOX = Mailbox(
    mode="confidential",
    reference=REFERENCE,
    subject="Pungutan di loket contoh",
    filed_at=NOW,
    attachments=(),
    messages=(MailMessage(message_id=COMPLAINT, from_reporter=True, author="pelapor", text="Halo", posted_at=NOW),),
)


def content(answer: TestResponse) -> dict[str, Any]:
    """The JSON of an answer."""
    assert isinstance(answer.json, dict)
    return answer.json


def receipt_for(_caller: Caller, submission: Any) -> Receipt:
    """What intake answers to a new submission."""
    assert isinstance(submission, Submission)
    return Receipt(
        complaint_id=submission.complaint_id,
        reference=submission.reference,
        access_code=submission.access_code,
        received_at=NOW,
        is_new=True,
    )
