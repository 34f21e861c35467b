"""The broker and the database go away and come back, in good order and by force, while everybody is at work."""

import pytest

from tests.support.endurance import Endurance
from tests.support.stack import RunningStack

PARTS = ("rabbitmq", "postgres")


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_lost_when_a_part_is_killed(stack: RunningStack, work: Endurance, part: str) -> None:
    def kill() -> None:
        stack.kill(part)
        stack.await_ready(part)

    work.endure("putusan", kill)


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_lost_when_a_part_is_restarted(stack: RunningStack, work: Endurance, part: str) -> None:
    def restart() -> None:
        stack.stop_part(part)
        stack.start_part(part)

    work.endure("konsep_spt", restart)
