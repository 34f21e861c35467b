"""Strangers' files are read in a process of its own: bounded, without secrets, and never on a disk."""

import os
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from services.intake.evidence import bench as benches
from services.intake.evidence import cleaning
from services.intake.evidence.bench import Bench, CutShort, NotReady
from services.intake.evidence.looking import Seen
from services.intake.verdicts import BOMB
from tests.unit.intake.evidence.samples import DOCX, office, photograph


def test_a_file_is_looked_through_and_its_copy_read_back() -> None:
    with closing(Bench()) as bench:
        bench.original.write(photograph())
        assert bench.look_through("image/jpeg") == Seen(None, True)
        bench.copy.seek(0)
        assert bench.copy.read(3) == b"\xff\xd8\xff"


def test_what_is_found_is_said() -> None:
    with closing(Bench()) as bench:
        bench.original.write(office(word__media__a_dot_xml=bytes(40_000_000)))
        assert bench.look_through(DOCX) == Seen(BOMB, False)


def test_the_files_lie_in_memory() -> None:
    with closing(Bench()) as bench:
        for file in (bench.original, bench.copy):
            assert "memfd:" in str(Path(f"/proc/self/fd/{file.fileno()}").readlink())


def test_the_process_holds_no_secret_and_none_of_our_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUMAS_SEAL_KEYS", "k1:rahasia")
    with Path(__file__).open("rb") as ours, closing(Bench()) as bench:
        os.set_inheritable(ours.fileno(), True)
        process = Path(f"/proc/{bench._process.pid}")
        _until_it_is_ready(process)
        assert b"rahasia" not in (process / "environ").read_bytes()
        assert str(Path(__file__)) not in _held(process)


def _held(process: Path) -> list[str]:
    held = []
    for entry in (process / "fd").iterdir():
        with suppress(FileNotFoundError):  # it was closed meanwhile
            held.append(str(entry.readlink()))
    return held


def test_a_process_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Bench()) as bench:
        bench._await_ready()
        monkeypatch.setattr(Bench, "_await_ready", lambda _: None)
        monkeypatch.setattr(benches, "_PATIENCE", 0)
        with pytest.raises(CutShort, match="too long"):
            bench.look_through("image/jpeg")


def test_a_process_that_is_ended_by_its_bounds_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Bench()) as bench:
        bench._await_ready()
        monkeypatch.setattr(Bench, "_await_ready", lambda _: None)
        bench._process.kill()
        with pytest.raises(CutShort, match="ended with -9"):
            bench.look_through("image/jpeg")


def test_no_file_is_blamed_for_a_process_that_does_not_come_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "__name__", "services.intake.evidence.nothing")
    with closing(Bench()) as bench, pytest.raises(NotReady, match="ended with 1"):
        bench.look_through("image/jpeg")


def test_a_bench_that_is_not_needed_leaves_no_process() -> None:
    bench = Bench()
    bench.close()
    assert bench._process.returncode is not None


def _until_it_is_ready(process: Path) -> None:
    while b"cleaning" not in (process / "cmdline").read_bytes():
        time.sleep(0.01)
