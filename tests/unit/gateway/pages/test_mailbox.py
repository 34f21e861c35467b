"""The reporter writes, and what was written is never lost."""

from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from gateway.pages.tracking_behind import milliseconds
from services.common.contracts.complaints import MailboxKey
from services.common.contracts.content import MailMessage, PostMessage
from services.common.contracts.register import Objected
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.errors import KeyReused, ObjectionTooLate, StaleVersion, Unavailable
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import AWAITED, DOOR, OWN, desks_answer, let_in, sends
from tests.unit.gateway.samples import CODE, COMPLAINT, KEY, NOW, REFERENCE

POSTED = MailMessage(message_id=uuid4(), from_reporter=True, author="pelapor", text="Halo", posted_at=NOW)
DONE = TaskCompleted(
    task_id=COMPLAINT, reference=REFERENCE, step="menunggu", outcome="lengkap", next_step="x", next_desk="intake"
)
WORDS = "Kejadiannya pukul sembilan, kata saya."
ASKED = {"tugas": str(AWAITED.task_id), "versi": "3", "hasil": "lengkap"}


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    desks_answer(desks)
    desks.on("intake.open_mailbox", MailboxKey(complaint_id=COMPLAINT, reference=REFERENCE))
    desks.on("intake.post_message", POSTED)
    desks.on("intake.complete", DONE)
    desks.on("register.object", Objected(reference=REFERENCE, end="selesai", raised_at=NOW))


def test_a_message_is_sent_once_for_each_key(client: FlaskClient, desks: Answerer) -> None:
    let_in(client)
    answers = [sends(client, f"{OWN}/pesan", pesan=WORDS) for _ in range(2)]
    assert {answer.location for answer in answers} == {f"{OWN}?baru=pesan"}
    sent = [request for method, _, request in desks.calls if method == "intake.post_message"]
    assert isinstance(sent[0], PostMessage)
    assert sent[0].text == WORDS
    assert sent[0] == sent[1]


def test_an_empty_message_is_a_fault(client: FlaskClient) -> None:
    let_in(client)
    answer = sends(client, f"{OWN}/pesan", pesan="  ")
    assert answer.status_code == 422
    assert 'href="#pesan"' in answer.text


def test_a_message_is_kept_while_intake_does_not_take_it(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.post_message", Unavailable("intake"))
    let_in(client)
    answer = sends(client, f"{OWN}/pesan", pesan=WORDS)
    assert answer.status_code == 422
    assert f"{WORDS}</textarea>" in answer.text


@pytest.mark.parametrize("place", ["pesan", "keberatan", "lengkapi"])
def test_what_was_written_when_the_half_hour_ended_comes_back_after_the_door(
    client: FlaskClient, desks: Answerer, place: str
) -> None:
    desks_answer(desks, waits_for_reporter=AWAITED, objection_until=NOW)
    ended = sends(client, f"{OWN}/{place}", pesan=WORDS, **ASKED)
    assert ended.status_code == 401
    assert f'value="{WORDS}"' in ended.text
    assert f'value="{place}"' in ended.text
    inside = sends(client, DOOR, nomor=REFERENCE, kode=CODE, pesan=WORDS, untuk=place, **ASKED)
    assert inside.status_code == 200
    assert f"{WORDS}</textarea>" in inside.text
    assert f'action="{OWN}/{place}"' in inside.text
    assert not [method for method, _, _ in desks.calls if method in ("intake.post_message", "register.object")]


def test_what_is_asked_for_can_be_answered_in_words(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks, waits_for_reporter=AWAITED)
    let_in(client)
    assert 'value="lengkap"' in client.get(f"{OWN}/lengkapi").text
    assert sends(client, f"{OWN}/lengkapi", pesan=WORDS, **ASKED).location == f"{OWN}?baru=lengkap&selesai={COMPLAINT}"
    done = desks.last("intake.complete")[1]
    assert isinstance(done, CompleteTask)
    assert (done.outcome, done.version) == ("lengkap", 3)


def test_what_is_asked_for_can_be_answered_with_files_alone(client: FlaskClient, desks: Answerer) -> None:
    let_in(client)
    assert sends(client, f"{OWN}/lengkapi", **ASKED).status_code == 303
    assert "intake.post_message" not in [method for method, _, _ in desks.calls]


def test_an_answer_is_kept_when_the_complaint_has_moved_meanwhile(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks, waits_for_reporter=AWAITED)
    desks.on("intake.complete", StaleVersion(4))
    let_in(client)
    answer = sends(client, f"{OWN}/lengkapi", pesan=WORDS, **ASKED)
    assert answer.status_code == 422
    assert WORDS in answer.text


def test_who_is_asked_for_nothing_is_shown_the_complaint(client: FlaskClient) -> None:
    let_in(client)
    assert "Perjalanan pengaduan" in client.get(f"{OWN}/lengkapi").text


def test_an_objection_is_taken(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks, state="closed", end="Selesai", objection_until=NOW)
    let_in(client)
    assert "Apa yang menurut Anda belum sesuai?" in client.get(f"{OWN}/keberatan").text
    since = milliseconds(NOW)
    assert sends(client, f"{OWN}/keberatan", pesan=WORDS).location == f"{OWN}?baru=keberatan&sejak={since}"


def test_an_objection_that_comes_too_late_says_that_it_is_kept(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.object", ObjectionTooLate("2026-01-01"))
    let_in(client)
    assert "tersimpan di kotak pesan" in sends(client, f"{OWN}/keberatan", pesan=WORDS).text


def test_what_was_changed_after_it_was_sent_can_be_sent_under_another_key(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.post_message", KeyReused())
    let_in(client)
    page = sends(client, f"{OWN}/pesan", pesan=WORDS).text
    assert f"{WORDS}</textarea>" in page
    assert KEY not in page


def test_a_form_opened_again_carries_a_key_of_its_own(client: FlaskClient) -> None:
    let_in(client)
    keys = [client.get(OWN).text.partition('name="kunci" value="')[2][:36] for _ in range(2)]
    assert keys[0] != keys[1]
    assert all(len(key) == 36 for key in keys)
