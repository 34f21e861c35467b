"""In a regency for trying things out a failing receiver is given up the same hour."""

import pytest

from services.notify.deliveries.schedule import SANDBOX_WAITS
from tests.integration.notify.dispatching import Post
from tests.support.receivers import Receiver

_PUBLISHED = """INSERT INTO tenant_copy (tenant, profile, units) VALUES (%s, '{"sandbox": true}', '[]') RETURNING 1"""


@pytest.fixture
def post(post: Post) -> Post:
    post.sql(_PUBLISHED, post.tenant)
    return post


def test_after_the_third_failure_it_is_given_up(post: Post, receiver: Receiver) -> None:
    receiver.script = [500] * 3
    subscription = post.listener(receiver.url())
    first, second = post.complaint(2)
    with post.sending():
        for tries, seconds in enumerate((*SANDBOX_WAITS, 0), 1):
            post.await_tries(subscription, tries)
            post.later(seconds=seconds * 1.2 + 1)
        post.await_outcomes(subscription, "given_up", "delivered")
    assert receiver.events == [first] * 3 + [second]
