"""Event handlers in a process of their own: once in effect, tried again, parked at last, never lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from deploy.local.stack import Endpoints
from services.common.contracts.events import Event, HandedToReview, MessagePosted, SopPublished
from tests.support.broker import declare_all, depth, empty, parked, publish, send_raw
from tests.support.databases import Databases, rows
from tests.support.patience import until
from tests.support.service import Keys, Service, serving
from tests.support.wire import wired
from tests.unit.common.desk.memory import MONDAY, small_sop

TAKE_OVER = "evt-review.take_over"
REVIEW = ("services.review.service", "ReviewService")


def tenant() -> str:
    """A regency of its own for each test, so that no SOP is known yet."""
    return f"t{uuid4().hex[:12]}"


def envelope(of: str) -> dict[str, Any]:
    return {"event_id": uuid4(), "happened_at": MONDAY, "tenant": of}


def handed(of: str) -> HandedToReview:
    """A complaint on its way to the review desk."""
    complaint = uuid4()
    return HandedToReview(
        **envelope(of),
        complaint_id=complaint,
        reference=f"CTH-26-{complaint.hex[:4].upper()}-{complaint.hex[4:8].upper()}",
        sop=f"{of}@1",
        step="telaah",
        facts={"channel": "wbs"},
        sequence=2,
    )


def published(of: str) -> SopPublished:
    """The small SOP, under that regency's name."""
    definition = small_sop().model_dump(mode="json") | {"tenant": of}
    return SopPublished(**envelope(of), sop=f"{of}@1", definition=definition)


class Review:
    """The review desk at work, its queues and its database."""

    def __init__(self, service: Service, amqp_uri: str, databases: Databases) -> None:
        self.service, self.amqp_uri = service, amqp_uri
        self._owner = databases.of_owner("dumas_review")

    def hear(self, source: str, *events: Event) -> None:
        publish(self.amqp_uri, source, *events)

    def tasks(self, event: HandedToReview) -> int:
        """How many tasks the complaint has here."""
        return int(
            rows(self._owner, "SELECT count(*) FROM task WHERE complaint_id = %s", str(event.complaint_id))[0][0]
        )

    def knows(self, sop: str) -> bool:
        return bool(rows(self._owner, "SELECT 1 FROM sop_copy WHERE sop = %s", sop))

    def parked(self, queue: str = TAKE_OVER) -> int:
        return parked(self.amqp_uri, queue)


@pytest.fixture(scope="module")
def keys() -> Keys:
    return Keys()


@pytest.fixture(scope="module")
def running(
    parts: Endpoints, databases: Databases, keys: Keys, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    declare_all(parts.amqp_uri)
    log: Path = tmp_path_factory.mktemp("review") / "review.log"
    url = databases.of_role("review", "dumas_review")
    with serving(*REVIEW, database=url, amqp_uri=parts.amqp_uri, keys=keys, log=log) as service:
        yield service
        assert service.stop() == 0, service.log


@pytest.fixture
def review(running: Service, parts: Endpoints, databases: Databases) -> Iterator[Review]:
    """The review desk with empty queues."""
    queues = (TAKE_OVER, "evt-review.keep_sop")
    empty(parts.amqp_uri, *queues)
    yield Review(running, parts.amqp_uri, databases)
    empty(parts.amqp_uri, *queues)


def test_a_complaint_that_is_handed_over_waits_for_its_step(review: Review) -> None:
    regency = tenant()
    event = handed(regency)
    review.hear("register", published(regency))
    until(lambda: review.knows(event.sop))
    review.hear("intake", event)
    assert until(lambda: review.tasks(event)) == 1


def test_an_event_that_comes_twice_takes_effect_once(review: Review) -> None:
    regency = tenant()
    event, other = handed(regency), handed(regency)
    review.hear("register", published(regency))
    until(lambda: review.knows(event.sop))
    review.hear("intake", event, event, event, other)
    until(lambda: review.tasks(other) and not depth(review.amqp_uri, TAKE_OVER))
    assert review.tasks(event) == 1
    assert review.parked() == 0


def test_an_event_that_came_too_early_is_tried_again_until_it_can_be_taken(review: Review) -> None:
    regency = tenant()
    event = handed(regency)
    review.hear("intake", event)
    until(lambda: "SopNotHere" in review.service.log)
    assert review.tasks(event) == 0
    review.hear("register", published(regency))
    assert until(lambda: review.tasks(event)) == 1
    assert review.parked() == 0


def test_an_event_no_attempt_could_take_is_parked_and_leaves_nothing_behind(review: Review) -> None:
    event = handed(tenant())
    review.hear("intake", event)
    until(lambda: review.parked() == 1)
    assert review.tasks(event) == 0
    assert depth(review.amqp_uri, TAKE_OVER) == 0


def test_a_message_that_fails_does_not_hold_up_those_behind_it(review: Review) -> None:
    regency = tenant()
    stuck, event = handed(tenant()), handed(regency)
    review.hear("register", published(regency))
    until(lambda: review.knows(event.sop))
    review.hear("intake", stuck, event)
    assert until(lambda: review.tasks(event)) == 1
    until(lambda: review.parked() == 1)


@pytest.mark.parametrize(
    ("body", "properties"),
    [
        (b"{ not JSON", {"type": HandedToReview.name}),
        (b"\xff\xfe", {"type": HandedToReview.name}),
        (b"{}", {"type": HandedToReview.name}),
        (b"{}", {"type": "complaint_danced"}),
        (b"{}", {}),
        (b"[]", {"type": HandedToReview.name}),
        (b"{}", {"type": HandedToReview.name, "content_type": "application/x-python-serialize"}),
    ],
    ids=["broken", "not text", "too little", "unknown event", "no name", "a list", "not JSON at all"],
)
def test_a_message_nobody_can_read_is_parked_at_once(review: Review, body: bytes, properties: dict[str, Any]) -> None:
    send_raw(review.amqp_uri, TAKE_OVER, body, **properties)
    until(lambda: review.parked() == 1)
    assert review.service.status is None


def test_the_log_tells_of_a_failure_without_what_was_in_the_event(review: Review) -> None:
    event = handed(tenant())
    review.hear("intake", event)
    until(lambda: review.parked() == 1)
    assert event.reference not in review.service.log
    assert event.sop not in review.service.log


def test_a_service_that_lost_the_broker_says_so_and_goes_on_when_it_is_back(
    parts: Endpoints, databases: Databases, keys: Keys, tmp_path: Path, running: Service
) -> None:
    url = databases.of_role("followup", "dumas_followup")
    followup = ("services.followup.service", "FollowupService")
    regency = tenant()
    with (
        wired(parts.amqp_uri) as (wire, near),
        serving(*followup, database=url, amqp_uri=near, keys=keys, log=tmp_path / "followup.log") as service,
    ):
        wire.cut()
        until(lambda: not service.is_ready)
        publish(parts.amqp_uri, "register", published(regency))
        assert service.status is None
        wire.mend()
        until(lambda: service.is_ready)
        owner = databases.of_owner("dumas_followup")
        until(lambda: rows(owner, "SELECT 1 FROM sop_copy WHERE sop = %s", f"{regency}@1"))


def test_a_message_that_ends_its_process_comes_back_to_the_next_one(
    parts: Endpoints, databases: Databases, keys: Keys, tmp_path: Path
) -> None:
    url = databases.of_role("review", "dumas_review")
    deadly = MessagePosted(
        **envelope("contoh"), complaint_id=uuid4(), reference="CTH-26-1", message_id=uuid4(), from_reporter=True
    )
    sample = ("tests.support.sample", "SampleService")
    with serving(*sample, database=url, amqp_uri=parts.amqp_uri, keys=keys, log=tmp_path / "log") as service:
        publish(parts.amqp_uri, "intake", deadly)
        assert until(lambda: service.status) == 9
        service.spawn()
        assert until(lambda: service.status) == 9
        assert service.log.count(f"heard {deadly.message_id}") == 2
    empty(parts.amqp_uri, "evt-sample.hear")
