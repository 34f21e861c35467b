"""The supervisor with small real processes: what it restarts, what it reports, what it leaves behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.local.child import Program
from deploy.local.problem import CannotStart
from deploy.local.processes import Stopped, Supervisor
from deploy.local.state import CHECKOUT, State

PATIENCE = 20.0
# Writes its process number, and as its last act how it was ended.
WORKER = """
import os, signal, sys, time
def end(*_):
    open(sys.argv[1] + ".ended", "a").write(sys.argv[2])
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
open(sys.argv[1], "w").write(str(os.getpid()))
time.sleep(60)
"""


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(tmp_path: Path, said: list[str]) -> Iterator[Supervisor]:
    started = Supervisor(State(tmp_path), said.append)
    yield started
    started.close()


def _worker(tmp_path: Path, name: str = "worker") -> Program:
    note = tmp_path / "note"
    file = note.with_name(name)
    command = (sys.executable, "-c", WORKER, str(file), name)
    return Program(name, command, dict(os.environ), is_ready=lambda: bool(_pid(file)))


def _pid(file: Path) -> int:
    return int(file.read_text() or 0) if file.exists() else 0


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _eventually(what: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not what() and time.monotonic() < until:
        time.sleep(0.05)
    return what()


def test_a_started_process_is_ready_and_a_stopped_one_was_asked_first(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.start([_worker(tmp_path)])
    pid = _pid(tmp_path / "worker")
    supervisor.stop("worker")
    assert not _is_alive(pid)
    assert (tmp_path / "worker.ended").read_text() == "worker"


def test_a_killed_process_is_started_again_and_that_is_said(
    supervisor: Supervisor, tmp_path: Path, said: list[str]
) -> None:
    supervisor.start([_worker(tmp_path)])
    first = _pid(tmp_path / "worker")
    supervisor.kill("worker")
    assert _eventually(lambda: _pid(tmp_path / "worker") not in {0, first})
    supervisor.await_ready("worker")
    assert said == ["worker ended (exit code -9), starting it again in 1 s"]


def test_a_process_stopped_on_purpose_stays_stopped(supervisor: Supervisor, tmp_path: Path, said: list[str]) -> None:
    supervisor.start([_worker(tmp_path)])
    supervisor.stop("worker")
    time.sleep(0.5)
    assert said == []


def test_a_process_that_ends_while_starting_is_reported_with_its_last_words(supervisor: Supervisor) -> None:
    program = Program("broken", ("sh", "-c", "echo the disk is full; exit 3"), dict(os.environ), lambda: False)
    with pytest.raises(CannotStart, match=r"(?s)broken ended while starting \(exit code 3\).*the disk is full"):
        supervisor.start([program])


def test_a_process_that_never_gets_ready_is_reported(supervisor: Supervisor) -> None:
    program = Program("slow", ("sleep", "60"), dict(os.environ), lambda: False, patience=0.5)
    with pytest.raises(CannotStart, match="slow was not ready within"):
        supervisor.start([program])


def test_a_program_that_is_not_there_is_reported(supervisor: Supervisor) -> None:
    with pytest.raises(CannotStart, match="absent cannot be started"):
        supervisor.start([Program("absent", ("/nowhere/absent",), {})])


def test_a_failing_command_is_reported_with_its_last_words(supervisor: Supervisor) -> None:
    with pytest.raises(CannotStart, match=r"(?s)migrate failed.*no such table"):
        supervisor.run("migrate", ("sh", "-c", "echo no such table; exit 1"), dict(os.environ))


def test_a_start_ends_early_when_somebody_asks_to_stop(supervisor: Supervisor) -> None:
    supervisor.stop_asked.set()
    with pytest.raises(Stopped):
        supervisor.start([Program("slow", ("sleep", "60"), dict(os.environ), lambda: False)])


def test_those_started_last_are_stopped_first(tmp_path: Path) -> None:
    supervisor = Supervisor(State(tmp_path), print)
    note = tmp_path / "order.ended"
    for name in ("first", "second"):
        command = (sys.executable, "-c", WORKER, str(tmp_path / "order"), f"{name} ")
        (tmp_path / "order").unlink(missing_ok=True)
        supervisor.start([Program(name, command, dict(os.environ), lambda: bool(_pid(tmp_path / "order")))])
    supervisor.close()
    assert note.read_text() == "second first "


def test_no_process_outlives_a_launcher_that_was_killed(tmp_path: Path) -> None:
    launcher = (
        "import sys; from pathlib import Path\n"
        "from deploy.local.processes import Supervisor; from deploy.local.state import State\n"
        "from tests.integration.local.test_processes import _worker\n"
        "folder = Path(sys.argv[1]); Supervisor(State(folder), print).start([_worker(folder)])\n"
        "print('started', flush=True); sys.stdin.read()"
    )
    command = (sys.executable, "-c", launcher, str(tmp_path))
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"started\n"
        process.send_signal(signal.SIGKILL)
    assert _eventually(lambda: not _is_alive(_pid(tmp_path / "worker")))
    assert (tmp_path / "worker.ended").read_text() == "worker"
