"""Names and arguments of queues: what fails is never lost, what waits comes back to the queue it left."""

from services.common.contracts.events import Audited, HandedToFollowup, SopPublished, StepCompleted, TaskOpened
from services.common.runtime.topology import (
    RETRY_DELAYS,
    event_queue,
    events_exchange,
    parking,
    parking_name,
    retry_exchange,
    retry_queue,
    rpc_queue,
)


def bindings(service: str, *events: type) -> set[tuple[str, str]]:
    queue = event_queue(service, "hear", events)
    return {(bound.exchange.name, bound.routing_key) for bound in queue.bindings}


def test_an_event_handler_has_one_queue_bound_to_every_source_of_every_event() -> None:
    desks = ("intake", "review", "assignment", "followup")
    expected = {(f"{desk}.events", name) for desk in desks for name in ("task_opened", "step_completed")}
    assert bindings("register", TaskOpened, StepCompleted) == expected


def test_a_service_does_not_hear_itself() -> None:
    assert ("review.events", "step_completed") not in bindings("review", StepCompleted)


def test_the_register_hears_what_it_tells_the_audit_trail_itself() -> None:
    assert {("register.events", "audited"), ("gateway.events", "audited")} <= bindings("register", Audited)


def test_a_hand_over_is_heard_from_every_desk_to_the_left() -> None:
    sources = {exchange for exchange, _ in bindings("followup", HandedToFollowup)}
    assert sources == {"intake.events", "review.events", "assignment.events"}


def test_a_queue_is_named_after_service_and_method() -> None:
    assert event_queue("review", "keep_sop", (SopPublished,)).name == "evt-review.keep_sop"
    assert rpc_queue("review").name == "rpc-review"
    assert rpc_queue("review").routing_key == "review.*"


def test_every_queue_and_exchange_survives_a_restart_of_the_broker() -> None:
    queues = [rpc_queue("review"), event_queue("review", "hear", (TaskOpened,)), parking("rpc-review"), retry_queue(5)]
    assert all(queue.durable and queue.queue_arguments["x-queue-type"] == "quorum" for queue in queues)
    assert events_exchange("review").durable
    assert retry_exchange(5).durable


def test_what_a_queue_gives_up_goes_to_its_own_parking_place() -> None:
    for queue in (rpc_queue("review"), event_queue("review", "hear", (TaskOpened,))):
        assert queue.queue_arguments["x-dead-letter-exchange"] == ""
        assert queue.queue_arguments["x-dead-letter-routing-key"] == parking(queue.name).name == f"{queue.name}.parked"


def test_a_parked_message_stays_until_a_person_decides() -> None:
    arguments = parking("rpc-review").queue_arguments
    assert arguments["x-queue-type"] == "quorum"
    assert arguments["x-delivery-limit"] > 100_000  # looking at it counts
    assert "x-dead-letter-exchange" not in arguments
    assert parking_name("evt-notify.tell") == "evt-notify.tell.parked"


def test_a_delayed_message_comes_back_under_the_key_it_waits_by() -> None:
    for delay in RETRY_DELAYS:
        queue = retry_queue(delay)
        assert queue.exchange == retry_exchange(delay)
        assert queue.routing_key == "#"
        assert queue.queue_arguments["x-message-ttl"] == delay * 1000
        assert queue.queue_arguments["x-dead-letter-exchange"] == ""
        assert "x-dead-letter-routing-key" not in queue.queue_arguments
