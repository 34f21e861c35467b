"""Each service settles what is parked of its own queues, with the rights its own process has at the broker."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest

from deploy.local.environment import PROCESSES, environment
from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from deploy.services import classes
from services.common.contracts.caller import Caller
from services.common.contracts.events import Event
from services.common.contracts.parked import ParkedList, ParkedOf, ParkedSettled, SettleParked
from services.common.errors import NotFound
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.parking import KeepsParking, OwnParking
from services.common.runtime.topology import parking_name
from tests.support.broker import declare_all, depth, empty, send_raw, take
from tests.support.patience import until

TAKE_OVER, TELL = "evt-review.take_over", "evt-notify.tell"
OPERATOR = Caller(kind="platform", actor="kanal")
ALL = [queue.name for service in classes() for queue in queues_of(service)]
OWN = tuple(queue.name for service in classes() if service.name == "review" for queue in queues_of(service))


class Review(KeepsParking):
    """The desk as far as this goes, at the broker as its process is."""

    def __init__(self, administrator: str, own: str) -> None:
        self.amqp_uri = administrator
        self.parking = OwnParking(own, OWN)
        self.told: list[Any] = []
        self.work: Callable[[str], Any] = self._work

    @contextmanager
    def _work(self, tenant: str) -> Iterator[Any]:
        assert tenant == ""
        yield self

    def announce(self, *events: Event) -> None:
        self.told += events

    def park(self, queue: str = TAKE_OVER, said: bytes = b'{"tenant": "contoh"}') -> str:
        message_id = str(uuid4())
        headers = {"x-dumas-attempt": 6, "x-dumas-failure": "SopNotHere"}
        send_raw(
            self.amqp_uri,
            parking_name(queue),
            said,
            type="complaint_handed_to_review",
            message_id=message_id,
            headers=headers,
        )
        return message_id

    def listed(self, **asked: Any) -> ParkedList:
        answer: ParkedList = self.parked(OPERATOR, ParkedOf(**asked))
        return answer

    def settled(self, **asked: Any) -> int:
        answer: ParkedSettled = self.settle_parked(OPERATOR, SettleParked(**{"queue": TAKE_OVER, **asked}))
        return answer.count

    def depths(self, queue: str = TAKE_OVER) -> tuple[int, int]:
        return depth(self.amqp_uri, queue), depth(self.amqp_uri, parking_name(queue))


@pytest.fixture
def review(parts: Endpoints, embedded: tuple[Endpoints, Secrets]) -> Iterator[Review]:
    declare_all(parts.amqp_uri)
    empty(parts.amqp_uri, *ALL)
    row = next(each for each in PROCESSES if each.name == "review")
    yield Review(parts.amqp_uri, environment(row, *embedded, inherited={})["AMQP_URI"])
    empty(parts.amqp_uri, *ALL)


def test_a_message_is_shown_by_its_envelope_and_nothing_it_says(review: Review) -> None:
    known = review.park(said=b'{"tenant": "contoh", "reference": "CTH-26-7K3M-Q9TX"}')
    (shown,) = review.listed(queue=TAKE_OVER).messages
    assert (shown.id, shown.tenant, shown.attempts, shown.failure) == (known, "contoh", 6, "SopNotHere")
    assert "Q9TX" not in shown.model_dump_json()


def test_a_message_nobody_can_read_is_shown_too(review: Review) -> None:
    review.park(said=b"\xff not json")
    (shown,) = review.listed(queue=TAKE_OVER).messages
    assert (shown.tenant, shown.what) == ("", "complaint_handed_to_review")


def test_queues_are_counted_and_looking_takes_nothing_away(review: Review) -> None:
    review.park()
    review.park()
    for _ in range(2):
        assert [(each.queue, each.count) for each in review.listed().queues] == [(TAKE_OVER, 2)]
    assert review.depths() == (0, 2)


def test_a_long_list_goes_on_after_the_last_that_was_shown(review: Review) -> None:
    parked = sorted(review.park() for _ in range(5))
    first = review.listed(queue=TAKE_OVER, limit=3)
    second = review.listed(queue=TAKE_OVER, limit=3, after=first.next)
    assert [each.id for each in (*first.messages, *second.messages)] == parked
    assert second.next is None


def test_one_is_tried_again_and_the_trail_is_told(review: Review) -> None:
    one = review.park()
    review.park()
    assert review.settled(message=one, way="retry") == 1
    until(lambda: review.depths() == (1, 1))
    (told,) = review.told
    assert (told.action, told.subject, told.details["messages"]) == ("parked_retried", TAKE_OVER, "1")


def test_all_of_a_queue_are_tried_again(review: Review) -> None:
    for _ in range(3):
        review.park()
    assert review.settled(way="retry") == 3
    until(lambda: review.depths() == (3, 0))


def test_what_is_dropped_is_gone_and_the_reason_is_kept(review: Review) -> None:
    one = review.park()
    assert review.settled(message=one, way="drop", reason="outdated") == 1
    assert review.depths() == (0, 0)
    assert review.told[0].details["reason"] == "outdated"


def test_nothing_is_dropped_without_a_reason() -> None:
    with pytest.raises(ValueError, match="say why"):
        SettleParked(queue=TAKE_OVER, way="drop")


def test_what_somebody_else_settled_meanwhile_is_none(review: Review) -> None:
    assert review.settled(message=str(uuid4()), way="retry") == 0
    assert review.told == []


def test_a_queue_of_another_service_is_not_found(review: Review) -> None:
    review.park(TELL)
    assert isinstance(review.parked(OPERATOR, ParkedOf(queue=TELL)), NotFound)
    assert isinstance(review.settle_parked(OPERATOR, SettleParked(queue=TELL, way="retry")), NotFound)
    assert review.depths(TELL) == (0, 1)


def test_a_request_goes_the_way_it_came(review: Review) -> None:
    send_raw(review.amqp_uri, "review.products", b"{}", exchange="nameko-rpc", expiration=0.1, delivery_mode=2)
    until(lambda: review.depths("rpc-review") == (0, 1))
    (shown,) = review.listed(queue="rpc-review").messages
    assert (shown.what, shown.failure) == ("review.products", "expired")
    assert review.settled(queue="rpc-review", way="retry") == 1
    assert take(review.amqp_uri, "rpc-review").delivery_info["routing_key"] == "review.products"
