"""Ends the stack's processes when the launcher is gone, however it went: even after `kill -9`.

The launcher holds the only writing end of this process's standard input and says there which process groups it has
started (`+<group> <signal>`) and which have ended (`-<group>`). End of input means that the launcher is dead: the
groups still running are then asked to stop, and ended by force when they do not. The guard also holds the state
folder's lock, so that the next run waits until it has finished.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

PATIENCE = 15.0  # seconds the groups get before they are ended by force


class Guard:
    """The launcher's end: starts the guard and tells it what to watch."""

    def __init__(self, checkout: Path, lock_fd: int | None) -> None:
        reading, writing = os.pipe()
        self._process = subprocess.Popen(
            (sys.executable, "-m", "deploy.local.guard"),
            cwd=checkout,
            stdin=reading,
            start_new_session=True,  # Ctrl-C in the terminal must not reach it
            pass_fds=() if lock_fd is None else (lock_fd,),
        )
        os.close(reading)
        self._words = os.fdopen(writing, "w")

    def watch(self, group: int, stop_signal: int) -> None:
        """Stop this process group with this signal, should the launcher die."""
        self._tell(f"+{group} {stop_signal}")

    def forget(self, group: int) -> None:
        """This group has ended."""
        self._tell(f"-{group}")

    def close(self) -> None:
        """All groups have ended; so does the guard."""
        self._words.close()
        self._process.wait()

    def _tell(self, words: str) -> None:
        with suppress(BrokenPipeError):  # somebody ended the guard: there is nobody to tell, and work goes on
            self._words.write(f"{words}\n")
            self._words.flush()


def main() -> None:
    """Follow the launcher's words until they end, then clean up."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    stop(running(sys.stdin))


def running(lines: Iterable[str]) -> dict[int, int]:
    """The groups that were started and have not ended, with the signal that stops each."""
    groups: dict[int, int] = {}
    for line in lines:
        words = line[1:].split()
        if line.startswith("+"):
            groups[int(words[0])] = int(words[1])
        else:
            groups.pop(int(words[0]), None)
    return groups


def stop(groups: dict[int, int]) -> None:
    """Ask every group to stop, the youngest first; after a while end the rest by force."""
    for group, stop_signal in reversed(groups.items()):
        send(group, stop_signal)
    patience = time.monotonic() + PATIENCE
    while time.monotonic() < patience and any(send(group, 0) for group in groups):
        time.sleep(0.1)
    for group in groups:
        send(group, signal.SIGKILL)


def send(group: int, number: int) -> bool:
    """Send a signal to a process group; whether there was one."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
