"""Files on their way in and out, through a real store."""

import io
from base64 import b64encode
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.parts import parts_of
from gateway.tokens import ReporterPass
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import (
    Attachment,
    BeginAttachment,
    FetchAttachment,
    FinishAttachment,
    StoredAttachment,
    Upload,
)
from services.common.errors import AttachmentRefused, KeptApart, NotFound, NotYetChecked, Refusal, UploadExpired
from services.common.runtime.sealed_files import Altered
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, NOW, REFERENCE, content

HERE = "/api/v1/reporter/attachments"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
LIMIT = 12 * 1024 * 1024
KEY = bytes(range(32))


class Intake:
    """Keeps what it was told, as intake would."""

    def __init__(self) -> None:
        self.begun: list[BeginAttachment] = []
        self.upload = Upload(
            attachment_id=uuid4(),
            object_key=f"contoh/2026/{uuid4().hex}",
            file_key=b64encode(KEY).decode(),
            max_bytes=LIMIT,
            types=("application/pdf",),
        )
        self.asked: list[FetchAttachment] = []
        self.kept: dict[UUID, Attachment] = {}

    def begin(self, _caller: Caller, request: Any) -> Upload:
        """Give leave."""
        assert isinstance(request, BeginAttachment)
        if request.media_type not in self.upload.types:
            raise AttachmentRefused(f"a file of type {request.media_type} is not taken", "type")
        self.begun.append(request)
        return self.upload

    def finish(self, caller: Caller, request: Any) -> Attachment:
        """Take the file."""
        assert isinstance(request, FinishAttachment)
        attachment = Attachment(
            attachment_id=request.attachment_id,
            kind=self.begun[-1].kind,
            file_name=self.begun[-1].file_name,
            media_type=request.media_type,
            size=request.size,
            sha256=request.sha256,
            added_by=caller.kind,
            added_at=NOW,
        )
        self.kept[attachment.attachment_id] = attachment
        return attachment

    def fetch(self, _caller: Caller, request: Any) -> StoredAttachment:
        """Say where it lies."""
        assert isinstance(request, FetchAttachment)
        if request.attachment_id not in self.kept:
            raise NotFound("attachment")
        self.asked.append(request)
        place = {"object_key": self.upload.object_key, "file_key": self.upload.file_key}
        return StoredAttachment(attachment=self.kept[request.attachment_id], **place)


@pytest.fixture
def intake(desks: Answerer) -> Intake:
    """An intake that takes PDF files."""
    intake = Intake()
    desks.on("intake.begin_attachment", intake.begin)
    desks.on("intake.finish_attachment", intake.finish)
    desks.on("intake.fetch_attachment", intake.fetch)
    return intake


@pytest.fixture
def headers(app: APIFlask) -> dict[str, str]:
    """A reporter who was let in."""
    token = parts_of(app).reporter_tokens.write(ReporterPass("contoh", COMPLAINT, REFERENCE))
    return {"Authorization": f"Bearer {token}"}


def sent(client: FlaskClient, headers: dict[str, str], body: bytes, name: str = "bukti.pdf") -> TestResponse:
    return client.post(HERE, data=body, headers=headers | {"X-File-Name": quote(name), "Content-Type": "text/x"})


def is_stored(app: APIFlask, intake: Intake) -> bool:
    try:
        b"".join(parts_of(app).store.get(intake.upload.object_key, KEY))
    except OSError:
        return False
    return True


@pytest.mark.parametrize("size", [len(PDF), 100_000, 11 * 1024 * 1024], ids=["tiny", "small", "several parts"])
def test_a_file_comes_back_as_it_was_sent(
    client: FlaskClient, headers: dict[str, str], intake: Intake, size: int
) -> None:
    body = PDF + bytes(range(256)) * (size // 256)
    added = sent(client, headers, body, "Kuitansi pasar “contoh”.pdf")
    assert added.status_code == 201
    assert content(added)["size"] == len(body)
    back = client.get(f"{HERE}/{intake.upload.attachment_id}", headers=headers)
    assert back.data == body


def test_what_lies_in_the_store_says_nothing(
    app: APIFlask, client: FlaskClient, headers: dict[str, str], intake: Intake
) -> None:
    sent(client, headers, PDF + b"Ibu Karangan" * 20_000)
    stored = b"".join(parts_of(app).store.get(intake.upload.object_key, None))
    assert b"Karangan" not in stored
    assert not stored.startswith(b"%PDF")


def test_a_file_from_before_files_were_sealed_is_still_given_out(
    app: APIFlask, client: FlaskClient, headers: dict[str, str], intake: Intake
) -> None:
    sent(client, headers, PDF)
    raw = b"".join(parts_of(app).store.get(intake.upload.object_key, None))
    intake.upload = intake.upload.model_copy(update={"file_key": ""})
    assert client.get(f"{HERE}/{intake.upload.attachment_id}", headers=headers).data == raw


def test_a_file_that_was_changed_in_the_store_is_not_given_out(
    client: FlaskClient, headers: dict[str, str], intake: Intake
) -> None:
    sent(client, headers, PDF)
    intake.upload = intake.upload.model_copy(update={"file_key": b64encode(bytes(32)).decode()})
    with pytest.raises(Altered):
        _ = client.get(f"{HERE}/{intake.upload.attachment_id}", headers=headers).data


@pytest.mark.parametrize(("query", "original"), [("", False), ("?original=true", True), ("?original=0", False)])
def test_the_original_is_asked_for_expressly(
    client: FlaskClient, headers: dict[str, str], intake: Intake, query: str, original: bool
) -> None:
    sent(client, headers, PDF)
    assert client.get(f"{HERE}/{intake.upload.attachment_id}{query}", headers=headers).status_code == 200
    assert intake.asked[-1].original is original


def test_an_unknown_wish_is_refused(client: FlaskClient, headers: dict[str, str], intake: Intake) -> None:
    sent(client, headers, PDF)
    assert client.get(f"{HERE}/{intake.upload.attachment_id}?inline=true", headers=headers).status_code == 422


@pytest.mark.parametrize("refusal", [NotYetChecked("x"), KeptApart("x")])
def test_a_file_that_was_not_accepted_is_refused_with_a_reason(
    client: FlaskClient, headers: dict[str, str], intake: Intake, desks: Answerer, refusal: Refusal
) -> None:
    desks.on("intake.fetch_attachment", refusal)
    answer = client.get(f"{HERE}/{intake.upload.attachment_id}", headers=headers)
    assert (answer.status_code, answer.content_type) == (409, "application/problem+json")


def test_a_download_is_saved_and_never_shown(client: FlaskClient, headers: dict[str, str], intake: Intake) -> None:
    sent(client, headers, PDF, "Kuitansi é.pdf")
    answer = client.get(f"{HERE}/{intake.upload.attachment_id}", headers=headers)
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Kuitansi e.pdf\"; filename*=UTF-8''Kuitansi%20%C3%A9.pdf"
    )
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content_type == "application/pdf"


def test_a_form_is_taken_as_well(client: FlaskClient, headers: dict[str, str], intake: Intake) -> None:
    body = PDF + b"x" * 500_000
    added = client.post(HERE, data={"kind": "letter", "file": (io.BytesIO(body), "surat.pdf")}, headers=headers)
    assert added.status_code == 201
    assert content(added)["size"] == len(body)
    assert (intake.begun[0].kind, intake.begun[0].file_name) == ("letter", "surat.pdf")
    assert client.get(f"{HERE}/{intake.upload.attachment_id}", headers=headers).data == body


def test_folders_in_a_file_name_are_left_out(client: FlaskClient, headers: dict[str, str], intake: Intake) -> None:
    sent(client, headers, PDF, "C:\\Users\\contoh\\..\\bukti.pdf")
    assert intake.begun[0].file_name == "bukti.pdf"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "attachment-refused"),
        (b"<html><script>alert(1)</script></html>", "attachment-refused"),
        (PDF + b"x" * LIMIT, "too-large"),
        (PDF + b"x" * (LIMIT + 100_000), "too-large"),
    ],
    ids=["empty", "not what it says", "too large", "too large as announced"],
)
def test_a_file_that_is_refused_is_not_kept(
    app: APIFlask, headers: dict[str, str], intake: Intake, body: bytes, code: str
) -> None:
    assert content(sent(app.test_client(), headers, body))["type"] == f"/problems/{code}"
    assert not is_stored(app, intake)


def test_a_file_intake_refuses_in_the_end_is_not_kept(
    app: APIFlask, client: FlaskClient, headers: dict[str, str], intake: Intake, desks: Answerer
) -> None:
    desks.on("intake.finish_attachment", AttachmentRefused("there are twenty already", "no_room"))
    assert sent(client, headers, PDF).status_code == 422
    assert not is_stored(app, intake)


def test_a_file_intake_may_have_taken_is_kept(
    app: APIFlask, client: FlaskClient, headers: dict[str, str], intake: Intake, desks: Answerer
) -> None:
    desks.on("intake.finish_attachment", UploadExpired())
    assert sent(client, headers, PDF).status_code == 409
    assert is_stored(app, intake)


def test_a_file_without_a_name_is_refused(client: FlaskClient, headers: dict[str, str], intake: Intake) -> None:
    answer = client.post(HERE, data=PDF, headers=headers | {"Content-Type": "application/pdf"})
    assert (answer.status_code, content(answer)["type"]) == (400, "/problems/malformed-upload")
    assert intake.begun == []


def test_two_files_at_once_are_refused_and_neither_is_kept(
    app: APIFlask, client: FlaskClient, headers: dict[str, str], intake: Intake
) -> None:
    files = {"file": (io.BytesIO(PDF), "a.pdf"), "other": (io.BytesIO(PDF), "b.pdf")}
    assert client.post(HERE, data=files, headers=headers).status_code == 400
    assert not is_stored(app, intake)


def test_a_file_of_nobody_is_not_found(client: FlaskClient, headers: dict[str, str], intake: Intake) -> None:
    assert client.get(f"{HERE}/{uuid4()}", headers=headers).status_code == 404
