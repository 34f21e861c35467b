"""Webhooks from the tables of notify to real receivers: once, in order, again where it must be, and nobody held up."""

import subprocess
import sys
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

from services.common.sealing import enclose
from services.notify.deliveries.schedule import WAITS
from tests.integration.notify.dispatching import KEY, SECRET, Post, environment
from tests.support.patience import until
from tests.support.receivers import Answering, Receiver, receiving, respond

ALL = ("delivered", "delivered", "delivered")


def test_events_of_a_complaint_arrive_once_and_in_order_with_a_signature_that_holds(
    post: Post, receiver: Receiver
) -> None:
    subscription = post.listener(receiver.url())
    with post.sending():
        ids = post.complaint()
        post.await_outcomes(subscription, *ALL)
    assert receiver.events == ids
    assert receiver.at_once == 1
    assert post.log(subscription) == [("delivered", 1, 200, None)] * 3
    for asked in receiver.asked:
        assert Webhook(SECRET).verify(asked.body, asked.headers)["id"] == asked.event
    failing_since, last = post.subscription(subscription, "failing_since, last_delivered_at")
    assert failing_since is None
    assert post.now() - last < timedelta(minutes=1)


def test_what_happens_while_it_runs_is_sent_within_a_moment(post: Post, receiver: Receiver) -> None:
    post.listener(receiver.url())
    with post.sending():
        post.complaint()
        until(lambda: len(receiver.asked) == 3)
        began = time.monotonic()
        post.complaint(1)
        until(lambda: len(receiver.asked) == 4)
        assert time.monotonic() - began < 0.9, "woken, not found by looking"


def test_a_receiver_that_fails_is_tried_again_and_later_events_of_the_complaint_wait(
    post: Post, receiver: Receiver
) -> None:
    receiver.script = [500]
    subscription = post.listener(receiver.url())
    first, second, third = post.complaint()
    with post.sending():
        post.await_tries(subscription, 1)
        assert post.log(subscription) == [("waiting", 1, 500, "status"), *[("waiting", 0, None, None)] * 2]
        assert post.subscription(subscription, "failing_since")[0] is not None
        post.later(seconds=4)
        post.later(seconds=2)
        post.await_outcomes(subscription, *ALL)
    assert receiver.events == [first, first, second, third]
    assert post.subscription(subscription, "failing_since") == (None,)


def test_without_order_later_events_do_not_wait(post: Post, receiver: Receiver) -> None:
    receiver.script = [500]
    subscription = post.listener(receiver.url(), is_ordered=False)
    ids = post.complaint()
    with post.sending():
        until(lambda: [row[0] for row in post.log(subscription)].count("delivered") == 2)
    assert sorted(receiver.events) == sorted(ids)


def test_a_complaint_that_is_held_up_holds_up_no_other(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    held, free = post.complaint(2), post.complaint(2)
    receiver.otherwise = lambda handler: respond(handler, 500 if handler.headers["webhook-id"] == held[0] else 200)
    with post.sending():
        post.await_outcomes(subscription, "waiting", "waiting", "delivered", "delivered")
    assert [event for event in receiver.events if event in free] == free
    assert held[1] not in receiver.events


def test_after_the_tenth_failure_it_is_given_up_and_the_next_event_goes_on(post: Post, receiver: Receiver) -> None:
    receiver.script = [500] * 10
    subscription = post.listener(receiver.url())
    first, second = post.complaint(2)
    with post.sending():
        for tries, seconds in enumerate((*WAITS, 0), 1):
            post.await_tries(subscription, tries)
            post.later(seconds=seconds + 1)
        post.await_outcomes(subscription, "given_up", "delivered")
    assert receiver.events == [first] * 10 + [second]


def test_what_a_killed_process_was_sending_is_sent_again_with_the_same_id(post: Post, receiver: Receiver) -> None:
    receiver.script = [receiver.hang]
    subscription = post.listener(receiver.url())
    (event,) = post.complaint(1)
    command = (str(Path(sys.executable).with_name("dumas")), "deliveries")
    with subprocess.Popen(command, env=environment(post), stdout=subprocess.DEVNULL) as process:
        until(lambda: receiver.events == [event])
        process.kill()
    with post.sending():
        time.sleep(0.3)
        assert receiver.events == [event], "it may still be on its way"
        post.later(seconds=61)
        post.await_outcomes(subscription, "delivered")
    assert receiver.events == [event, event]


def test_endpoints_that_hang_delay_no_other(post: Post, receiver: Receiver) -> None:
    with receiving() as hanging:
        hanging.otherwise = hanging.hang
        for _ in range(6):
            post.listener(hanging.url())
        for _ in range(4):
            post.complaint(1)
        with post.sending(at_once=16, seconds=4.0):
            until(lambda: len(hanging.asked) >= 8)
            subscription = post.listener(receiver.url())
            began = time.monotonic()
            post.complaint()
            post.await_outcomes(subscription, *ALL)
            assert time.monotonic() - began < 2.0
            hanging.let_go.set()


def test_four_are_under_way_at_once_and_one_while_it_fails(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    for _ in range(9):
        post.complaint(1)
    assert len(post.claim()) == 4
    post.later(seconds=61)
    post.sql("UPDATE subscription SET failing_since = now() WHERE subscription_id = %s", str(subscription))
    assert len(post.claim()) == 1
    assert post.claim() == []


def test_a_first_of_each_subscription_goes_before_a_second_of_any(post: Post, receiver: Receiver) -> None:
    busy = post.listener(receiver.url())
    for _ in range(4):
        post.complaint(1)
    idle = post.listener(receiver.url())
    post.complaint(1)
    assert {owed.subscription_id for owed in post.claim(2)} == {busy, idle}


def test_two_processes_never_send_the_same(post: Post, receiver: Receiver) -> None:
    for _ in range(3):
        post.listener(receiver.url())
    for _ in range(8):
        post.complaint()
    with post.sending(), post.sending():
        until(lambda: len(receiver.asked) == 72)
    assert all(receiver.events.count(event) == 3 for event in receiver.events)


def test_who_asks_for_time_gets_it(post: Post, receiver: Receiver) -> None:
    receiver.script = [lambda handler: respond(handler, 429, Retry_After="600")]
    subscription = post.listener(receiver.url())
    post.complaint(1)
    with post.sending():
        post.await_tries(subscription, 1)
        post.later(seconds=590)
        time.sleep(0.2)
        assert len(receiver.asked) == 1
        post.later(seconds=15)
        post.await_outcomes(subscription, "delivered")


def test_what_was_withdrawn_is_not_sent(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    post.complaint()
    post.sql("UPDATE delivery SET outcome = 'withdrawn' WHERE subscription_id = %s", str(subscription))
    (event,) = post.complaint(1)
    with post.sending():
        until(lambda: receiver.events == [event])


def test_what_is_sent_again_goes_after_what_is_new_and_says_so(post: Post, receiver: Receiver) -> None:
    subscription = post.listener(receiver.url())
    old = post.complaint()
    post.sql("UPDATE delivery SET is_replay = true WHERE subscription_id = %s", str(subscription))
    post.sql("UPDATE subscription SET failing_since = now() WHERE subscription_id = %s", str(subscription))
    new = post.complaint()
    with post.sending():
        post.await_outcomes(subscription, *ALL, *ALL)
    assert receiver.events[0] == new[0]
    assert [asked.event for asked in receiver.asked if "webhook-replay" in asked.headers] == old
    assert [asked.event for asked in receiver.asked if "webhook-replay" not in asked.headers] == new


def test_while_a_secret_is_changed_events_are_signed_with_both(post: Post, receiver: Receiver) -> None:
    subscription, earlier = post.listener(receiver.url()), "whsec_bGFtYS1sYW1hLWxhbWEtbGFtYS1sYW1hLWxhbWEh"
    sealed = enclose(KEY, earlier.encode(), f"subscription|{subscription}")
    change = "UPDATE subscription SET earlier_secret = %s, earlier_until = %s WHERE subscription_id = %s"
    post.sql(change, sealed, post.now() + timedelta(hours=48), str(subscription))
    post.complaint(2)
    with post.sending():
        until(lambda: len(receiver.asked) == 2)
        post.later(hours=49)
        post.complaint(1)
        until(lambda: len(receiver.asked) == 3)
    assert Webhook(earlier).verify(receiver.asked[0].body, receiver.asked[0].headers)
    assert Webhook(SECRET).verify(receiver.asked[0].body, receiver.asked[0].headers)
    signatures = [len(asked.headers["webhook-signature"].split(" ")) for asked in receiver.asked]
    assert signatures == [2, 2, 1]


def _after(seconds: float) -> Answering:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        respond(handler, 200)

    return answer


def test_when_asked_to_stop_it_finishes_what_is_under_way(post: Post, receiver: Receiver) -> None:
    receiver.otherwise = _after(0.5)
    subscription = post.listener(receiver.url())
    post.complaint(1)
    with post.sending():
        until(lambda: len(receiver.asked) == 1)
    assert post.log(subscription) == [("delivered", 1, 200, None)]


def test_what_was_taken_while_the_database_was_away_is_written_down_and_not_sent_again(
    post: Post, receiver: Receiver
) -> None:
    receiver.otherwise = _after(0.5)
    subscription = post.listener(receiver.url())
    post.complaint(1)
    with post.sending():
        until(lambda: len(receiver.asked) == 1)
        post.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'dumas_deliveries'")
        post.await_outcomes(subscription, "delivered")
    assert len(receiver.asked) == 1


def test_the_log_names_the_host_and_no_more(post: Post, receiver: Receiver, caplog: pytest.LogCaptureFixture) -> None:
    receiver.otherwise = 500
    subscription = post.listener(receiver.url("/jalan-rahasia?kunci=sangat-rahasia"))
    post.complaint(1)
    with post.sending():
        post.await_tries(subscription, 1)
    assert "to 127.0.0.1 failed: status, 500" in caplog.text
    assert "rahasia" not in caplog.text
    assert "specversion" not in caplog.text
