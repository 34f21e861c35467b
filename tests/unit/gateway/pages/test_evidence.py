"""Files of the reporter: listed with their state, and a clear sentence for each refusal."""

import io
from collections import Counter
from functools import partial
from typing import Any, get_args
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.pages import evidence_words
from gateway.problems import MalformedUpload, StoreAway, TooLarge
from services.common.contracts.complaints import Attachment, FinishAttachment
from services.common.errors import AttachmentRefused, FileFault
from services.intake import domain, verdicts
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import AWAITED, BOX, FROM_OUR_PAGE, OWN, desks_answer, let_in
from tests.unit.gateway.samples import NOW, PROFILE

FILES = f"{OWN}/berkas"
RULES = PROFILE.attachments
PDF = b"%PDF-1.7\n"


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    desks_answer(desks)


def file(**changes: Any) -> Attachment:
    """A file of the reporter."""
    given: dict[str, Any] = {
        "attachment_id": uuid4(),
        "kind": "evidence",
        "file_name": "foto karangan.jpg",
        "size": 2048,
    }
    more = {"media_type": "image/jpeg", "sha256": "0" * 64, "added_by": "pelapor", "added_at": NOW, "has_copy": True}
    return Attachment(**{**given, **more, **changes})


def uploads(client: FlaskClient, content: bytes, name: str = "bukti.pdf") -> TestResponse:
    """The form, as a browser sends it."""
    form = {"kind": "evidence", "berkas": (io.BytesIO(content), name)}
    return client.post(FILES, data=form, headers=FROM_OUR_PAGE, content_type="multipart/form-data")


def refusals() -> list[AttachmentRefused]:
    """Everything intake can say of a file on its way in."""
    arrived: dict[str, Any] = {"attachment_id": uuid4(), "sha256": "0" * 64, "media_type": "application/pdf"}
    many = RULES.max_count
    checked, ended = domain.check_announced, domain.check_arrived
    sizes = ((0, "application/pdf"), (RULES.max_bytes + 1, "application/pdf"), (1, "image/png"))
    tries = [
        partial(checked, "evidence", "text/html", Counter(), RULES),
        partial(checked, "evidence", "application/pdf", Counter(accepted=many), RULES),
        partial(checked, "evidence", "application/pdf", Counter(refused=many), RULES),
        *(partial(ended, FinishAttachment(size=size, **arrived), media, Counter(), RULES) for size, media in sizes),
    ]
    found = []
    for each in tries:
        with pytest.raises(AttachmentRefused) as refused:
            each()
        found.append(refused.value)
    return found


def test_each_refusal_of_intake_has_a_sentence_of_its_own(client: FlaskClient) -> None:
    with client.application.test_request_context():
        told = {evidence_words.refused(refusal, RULES) for refusal in refusals()}
    assert len(told) == len(refusals()) == len(evidence_words.REFUSED)
    assert {refusal.fault for refusal in refusals()} == set(get_args(FileFault)) == evidence_words.REFUSED.keys()


def test_each_finding_has_a_sentence(client: FlaskClient) -> None:
    with client.application.test_request_context():
        told = {evidence_words.found(code) for code in verdicts.REASONS}
    assert told == set(evidence_words.FOUND.values())
    assert evidence_words.FOUND.keys() == verdicts.REASONS.keys()


@pytest.mark.parametrize("trouble", [TooLarge(1), MalformedUpload("it broke off"), StoreAway()])
def test_what_the_gateway_refuses_is_told_in_words(client: FlaskClient, trouble: Exception) -> None:
    with client.application.test_request_context():
        assert evidence_words.refused(trouble, RULES).endswith(".")


def test_files_are_listed_with_their_state(client: FlaskClient, desks: Answerer) -> None:
    found = file(state="refused", reason="Said in any words.", reason_code=verdicts.ENCRYPTED)
    listed = BOX.model_copy(update={"attachments": (file(), file(state="checking"), found)})
    desks.on("intake.mailbox", listed)
    let_in(client)
    page = client.get(FILES).text
    assert all(words in page for words in ("foto karangan.jpg", "2 KB", "Sedang diperiksa", "Diterima", "Ditolak"))
    assert "dikunci dengan kata sandi" in page


def test_what_the_channel_asks_for_can_be_chosen(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.mailbox", BOX.model_copy(update={"missing_files": ("ktp",)}))
    let_in(client)
    page = client.get(FILES).text
    assert "Masih diperlukan: Foto atau pindaian KTP." in page
    assert '<option value="ktp">' in page


def test_a_refused_file_is_told_on_the_same_page(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.begin_attachment", AttachmentRefused("said in any words", "type"))
    let_in(client)
    answer = uploads(client, PDF)
    assert answer.status_code == 422
    assert "Berkas jenis ini tidak diterima. Yang diterima: PDF." in answer.text


def test_an_empty_file_is_told(client: FlaskClient) -> None:
    let_in(client)
    assert "Berkas ini kosong." in uploads(client, b"").text


def test_a_form_without_a_file_asks_for_one(client: FlaskClient) -> None:
    let_in(client)
    assert "Pilih berkas, lalu tekan Unggah." in uploads(client, b"", name="").text


@pytest.mark.parametrize(("size", "told"), [(10, "1 KB"), (2048, "2 KB"), (2_500_000, "2,4 MB")])
def test_sizes_are_told_as_people_say_them(size: int, told: str) -> None:
    assert evidence_words.size(size) == told


def test_who_comes_from_an_answer_is_led_back_to_it(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks, waits_for_reporter=AWAITED)
    let_in(client)
    back = f'href="{OWN}/lengkapi">Kembali ke jawaban Anda'
    assert f'href="{FILES}?dari=lengkapi"' in client.get(f"{OWN}/lengkapi").text
    came, others = client.get(f"{FILES}?dari=lengkapi").text, client.get(FILES).text
    assert (back in came, back in others) == (True, False)
    assert f'action="{FILES}?dari=lengkapi"' in came
    refused = client.post(f"{FILES}?dari=lengkapi", data={"kind": "evidence"}, headers=FROM_OUR_PAGE)
    assert back in refused.text
