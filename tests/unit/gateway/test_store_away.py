"""While the file store is away, complaints are filed all the same and files are refused for now."""

from uuid import uuid4

from flask.testing import FlaskClient

from services.common.contracts.complaints import Attachment, StoredAttachment, Upload
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import NOW

KEY = "A" * 43 + "="
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def test_a_file_is_refused_for_now(client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]) -> None:
    upload = Upload(
        attachment_id=uuid4(), object_key="contoh/2026/x", file_key=KEY, max_bytes=1000, types=("application/pdf",)
    )
    desks.on("intake.begin_attachment", upload)
    answer = client.post("/api/v1/reporter/attachments", data=PDF, headers=as_reporter | {"X-File-Name": "a.pdf"})
    assert answer.status_code == 503


def test_a_download_is_refused_for_now(client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]) -> None:
    attachment = Attachment(
        attachment_id=uuid4(),
        kind="evidence",
        file_name="a.pdf",
        media_type="application/pdf",
        size=len(PDF),
        sha256="0" * 64,
        added_by="pelapor",
        added_at=NOW,
    )
    desks.on(
        "intake.fetch_attachment", StoredAttachment(attachment=attachment, object_key="contoh/2026/x", file_key=KEY)
    )
    answer = client.get(f"/api/v1/reporter/attachments/{uuid4()}", headers=as_reporter)
    assert answer.status_code == 503
