"""Whom the notifier tells what, and that a mail holds nothing of a complaint."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from deploy.cli.audit_anchors import anchors_in
from services.common.contracts import events
from services.common.contracts.conflict import NOBODY, Barred
from services.notify.texts import Sender, compose
from services.notify.usecases import RETRY_AFTER, Holders, Mail, after_failure, tell
from tests.unit.intake.register.life import COMPLAINT, at, closed, ended, entered, issued, received

NOW = at(20)


class MemoryMails:
    """Implements `usecases.Mails`: who was told what. `None` is the reporter."""

    def __init__(self) -> None:
        self.mails: list[tuple[Mail, Holders | str | None]] = []
        self.out: dict[UUID, Barred] = {}

    def add(self, mail: Mail) -> None:
        self.mails.append((mail, None))

    def add_for(self, mail: Mail, holders: Holders) -> None:
        self.mails.append((mail, holders))

    def add_for_one(self, mail: Mail, officer: str) -> None:
        self.mails.append((mail, officer))

    def add_for_last(self, mail: Mail, *, units_too: bool) -> None:
        self.mails.append((mail, "last, with units" if units_too else "last"))

    def shut_out(self, tenant: str, complaint_id: UUID, barred: Barred) -> None:
        self.out[complaint_id] = self.out.get(complaint_id, NOBODY).joined(barred)

    def told(self) -> list[tuple[str, Holders | str | None]]:
        """Template and recipients of each mail."""
        return [(mail.template, to) for mail, to in self.mails]


def mails_for(event: events.Event) -> MemoryMails:
    mails = MemoryMails()
    tell(event, mails, NOW)
    return mails


def posted(*, from_reporter: bool) -> events.MessagePosted:
    return events.MessagePosted(
        event_id=uuid4(),
        happened_at=at(3),
        tenant="contoh",
        complaint_id=COMPLAINT,
        reference="CTH-26-7K3M-9QXR",
        message_id=uuid4(),
        from_reporter=from_reporter,
    )


def handed(to: str | None, by: str) -> events.TaskHanded:
    return events.TaskHanded(
        event_id=uuid4(),
        happened_at=at(3),
        tenant="contoh",
        complaint_id=COMPLAINT,
        reference="CTH-26-7K3M-9QXR",
        task_id=uuid4(),
        step="telaah",
        to=to,
        by=by,
        title="Menelaah",
        not_for=("tiga",),
    )


def test_to_whom_a_task_is_handed_is_told_and_nobody_else() -> None:
    assert mails_for(handed("dua", by="satu")).told() == [("handed", "dua")]


@pytest.mark.parametrize(("to", "by"), [("satu", "satu"), (None, "satu")])
def test_taking_a_task_or_letting_it_go_is_told_to_nobody(to: str | None, by: str) -> None:
    assert mails_for(handed(to, by)).told() == []


def test_a_reporter_who_gave_an_address_is_told_that_the_complaint_was_received() -> None:
    assert ("received", None) in mails_for(received(can_be_mailed=True)).told()


def test_a_reporter_without_an_address_is_told_nothing_of_the_receipt() -> None:
    assert ("received", None) not in mails_for(received()).told()


def test_officers_of_the_first_step_are_told_that_a_complaint_waits() -> None:
    assert mails_for(received()).told() == [("task", Holders(("jfu",)))]


def test_officers_of_a_further_step_are_told_likewise() -> None:
    assert mails_for(entered("telaah", 3)).told() == [("task", Holders(("inspektur",)))]


def test_a_reporters_message_is_told_to_who_holds_the_complaint() -> None:
    assert mails_for(posted(from_reporter=True)).told() == [("message", "last")]


def test_an_officers_message_is_news_for_the_reporter() -> None:
    assert mails_for(posted(from_reporter=False)).told() == [("news", None)]


def test_the_end_is_told_to_the_reporter() -> None:
    assert mails_for(closed(15)).told() == [("closed", None)]


def test_a_delivered_answer_is_news_unless_it_closes_the_complaint() -> None:
    going_on = ended("jawaban", "dijawab", 9, kind="deliver", next_step="tutup")
    at_the_end = ended("jawaban", "dijawab", 9, kind="deliver", next_step=None)
    assert mails_for(going_on).told() == [("news", None)]
    assert mails_for(at_the_end).told() == []


def test_a_delivery_that_went_back_is_no_news() -> None:
    went_back = ended("jawaban", "dikembalikan", 9, kind="deliver", next_step="jawaban", is_return=True)
    assert mails_for(went_back).told() == []


@pytest.mark.parametrize(
    "event",
    [ended("catat", "dicatat", 2, next_step="telaah"), issued("jawaban", "jawaban", 5)],
    ids=lambda event: event.name,
)
def test_what_happens_inside_the_office_is_told_to_nobody(event: events.Event) -> None:
    assert mails_for(event).told() == []


def test_a_mail_waits_with_codes_and_the_sops_words_only() -> None:
    ((mail, _),) = mails_for(entered("telaah", 3)).mails
    assert set(mail.details) <= {"title"}
    assert (mail.reference, mail.tenant, mail.complaint_id) == ("CTH-26-7K3M-9QXR", "contoh", COMPLAINT)
    assert (mail.created_at, mail.next_attempt_at, mail.attempts) == (NOW, NOW, 0)


def test_an_event_heard_twice_asks_for_the_same_mails() -> None:
    first, second = mails_for(received(can_be_mailed=True)), mails_for(received(can_be_mailed=True))
    assert first.told() == [("task", Holders(("jfu",))), ("received", None)]
    assert [asdict(mail) for mail, _ in first.mails] == [asdict(mail) for mail, _ in second.mails]


def mail(**changes: Any) -> Mail:
    given = {"template": "news", "reference": "CTH-26-7K3M-9QXR", "created_at": NOW, "next_attempt_at": NOW}
    return Mail(**{"mail_id": UUID(int=1), "tenant": "contoh", "complaint_id": COMPLAINT, **given, **changes})


@pytest.mark.parametrize("attempt", range(1, len(RETRY_AFTER) + 1))
def test_a_mail_that_was_not_sent_waits_longer_each_time(attempt: int) -> None:
    waiting = mail(attempts=attempt)
    after_failure(waiting, NOW)
    assert waiting.next_attempt_at == NOW + timedelta(seconds=RETRY_AFTER[attempt - 1])
    assert waiting.ended_at is None


def test_a_mail_that_was_never_sent_is_given_up_after_more_than_two_days() -> None:
    waiting = mail(attempts=len(RETRY_AFTER) + 1)
    after_failure(waiting, NOW)
    assert (waiting.ended_at, waiting.ended_as) == (NOW, "given_up")
    assert timedelta(seconds=sum(RETRY_AFTER)) > timedelta(days=2)
    assert sorted(RETRY_AFTER) == list(RETRY_AFTER)


def test_administrators_get_the_anchor_of_the_day_as_a_line_that_can_be_verified() -> None:
    event = events.AuditAnchored(
        event_id=uuid4(), happened_at=at(3), tenant="contoh", entries=12, hash="a" * 64, anchored_on=at(3).date()
    )
    ((mail, to),) = mails_for(event).mails
    assert to == Holders(("admin_tenant",))
    text = compose(mail.template, Sender("Inspektorat Contoh"), [(mail.reference, mail.details["title"])])
    (anchor,) = anchors_in(text.body)
    assert (anchor.tenant, anchor.number, anchor.hash) == ("contoh", 12, "a" * 64)
