"""The bundle of what was passed on, from a real store: what is in it, what never is, and when it breaks off."""

import hashlib
import io
import json
import zipfile
from base64 import b64encode
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from pydantic import BaseModel

from gateway.parts import parts_of
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Attachment, FetchAttachment, Identity, StoredAttachment
from services.common.contracts.content import ForwardedContent, ReadForwarding
from services.common.contracts.documents import Document, Documents, FetchDocument, StoredDocument
from services.common.contracts.tasks import ForwardingCopy
from services.common.errors import NotFound, NotYetRendered, OpeningRefused
from tests.integration.gateway.people import PASSWORDS
from tests.unit.gateway.answerer import Answer, Answerer
from tests.unit.gateway.papers import in_store, paper
from tests.unit.gateway.samples import NOW, REFERENCE, TENANT, content

HERE = f"/api/v1/complaints/{REFERENCE}/bundle"
KEY = bytes(range(32))
FILE_KEY = b64encode(KEY).decode()
CANARY = "Kenaribundel"
COPY = ForwardingCopy(
    reference=REFERENCE,
    unit=None,
    agency="Instansi Contoh",
    memo_number="700/1",
    memo="Mohon ditangani",
    forwarded_at=NOW,
    copies=("memo_inspektur",),
)


class Office:
    """Desks with one complaint that was transferred, and its files in the store."""

    def __init__(self, app: APIFlask, desks: Answerer) -> None:
        self._store = parts_of(app).store
        self.papers: dict[UUID, StoredDocument] = {}
        self.files: dict[UUID, StoredAttachment] = {}
        self.sent: dict[str, Any] = {"identity": None, "left_out": 1}
        desks.on("register.tenant", TENANT)
        desks.on("followup.forwarding", COPY)
        desks.on("intake.forwarded", self._forwarded)
        desks.on("intake.fetch_attachment", self._fetch_file)
        for desk in ("intake", "review", "assignment", "followup"):
            desks.on(f"{desk}.documents", self._listing(desk))
            desks.on(f"{desk}.fetch_document", self._fetch_paper)

    def put(self, text: bytes) -> tuple[str, str]:
        """Store a file: its key and its hash."""
        key = f"contoh/{uuid4().hex}"
        self._store.put(key, io.BytesIO(text), 10_000_000, KEY)
        return key, hashlib.sha256(text).hexdigest()

    def issue(self, kind: str, text: bytes, **changes: Any) -> Document:
        """A document with its file."""
        key, digest = self.put(text)
        made = paper(kind, sha256=digest, size=len(text), **changes)
        self.papers[made.document_id] = in_store(made, object_key=key, file_key=FILE_KEY)
        return made

    def share(self, name: str, text: bytes, kind: str = "evidence") -> Attachment:
        """A file that went along."""
        key, digest = self.put(text)
        told = {"kind": kind, "media_type": "application/pdf", "added_by": "inspektorat", "added_at": NOW}
        shown = Attachment(attachment_id=uuid4(), file_name=name, size=len(text), sha256=digest, **told)
        self.files[shown.attachment_id] = StoredAttachment(attachment=shown, object_key=key, file_key=FILE_KEY)
        return shown

    def lose(self, found: StoredDocument | StoredAttachment) -> None:
        """The store has it no more."""
        self._store.remove(found.object_key)

    def _listing(self, desk: str) -> Answer:
        def listed(_caller: Caller, _request: BaseModel) -> Documents:
            mine = tuple(found.document for found in self.papers.values() if found.document.desk == desk)
            if not mine:
                raise NotFound("complaint")
            return Documents(documents=mine)

        return listed

    def _forwarded(self, _caller: Caller, request: Any) -> ForwardedContent:
        assert isinstance(request, ReadForwarding)
        assert request.for_bundle
        says = {"problem_code": "03", "happened_on": None, "location": None, "story": None}
        files = tuple(found.attachment for found in self.files.values())
        return ForwardedContent(reference=REFERENCE, attachments=files, **{**says, **self.sent})

    def _fetch_paper(self, _caller: Caller, request: Any) -> StoredDocument:
        assert isinstance(request, FetchDocument)
        return self.papers[request.document_id]

    def _fetch_file(self, _caller: Caller, request: Any) -> StoredAttachment:
        assert isinstance(request, FetchAttachment)
        assert not request.original
        return self.files[request.attachment_id]


@pytest.fixture
def office(app: APIFlask, desks: Answerer) -> Office:
    """A memo and a copy that went along, one that did not, and two files."""
    office = Office(app, desks)
    office.issue("memo_penyaluran", b"%PDF old memo", replaced_by=uuid4())
    office.issue("memo_penyaluran", b"%PDF memo " * 9000, minutes=1)
    office.issue("memo_inspektur", b"%PDF copy", minutes=2)
    office.issue("laporan_penelaahan", f"%PDF {CANARY} not copied".encode(), minutes=3)
    office.share("lampiran-2.pdf", b"%PDF second")
    office.share("lampiran-1.pdf", b"%PDF first")
    return office


@pytest.fixture
def headers(client: FlaskClient) -> dict[str, str]:
    """An officer who has signed in."""
    who = {"tenant": "contoh", "username": "petugas", "password": PASSWORDS["petugas"]}
    return {"Authorization": f"Bearer {content(client.post('/api/v1/sessions', json=who))['token']}"}


def bundle(client: FlaskClient, headers: dict[str, str]) -> zipfile.ZipFile:
    answer = client.get(HERE, headers=headers)
    assert (answer.status_code, answer.content_type) == (200, "application/zip")
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_it_holds_the_memo_the_copies_and_the_files_that_went_along(
    client: FlaskClient, headers: dict[str, str], office: Office
) -> None:
    archive = bundle(client, headers)
    assert archive.namelist() == [
        "memo_penyaluran-700-007-MP-CTH-2026.pdf",
        "tembusan/memo_inspektur-700-007-MEMO-CTH-2026.pdf",
        "lampiran/lampiran-1.pdf",
        "lampiran/lampiran-2.pdf",
        "data.json",
        "INDEKS.txt",
        "SHA256SUMS",
    ]
    assert archive.read("memo_penyaluran-700-007-MP-CTH-2026.pdf") == b"%PDF memo " * 9000
    assert archive.read("lampiran/lampiran-1.pdf") == b"%PDF first"
    assert "Tidak disertakan: 1 berkas" in archive.read("INDEKS.txt").decode()


def test_every_sum_in_it_is_right(client: FlaskClient, headers: dict[str, str], office: Office) -> None:
    archive = bundle(client, headers)
    lines = archive.read("SHA256SUMS").decode().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums.keys() == set(archive.namelist()) - {"SHA256SUMS"}
    assert all(hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())


def test_the_same_content_gives_the_same_file(client: FlaskClient, headers: dict[str, str], office: Office) -> None:
    assert client.get(HERE, headers=headers).data == client.get(HERE, headers=headers).data


def test_nothing_is_in_it_that_did_not_go_along(client: FlaskClient, headers: dict[str, str], office: Office) -> None:
    office.share("lampiran-3.pdf", CANARY.encode(), kind="ktp")
    answer = client.get(HERE, headers=headers)
    assert CANARY.encode() not in answer.data
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    assert "Tidak disertakan: 2 berkas" in archive.read("INDEKS.txt").decode()
    assert json.loads(archive.read("data.json")) == {
        "agency": "Instansi Contoh",
        "forwarded_at": "2026-03-03T02:15:00Z",
        "memo_number": "700/1",
        "problem_code": "03",
        "reference": REFERENCE,
    }


def test_story_and_identity_are_in_it_where_intake_gives_them(
    client: FlaskClient, headers: dict[str, str], office: Office
) -> None:
    office.share("lampiran-3.pdf", b"%PDF ktp", kind="ktp")
    office.sent = {"identity": Identity(name="Pelapor Contoh"), "story": "Cerita", "left_out": 0}
    archive = bundle(client, headers)
    told = json.loads(archive.read("data.json"))
    assert (told["story"], told["identity"]) == ("Cerita", {"name": "Pelapor Contoh"})
    assert archive.read("lampiran/lampiran-3.pdf") == b"%PDF ktp"


def test_a_ktp_the_caller_may_not_open_is_left_out(
    client: FlaskClient, headers: dict[str, str], office: Office, desks: Answerer
) -> None:
    ktp = office.share("lampiran-3.pdf", CANARY.encode(), kind="ktp")
    office.sent["identity"] = Identity(name="Pelapor Contoh")

    def fetch(_caller: Caller, request: Any) -> StoredAttachment:
        if request.attachment_id == ktp.attachment_id:
            raise OpeningRefused("ask for the whole number")
        return office.files[request.attachment_id]

    desks.on("intake.fetch_attachment", fetch)
    assert CANARY.encode() not in client.get(HERE, headers=headers).data


@pytest.mark.parametrize("method", ["followup.forwarding", "intake.forwarded"])
def test_who_got_nothing_finds_nothing(
    client: FlaskClient, headers: dict[str, str], office: Office, desks: Answerer, method: str
) -> None:
    desks.on(method, NotFound("complaint"))
    assert client.get(HERE, headers=headers).status_code == 404


def test_while_the_memo_is_being_made_nothing_is_noted_as_handed_out(
    client: FlaskClient, headers: dict[str, str], office: Office, desks: Answerer
) -> None:
    desks.on("followup.fetch_document", NotYetRendered("x"))
    answer = client.get(HERE, headers=headers)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")
    assert "intake.forwarded" not in [method for method, _, _ in desks.calls]


def test_a_file_that_is_gone_breaks_the_bundle_off(
    client: FlaskClient, headers: dict[str, str], office: Office
) -> None:
    office.lose(next(iter(office.files.values())))
    with pytest.raises(OSError, match="no such file"):
        _ = client.get(HERE, headers=headers).data
