"""The reporter sees the own complaint, as much of it as can be shown just now."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from gateway.tokens import REPORTER_SECONDS, ReporterPass, ReporterTokens
from services.common.contracts.complaints import MailboxKey, OpenMailbox
from services.common.contracts.content import MailMessage, PostMessage
from services.common.contracts.register import Progress
from services.common.contracts.tasks import Answer
from services.common.errors import NotFound, NotSignedIn, Unavailable, WrongReferenceOrCode
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import CODE, COMPLAINT, KEY, MAILBOX, NOW, REFERENCE, content

HERE = "/api/v1/reporter/complaint"


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    """All desks are there."""
    desks.on("intake.mailbox", MAILBOX)
    desks.on("register.progress", Progress(reference=REFERENCE, state="in_progress", step="Penelaahan", due_at=NOW))
    desks.on("followup.answer", Answer(texts=("Sudah ditindaklanjuti.",)))


def shown(client: FlaskClient, headers: dict[str, str]) -> dict[str, Any]:
    answer = client.get(HERE, headers=headers)
    assert answer.status_code == 200
    return content(answer)


def test_reference_and_code_open_the_complaint(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.open_mailbox", MailboxKey(complaint_id=COMPLAINT, reference=REFERENCE))
    key = {"tenant": "contoh", "reference": REFERENCE.lower(), "access_code": CODE.replace("-", " ").lower()}
    opened = client.post("/api/v1/reporter/session", json=key)
    assert opened.status_code == 201
    assert desks.last("intake.open_mailbox")[1] == OpenMailbox(reference=REFERENCE, access_code=CODE)
    assert shown(client, {"Authorization": f"Bearer {content(opened)['token']}"})["reference"] == REFERENCE
    assert desks.last("intake.mailbox")[0].complaint_id == COMPLAINT


def test_a_wrong_code_lets_nobody_in(client: FlaskClient, desks: Answerer) -> None:
    desks.on("intake.open_mailbox", WrongReferenceOrCode())
    key = {"tenant": "contoh", "reference": REFERENCE, "access_code": CODE}
    assert client.post("/api/v1/reporter/session", json=key).status_code == 401


def test_the_view_gathers_standing_answers_and_mailbox(client: FlaskClient, as_reporter: dict[str, str]) -> None:
    view = shown(client, as_reporter)
    assert (view["state"], view["step"]) == ("in_progress", "Penelaahan")
    assert view["answers"] == ["Sudah ditindaklanjuti."]
    assert [message["text"] for message in view["messages"]] == ["Halo"]
    assert view["missing"] == []


def test_a_complaint_the_register_does_not_know_yet_is_being_registered(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    desks.on("register.progress", NotFound("complaint"))
    desks.on("followup.answer", NotFound("complaint"))
    view = shown(client, as_reporter)
    assert (view["state"], view["missing"]) == ("being_registered", [])


def test_the_mailbox_shows_while_other_desks_are_away(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    desks.on("register.progress", Unavailable("register"))
    desks.on("followup.answer", Unavailable("followup"))
    view = shown(client, as_reporter)
    assert (view["state"], view["missing"]) == ("unknown", ["progress", "answers"])
    assert view["subject"] == MAILBOX.subject


def test_nothing_shows_while_intake_is_away(client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]) -> None:
    desks.on("intake.mailbox", Unavailable("intake"))
    assert client.get(HERE, headers=as_reporter).status_code == 503


def test_a_message_goes_to_the_own_complaint_only(
    client: FlaskClient, desks: Answerer, as_reporter: dict[str, str]
) -> None:
    posted = MailMessage(message_id=uuid4(), from_reporter=True, author="pelapor", text="Halo", posted_at=NOW)
    desks.on("intake.post_message", posted)
    headers = as_reporter | {"Idempotency-Key": KEY}
    assert client.post("/api/v1/reporter/messages", json={"text": "Halo"}, headers=headers).status_code == 201
    caller, message = desks.last("intake.post_message")
    assert isinstance(message, PostMessage)
    assert (caller.complaint_id, message.reference) == (COMPLAINT, None)
    assert KEY not in message.request_key


def test_a_reporters_token_opens_nothing_of_the_officers(client: FlaskClient, as_reporter: dict[str, str]) -> None:
    assert client.get("/api/v1/complaints", headers=as_reporter).status_code == 401


def test_a_token_that_was_altered_opens_nothing() -> None:
    token = ReporterTokens(b"i" * 32).write(ReporterPass("contoh", COMPLAINT, REFERENCE))
    with pytest.raises(NotSignedIn):
        ReporterTokens(b"i" * 32).read(token[:-2] + ("AA" if token[-2:] != "AA" else "BB"))


def test_a_token_written_under_another_key_opens_nothing() -> None:
    token = ReporterTokens(b"x" * 32).write(ReporterPass("contoh", COMPLAINT, REFERENCE))
    with pytest.raises(NotSignedIn):
        ReporterTokens(b"i" * 32).read(token)


def test_a_token_opens_the_complaint_for_half_an_hour() -> None:
    assert timedelta(seconds=REPORTER_SECONDS) == timedelta(minutes=30)
