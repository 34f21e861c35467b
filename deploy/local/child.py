"""One process of the stack: started in a session of its own, its output in a log file."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from deploy.local.guard import send
from deploy.local.state import CHECKOUT

_LARGE = 5_000_000  # bytes of log after which a new file is begun


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Program:
    """What to run and how to know that it serves. `environment` is all that the process gets."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]
    is_ready: Callable[[], bool] = _always
    stop_signal: int = signal.SIGTERM
    patience: float = 60.0  #: seconds until it must be ready
    niceness: int = 0  #: from 0 to 19; the higher, the more it gives way to the others


class Child:
    """A program and the process that runs it at the moment."""

    def __init__(self, program: Program, log: Path) -> None:
        self.program = program
        self.log = log
        self.is_wanted = True  #: start it again when it ends by itself
        self.was_ready = False
        self.failures = 0
        self.wave = 0  #: children started together have the same
        self.restart_at: float | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started_at = 0.0

    def spawn(self) -> int:
        """Start the process in a session and process group of its own; returns the group's number."""
        if self.log.exists() and self.log.stat().st_size > _LARGE:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.program.command,
                cwd=CHECKOUT,
                env=dict(self.program.environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started_at, self.restart_at = time.monotonic(), None
        if self.program.niceness:
            give_way(self._process.pid, self.program.niceness)
        return self._process.pid

    @property
    def group(self) -> int:
        """The process's number, which is also that of its group; 0 when it was never started."""
        return self._process.pid if self._process else 0

    @property
    def exit_code(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def runs(self) -> bool:
        """Whether its process is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def serves(self) -> bool:
        """Whether it is alive and says that it is ready."""
        return self.runs and self.program.is_ready()

    def lived(self) -> float:
        """Seconds since the process was started."""
        return time.monotonic() - self._started_at

    def signal(self, number: int) -> None:
        """Send a signal to the process and those it has started in its group."""
        if self._process is not None:
            send(self._process.pid, number)

    def wait(self, until: float) -> None:
        """Wait for the end until this point of `time.monotonic`; then end the whole group by force."""
        if self._process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, until - time.monotonic()))
        self.signal(signal.SIGKILL)
        self._process.wait()

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for a message."""
        with self.log.open("rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - 8000))
            text = file.read().decode(errors="replace")
        return "\n".join(f"    {line}" for line in text.splitlines()[-lines:])


def give_way(pid: int, niceness: int) -> None:
    """Lower the priority of a process that leads a session.

    Linux groups processes by session and weighs the groups against one another, so the group has to give way too,
    where there is such grouping.
    """
    with suppress(OSError):  # it has ended already, or may not
        os.setpriority(os.PRIO_PROCESS, pid, niceness)
        Path(f"/proc/{pid}/autogroup").write_text(str(niceness), encoding="ascii")
