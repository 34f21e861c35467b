"""An endpoint that is gone, or fails for days, gets nothing any more, and who should know hears of it."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Connection

from services.common.contracts.outward.catalogue import OUTWARD
from services.common.runtime.database import make_engine, transaction
from services.common.runtime.errands import make_engine as plain_engine
from services.notify.deliveries import records
from services.notify.deliveries.outcomes import Result, result
from services.notify.deliveries.sending import Answer
from services.notify.models import Base
from services.notify.repository import MailRecords
from tests.integration.notify.dispatching import Post
from tests.support.patience import until
from tests.support.receivers import Receiver

_ADMIN = """
    INSERT INTO address (tenant, officer, email, roles) VALUES
        (%s, 'admin_contoh', 'admin@contoh.example', '["admin_tenant"]'),
        (%s, 'penelaah_contoh', 'penelaah@contoh.example', '["penelaah"]')
"""
CONTACT = "sistem@contoh.example"


@pytest.fixture
def post(post: Post) -> Post:
    post.sql(_ADMIN, post.tenant, post.tenant)
    return post


def await_end(post: Post, subscription: UUID) -> None:
    until(lambda: post.subscription(subscription, "state") == ("disabled",))


def test_who_says_that_it_is_gone_gets_nothing_any_more(post: Post, receiver: Receiver) -> None:
    receiver.otherwise = 410
    subscription = post.listener(receiver.url())
    post.complaint()
    with post.sending():
        await_end(post, subscription)
    assert post.subscription(subscription, "disabled_because") == ("gone",)
    assert [row[0] for row in post.log(subscription)] == ["given_up"] * 3
    assert len(receiver.asked) == 1


def test_after_five_days_of_failures_alone_it_is_switched_off(post: Post, receiver: Receiver) -> None:
    receiver.otherwise = 500
    subscription = post.listener(receiver.url())
    post.complaint(1)
    with post.sending():
        post.await_tries(subscription, 1)
        post.later(days=4)
        post.await_tries(subscription, 2)
        assert post.subscription(subscription, "state") == ("active",)
        post.later(days=1)
        await_end(post, subscription)
    assert post.subscription(subscription, "disabled_because") == ("failing",)


def test_a_single_success_begins_the_five_days_anew(post: Post, receiver: Receiver) -> None:
    receiver.script = [500, 200, 500]
    subscription = post.listener(receiver.url())
    post.complaint(1)
    with post.sending():
        post.await_tries(subscription, 1)
        post.later(days=4)
        post.await_outcomes(subscription, "delivered")
        post.later(days=2)
        post.complaint(1)
        post.await_tries(subscription, 3)
    assert post.subscription(subscription, "state") == ("active",)


@pytest.mark.parametrize(("status", "resumes"), [(502, True), (400, False)])
def test_who_is_back_gets_at_once_what_failed_for_want_of_an_answer(
    post: Post, receiver: Receiver, status: int, resumes: bool
) -> None:
    receiver.otherwise = status
    subscription = post.listener(receiver.url())
    post.complaint(1)
    with post.sending():
        for tries, seconds in enumerate((6, 301, 660), 1):
            post.await_tries(subscription, tries)
            post.later(seconds=seconds)
        receiver.otherwise = 200
        post.complaint(1)
        post.await_outcomes(subscription, "delivered" if resumes else "waiting", "delivered")
        assert len(receiver.asked) == (5 if resumes else 4)


def written(connection: Connection, one: Result) -> None:
    """As the dispatcher does when a try is over."""
    records.follow_up(connection, [one], records.save(connection, [one]), one.at)


def gone(post: Post, receiver: Receiver) -> UUID:
    """A subscription that was switched off."""
    receiver.otherwise = 410
    subscription = post.listener(receiver.url(), contact=CONTACT)
    post.complaint(1)
    with post.sending():
        await_end(post, subscription)
    return subscription


def test_the_contact_and_the_administrators_get_a_mail(post: Post, receiver: Receiver) -> None:
    gone(post, receiver)
    engine = make_engine(post.url.replace("dumas_deliveries", "dumas_notify"), 1)
    with transaction(engine, "notify", post.tenant, Base) as work:
        mails = MailRecords(work).claim(post.now() + timedelta(minutes=1), 10)
        addresses = MailRecords(work).addresses()
    engine.dispose()
    assert {mail.template for mail in mails} == {"subscription_disabled"}
    assert {addresses[mail.to] for mail in mails} == {CONTACT, "admin@contoh.example"}
    assert not any(mail.is_to_reporter for mail in mails)


def test_the_trail_and_the_subscription_itself_hear_of_it(post: Post, receiver: Receiver) -> None:
    subscription = gone(post, receiver)
    (told,) = post.sql("SELECT payload FROM outbox WHERE tenant = %s AND name = 'audited'", post.tenant)
    assert (told[0]["action"], told[0]["actor"]) == ("subscription_disabled", "deliveries")
    assert told[0]["details"] == {"subscription": str(subscription), "because": "gone"}
    query = "SELECT type, body, position FROM outward_event WHERE subscription_id = %s"
    ((type_, body, position),) = post.sql(query, str(subscription))
    assert OUTWARD[type_].data.model_validate(json.loads(body)["data"])
    assert position is not None


def test_a_sender_another_took_over_from_changes_nothing_unless_it_was_taken(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    post.complaint(1)
    (slow,) = post.claim()
    post.later(seconds=61)
    (quick,) = post.claim()
    with plain_engine(post.url).connect() as connection:
        failed = result(slow, Answer(5, 500, "status"), post.now(), lambda: 0.5)
        written(connection, failed)
        assert post.log(subscription) == [("waiting", 0, None, None)]
        written(connection, result(quick, Answer(5, 200), post.now(), lambda: 0.5))
        written(connection, failed)
    assert post.log(subscription) == [("delivered", 1, 200, None)]


def test_what_was_withdrawn_while_it_was_sent_stays_withdrawn(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    post.complaint(1)
    (owed,) = post.claim()
    post.sql("UPDATE delivery SET outcome = 'withdrawn' WHERE subscription_id = %s", str(subscription))
    with plain_engine(post.url).connect() as connection:
        written(connection, result(owed, Answer(5, 200), post.now(), lambda: 0.5))
    assert post.log(subscription) == [("withdrawn", 0, None, None)]


def test_who_is_switched_off_already_is_not_told_again(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    post.complaint(1)
    (owed,) = post.claim()
    post.sql("UPDATE subscription SET state = 'disabled' WHERE subscription_id = %s", str(subscription))
    with plain_engine(post.url).connect() as connection:
        written(connection, result(owed, Answer(5, 410, "gone"), post.now(), lambda: 0.5))
    assert post.sql("SELECT 1 FROM mail WHERE tenant = %s", post.tenant) == []
