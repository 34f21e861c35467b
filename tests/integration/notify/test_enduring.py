"""Nothing is lost between us and subscribers who fail in every way; what comes twice has the same id and bytes."""

import pytest

from tests.integration.notify.dispatching import Post
from tests.integration.notify.enduring import changed, endure, out_of_order

COMPLAINTS = 40


@pytest.mark.timeout(200)
def test_every_subscriber_takes_every_event_in_the_order_of_its_complaint(post: Post) -> None:
    takers = endure(post, COMPLAINTS)
    told = {str(event) for (event,) in post.sql("SELECT event_id FROM outward_event WHERE tenant = %s", post.tenant)}
    assert len(told) == COMPLAINTS * 3
    for name, taker in takers.items():
        assert (name, set(taker.taken) == told) == (name, True)
        assert (name, out_of_order(taker), changed(taker)) == (name, [], [])
    assert len(takers["failing"].taken) > len(told)
