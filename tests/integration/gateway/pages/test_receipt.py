"""The receipt: shown as often as asked for until it is said to be kept; then nothing of it is left."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL

from gateway.pages import cookies
from gateway.parts import parts_of
from services.common.contracts.complaints import Attachment, Submission
from services.common.contracts.documents import Document
from services.common.contracts.register import Progress
from services.common.contracts.tasks import Answer
from services.common.errors import NotFound, NotYetRendered
from services.common.runtime.client import CallTimedOut
from tests.integration.gateway.doors import run
from tests.integration.gateway.pages.writers import STORY, place, sent, served, shown, whistled, written
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, MAILBOX, NOW


@pytest.fixture(autouse=True)
def here(desks: Answerer) -> None:
    served(desks)


@pytest.fixture
def filed(client: FlaskClient, desks: Answerer) -> Submission:
    """A complaint with an identity, just sent."""
    written(client)
    return _sent(client, desks)


@pytest.fixture
def whispered(client: FlaskClient, desks: Answerer) -> Submission:
    """An anonymous one of a whistleblower."""
    whistled(client)
    return _sent(client, desks)


def _sent(client: FlaskClient, desks: Answerer) -> Submission:
    assert place(sent(client, "lapor/periksa")) == "tanda-terima"
    submission = desks.last("intake.submit")[1]
    assert isinstance(submission, Submission)
    return submission


def test_reference_and_code_are_shown_again_and_again(client: FlaskClient, filed: Submission) -> None:
    for _ in range(2):
        page = shown(client, "tanda-terima").text
        assert filed.reference in page
        assert filed.access_code in page
        assert filed.reference not in page.partition("</title>")[0]


def test_nothing_of_the_story_is_left(client: FlaskClient, filed: Submission) -> None:
    key = client.get_cookie(cookies.DRAFT, path="/contoh")
    assert key is not None
    draft = parts_of(client.application).drafts.open("contoh", key.value)
    assert draft is not None
    assert list(draft.content) == ["receipt"]
    assert STORY not in shown(client, "tanda-terima").text


def test_while_it_waits_for_the_register_that_is_said(client: FlaskClient, filed: Submission, desks: Answerer) -> None:
    desks.on("intake.mailbox", NotFound("complaint"))
    assert "sedang dicatat" in shown(client, "tanda-terima").text
    desks.on("intake.mailbox", MAILBOX)
    desks.on("followup.answer", Answer())
    standing = Progress(reference=filed.reference, state="in_progress", due_at=NOW, why="24 hari kalender")
    desks.on("register.progress", standing)
    page = shown(client, "tanda-terima").text
    assert "Selasa, 3 Maret 2026" in page
    assert "24 hari kalender" in page


def test_what_is_queued_has_a_receipt_that_holds(client: FlaskClient, desks: Answerer) -> None:
    written(client)
    desks.on("intake.submit", CallTimedOut())
    sent(client, "lapor/periksa")
    assert "Pengaduan tersimpan dan sedang dicatat" in shown(client, "tanda-terima").text


def test_it_is_finished_only_when_it_was_kept(client: FlaskClient, filed: Submission) -> None:
    answer = sent(client, "tanda-terima")
    assert answer.status_code == 422
    assert "centang kotak ini" in answer.text
    assert filed.access_code in answer.text


def test_finishing_leaves_nothing_behind(client: FlaskClient, whispered: Submission, admin: URL) -> None:
    answer = sent(client, "tanda-terima", tersimpan="ya")
    assert place(answer) == "tanda-terima/selesai"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert run(admin, "SELECT * FROM draft") == []
    assert client.get_cookie(cookies.DRAFT, path="/contoh") is None
    assert whispered.access_code not in shown(client, "tanda-terima/selesai").text
    assert place(shown(client, "tanda-terima")) == "/contoh"


def test_only_whistleblowers_browsers_are_cleared(client: FlaskClient, filed: Submission) -> None:
    assert "Clear-Site-Data" not in sent(client, "tanda-terima", tersimpan="ya").headers


def test_finishing_can_lead_to_the_complaint(client: FlaskClient, filed: Submission) -> None:
    assert place(sent(client, "tanda-terima", tersimpan="ya", lanjut="ya")) == "pengaduan"
    assert _opened(client) == filed.complaint_id


def test_adding_evidence_lets_the_reporter_in_and_keeps_the_receipt(client: FlaskClient, filed: Submission) -> None:
    assert place(sent(client, "tanda-terima/bukti")) == "pengaduan/berkas"
    assert _opened(client) == filed.complaint_id
    assert filed.access_code in shown(client, "tanda-terima").text


def test_from_the_files_one_finds_back_to_the_receipt_while_it_is_there(
    client: FlaskClient, filed: Submission, desks: Answerer
) -> None:
    desks.on("intake.mailbox", MAILBOX.model_copy(update={"reference": filed.reference}))
    desks.on("followup.answer", Answer())
    desks.on("register.progress", Progress(reference=filed.reference, state="in_progress"))
    sent(client, "tanda-terima/bukti")
    assert 'href="/contoh/tanda-terima"' in shown(client, "pengaduan/berkas").text
    sent(client, "tanda-terima", tersimpan="ya", lanjut="ya")
    assert 'href="/contoh/tanda-terima"' not in shown(client, "pengaduan/berkas").text


def test_who_leaves_while_the_receipt_is_open_is_led_back_to_it(client: FlaskClient, filed: Submission) -> None:
    sent(client, "tanda-terima/bukti")
    answer = sent(client, "pengaduan/keluar")
    assert place(answer) == "tanda-terima?baru=keluar"
    assert "masih terbuka di peramban ini" in client.get(answer.location).text
    assert client.get_cookie(cookies.REPORTER, path="/contoh") is None


def test_files_a_channel_demands_are_asked_for_at_once(client: FlaskClient, filed: Submission) -> None:
    page = shown(client, "tanda-terima").text
    assert "Sekarang: kirim lampiran yang diminta" in page
    assert "salinan KTP" in page


@pytest.mark.parametrize(("kind", "is_wanted"), [("ktp", False), ("evidence", True)])
def test_files_that_were_sent_are_not_asked_for_again(
    client: FlaskClient, filed: Submission, desks: Answerer, kind: str, is_wanted: bool
) -> None:
    sent_one = Attachment(
        attachment_id=COMPLAINT, kind=kind, file_name="satu.pdf", media_type="application/pdf", size=9, sha256="",
        added_by="pelapor", added_at=NOW, state="checking",
    )  # fmt: skip
    refused = sent_one.model_copy(update={"kind": "ktp", "state": "refused"})
    desks.on("intake.mailbox", MAILBOX.model_copy(update={"attachments": (sent_one, refused)}))
    desks.on("followup.answer", Answer())
    desks.on("register.progress", Progress(reference=filed.reference, state="in_progress"))
    page = shown(client, "tanda-terima").text
    assert ("Sekarang: kirim lampiran yang diminta" in page) is is_wanted
    assert ("Yang masih diminta: salinan KTP." in page) is is_wanted
    assert ("Lampiran Anda sudah kami terima" in page) is not is_wanted
    assert "Berkas masih diperiksa" in page


def test_it_can_be_saved_as_text_without_the_story(client: FlaskClient, filed: Submission) -> None:
    answer = shown(client, "tanda-terima/txt")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert filed.access_code in answer.text
    assert STORY not in answer.text
    assert filed.reference not in answer.headers["Content-Disposition"]


def test_a_document_that_is_not_made_yet_is_offered_again(client: FlaskClient, filed: Submission) -> None:
    assert place(sent(client, "tanda-terima/pdf")) == "tanda-terima"
    assert "sedang dibuat" in shown(client, "tanda-terima").text


@pytest.mark.parametrize("page", ["tanda-terima", "tanda-terima/txt"])
def test_without_a_receipt_there_is_nothing_to_see(client: FlaskClient, page: str) -> None:
    assert place(shown(client, page)) == "/contoh"


def _opened(client: FlaskClient) -> object:
    """The complaint the browser was let in to."""
    token = client.get_cookie(cookies.REPORTER, path="/contoh")
    assert token is not None
    return parts_of(client.application).reporter_tokens.read(token.value).complaint_id


def test_a_pdf_that_is_not_made_yet_holds_a_thread_for_less_than_a_second(
    client: FlaskClient, desks: Answerer, filed: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    asked = dict.fromkeys(Document.model_fields) | {
        "document_id": filed.complaint_id, "desk": "intake", "kind": "tanda_terima", "title": "Tanda terima",
        "edition": 1, "issued_by": "sistem", "issued_at": NOW, "media_type": "application/pdf", "code": "ABCD",
        "must_be_signed": False,
    }  # fmt: skip
    desks.on("intake.request_document", Document.model_validate(asked))
    desks.on("intake.fetch_document", NotYetRendered("tanda_terima"))
    assert place(sent(client, "tanda-terima/pdf")) == "tanda-terima"
    assert 0 < sum(waited) < 1
    assert "sedang dibuat" in shown(client, "tanda-terima").text
