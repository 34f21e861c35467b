"""Each process is killed while it is at work. What was promised before is kept, what was begun is finished."""

import pytest

from tests.support.endurance import Endurance
from tests.support.stack import RunningStack

AT = {
    "intake": "sampaikan",
    "register": "perintah_telaah",
    "review": "telaah",
    "assignment": "konsep_spt",
    "followup": "laksana",
    "notify": "usul_tim",
    "relay": "putusan",
    "gateway": "tanda_tangan",
    "documents": "tanda_tangan",
}
"""The step that is being ended when the process dies: one of its own desk, or one that needs it."""


@pytest.mark.parametrize(("process", "step"), AT.items(), ids=list(AT))
def test_nothing_is_lost_when_a_process_is_killed(
    stack: RunningStack, work: Endurance, process: str, step: str
) -> None:
    def kill() -> None:
        stack.kill(process)
        stack.await_ready(process)

    work.endure(step, kill)
