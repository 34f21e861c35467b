"""`dumas parked`: what no handler could take is seen, tried again or dropped by a person."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from deploy.cli.parked import parked as command
from deploy.local.environment import OPERATOR, environment
from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from deploy.services import classes
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.topology import parking_name
from tests.support.broker import declare_all, depth, empty, remove, send_raw, take
from tests.support.patience import until

TELL, TAKE_OVER = "evt-notify.tell", "evt-review.take_over"
ALL = [queue.name for service in classes() for queue in queues_of(service)]


class Operator:
    """Somebody at the command line."""

    def __init__(self, amqp_uri: str, his: str) -> None:
        self.amqp_uri = amqp_uri  #: the administrator's
        self._his = {"AMQP_URI": his}

    def run(self, *arguments: str, answer: str = "") -> Result:
        return CliRunner().invoke(command, arguments, input=answer, env=self._his)

    def says(self, *arguments: str, answer: str = "") -> list[str]:
        """The lines of a command that succeeds."""
        done = self.run(*arguments, answer=answer)
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output.splitlines()

    def park(self, queue: str, event: str = "task_opened") -> str:
        """Park a message of a queue. Returns its id."""
        message_id = str(uuid4())
        headers = {"x-dumas-attempt": 7, "x-dumas-failure": "SopNotHere"}
        place = parking_name(queue)
        send_raw(self.amqp_uri, place, b'{"sequence": 3}', type=event, message_id=message_id, headers=headers)
        return message_id

    def let_expire(self, method: str, delivery_mode: int) -> None:
        """Send a request to a service that does not run, as a client does, and wait until its time is up."""
        queue = f"rpc-{method.partition('.')[0]}"
        send_raw(self.amqp_uri, method, b"{}", exchange="nameko-rpc", expiration=0.1, delivery_mode=delivery_mode)
        until(lambda: self.depths(queue) == (0, 1))

    def depths(self, queue: str) -> tuple[int, int]:
        """How many messages are in the queue and in its parking place."""
        return depth(self.amqp_uri, queue), depth(self.amqp_uri, parking_name(queue))


@pytest.fixture
def operator(parts: Endpoints, embedded: tuple[Endpoints, Secrets]) -> Iterator[Operator]:
    declare_all(parts.amqp_uri)
    empty(parts.amqp_uri, *ALL)
    yield Operator(parts.amqp_uri, environment(OPERATOR, *embedded, inherited={})["AMQP_URI"])
    declare_all(parts.amqp_uri)
    empty(parts.amqp_uri, *ALL)


def test_when_nothing_is_parked_it_says_so(operator: Operator) -> None:
    assert operator.says("list") == ["nothing is parked"]


def test_a_list_has_a_line_for_each_message_with_number_queue_event_and_fault(operator: Operator) -> None:
    operator.park(TELL)
    operator.park(TAKE_OVER, "complaint_handed_to_review")
    lines = operator.says("list")
    assert [line.split() for line in lines] == [
        ["1", TAKE_OVER, "complaint_handed_to_review", "tried", "7", "SopNotHere"],
        ["2", TELL, "task_opened", "tried", "7", "SopNotHere"],
    ]


def test_looking_takes_nothing_away(operator: Operator) -> None:
    operator.park(TELL)
    operator.says("list")
    operator.says("show", "1")
    assert len(operator.says("list")) == 1


def test_one_message_is_shown_whole(operator: Operator) -> None:
    operator.park(TELL)
    shown = "\n".join(operator.says("show", "1"))
    assert all(part in shown for part in (TELL, "x-dumas-failure", "SopNotHere", '"sequence": 3'))


def test_a_message_that_is_tried_again_is_back_in_its_queue_as_new(operator: Operator) -> None:
    operator.park(TELL)
    assert operator.says("retry", "1") == [f"{TELL}: task_opened is tried again"]
    until(lambda: operator.depths(TELL) == (1, 0))
    assert operator.says("list") == ["nothing is parked"]


def test_all_are_tried_again_at_once(operator: Operator) -> None:
    for _ in range(3):
        operator.park(TELL)
    operator.park(TAKE_OVER)
    assert len(operator.says("retry", "--all")) == 4
    until(lambda: (operator.depths(TELL), operator.depths(TAKE_OVER)) == ((3, 0), (1, 0)))


def test_only_those_named_are_tried_again(operator: Operator) -> None:
    for _ in range(3):
        operator.park(TELL)
    operator.says("retry", "1", "3")
    until(lambda: operator.depths(TELL) == (2, 1))


def test_a_dropped_message_is_gone_and_the_others_stay(operator: Operator) -> None:
    operator.park(TELL)
    operator.park(TELL)
    assert operator.says("drop", "2", answer="y\n")[-1] == f"{TELL}: task_opened is dropped"
    assert operator.depths(TELL) == (0, 1)


def test_nothing_is_dropped_without_a_yes(operator: Operator) -> None:
    operator.park(TELL)
    assert operator.run("drop", "1", answer="n\n").exit_code == 1
    assert operator.depths(TELL) == (0, 1)


@pytest.mark.parametrize("arguments", [("show", "2"), ("retry", "0"), ("drop", "2", "--yes")])
def test_a_number_there_is_not_is_refused_with_a_way_to_find_the_right_one(
    operator: Operator, arguments: tuple[str, ...]
) -> None:
    operator.park(TELL)
    done = operator.run(*arguments)
    assert done.exit_code == 1
    assert "`dumas parked list` shows them" in done.output
    assert operator.depths(TELL) == (0, 1)


def test_a_service_that_was_never_started_does_not_keep_the_others_from_being_seen(operator: Operator) -> None:
    operator.park(TELL)
    remove(operator.amqp_uri, parking_name("evt-intake.keep_sop"))
    assert len(operator.says("list")) == 1


def test_a_request_whose_caller_has_long_gone_is_not_kept(operator: Operator) -> None:
    operator.let_expire("review.products", delivery_mode=1)
    assert operator.says("list") == ["nothing is parked"]
    assert operator.depths("rpc-review") == (0, 0)


def test_a_request_that_was_to_be_kept_is_parked_when_its_time_is_up_and_goes_the_same_way_again(
    operator: Operator,
) -> None:
    operator.let_expire("intake.submit", delivery_mode=2)
    assert len(operator.says("list")) == 1
    operator.says("retry", "1")
    again = take(operator.amqp_uri, "rpc-intake")
    assert again.delivery_info["routing_key"] == "intake.submit"
    assert "expiration" not in again.properties
