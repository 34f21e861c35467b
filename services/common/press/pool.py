"""The processes that set and sign, and how a document is given to one of them: with a bound on time, and started anew
after a fault."""

import pickle
import queue
import select
import subprocess
import sys
import time
from typing import Any, Final

from services.common.children import environment
from services.common.press import child

_PATIENCE: Final = 30.0
_LONGEST: Final = 120.0
_BYTES_A_SECOND: Final = 5_000
"""So a book of many lines gets more time than a letter: a line is some 400 bytes, and takes 26 ms."""

_LARGEST: Final = 256 << 20


class NotMade(Exception):
    """The process failed, took too long or did not come up. Says how, and nothing of the document."""


def patience(size: int) -> float:
    """Seconds a process may take over this many bytes."""
    return min(_LONGEST, _PATIENCE + size / _BYTES_A_SECOND)


class Child:
    """One process, for one thing."""

    def __init__(self, task: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter, our own module
            [sys.executable, "-m", child.__name__, task],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment("HOME"),
        )
        self._is_ready = False

    def make(self, args: tuple[Any, ...]) -> bytes:
        """The file. NotMade."""
        asked = pickle.dumps(args)
        until = time.monotonic() + patience(len(asked))
        if not self._is_ready and self._read(1, until) != child.READY:
            raise NotMade("the process did not come up")
        self._is_ready = True
        self._ask(asked)
        state = self._read(1, until)
        size = child.LENGTH.unpack(self._read(child.LENGTH.size, until))[0]
        if size > _LARGEST:
            raise NotMade("the file is too large")
        said = self._read(size, until)
        if state != child.DONE:
            raise NotMade(said.decode(errors="replace"))
        return said

    def _ask(self, asked: bytes) -> None:
        try:
            self._process.stdin.write(child.LENGTH.pack(len(asked)) + asked)  # type: ignore[union-attr]  # it is a pipe
        except OSError as reason:
            raise NotMade("the process has ended") from reason

    def _read(self, size: int, until: float) -> bytes:
        said, data = self._process.stdout, bytearray()
        while said and len(data) < size:
            left = until - time.monotonic()
            if left <= 0 or not select.select([said], [], [], left)[0]:
                raise NotMade("it took too long")
            piece = said.read(size - len(data))
            if not piece:
                raise NotMade(f"the process ended with {self._process.wait()}")
            data += piece
        return bytes(data)

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


class Pool:
    """As many processes for one thing, `render` or `sign`, as there are to be; a thread that needs one waits for it."""

    def __init__(self, task: str, count: int) -> None:
        self._task, self._count = task, count
        self._idle: queue.SimpleQueue[Child] = queue.SimpleQueue()
        for _ in range(count):
            self._idle.put(Child(task))

    def make(self, *args: Any) -> bytes:
        """The file, from what the function of that name takes. NotMade."""
        one = self._idle.get()
        try:
            return one.make(args)
        except BaseException:
            one.close()
            one = Child(self._task)
            raise
        finally:
            self._idle.put(one)

    def close(self) -> None:
        """End all; call when nobody asks any more."""
        for _ in range(self._count):
            self._idle.get().close()
