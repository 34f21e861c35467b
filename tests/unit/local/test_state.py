"""The state folder: closed to others, one run at a time, no matter how deep the checkout lies."""

import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.local.problem import CannotStart
from deploy.local.state import CHECKOUT, State


def _nobody_says(words: str) -> None:
    raise AssertionError(words)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_again_and_closed_to_others(tmp_path: Path) -> None:
    state = State(tmp_path / "state")
    file = state.write("secrets.json", {"a": "b"})
    assert state.read("secrets.json") == {"a": "b"}
    assert (_mode(file), _mode(state.folder)) == (0o600, 0o700)


def test_a_file_that_is_not_there_reads_as_empty(tmp_path: Path) -> None:
    assert State(tmp_path).read("ports.json") == {}


def test_a_damaged_file_is_named_and_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{")
    with pytest.raises(CannotStart, match=r"secrets\.json is damaged"):
        State(tmp_path).read("secrets.json")


def test_the_folder_comes_from_the_environment_when_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUMAS_STATE_DIR", str(tmp_path / "elsewhere"))
    assert State().folder == tmp_path / "elsewhere"


def test_sockets_of_a_deep_checkout_still_have_a_path_that_can_be_bound(tmp_path: Path) -> None:
    state = State(tmp_path.joinpath("deep" * 20, "deep" * 20))
    state.lock(_nobody_says)
    folder = state.socket_folder()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / ".s.PGSQL.5432"))
    state.unlock()
    assert not folder.exists()


def test_two_checkouts_have_different_names_for_what_the_machine_shares(tmp_path: Path) -> None:
    assert State(tmp_path / "one").id != State(tmp_path / "two").id


def test_a_folder_serves_one_run_at_a_time(tmp_path: Path) -> None:
    first = State(tmp_path)
    first.lock(_nobody_says)
    with pytest.raises(CannotStart, match="already running"):
        State(tmp_path).lock(_nobody_says)
    first.unlock()
    second = State(tmp_path)
    second.lock(_nobody_says)
    second.unlock()


def test_a_run_waits_for_the_guard_of_a_killed_one(tmp_path: Path) -> None:
    # What is left of a run that was killed: its guard, which inherited the lock and ends a moment later.
    killed = (
        "import os, subprocess, sys; from pathlib import Path; from deploy.local.state import State\n"
        "state = State(Path(sys.argv[1])); state.lock(print)\n"
        "subprocess.Popen(['sleep', '1'], pass_fds=(state.lock_fd,)); os._exit(9)"
    )
    subprocess.run((sys.executable, "-c", killed, str(tmp_path)), cwd=CHECKOUT, check=False)
    said: list[str] = []
    state = State(tmp_path)
    state.lock(said.append)
    state.unlock()
    assert said == ["an earlier run is still stopping, waiting for it"] * len(said)
    assert said
