"""Processes of our own that are given a file of somebody else's: none of our secrets, and no way into our memory."""

import os
import subprocess
import sys
from typing import BinaryIO, Final

_PASSED_ON: Final = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")


class NoAnswer(Exception):
    """The process took too long, or came to no end."""


def environment(*more: str) -> dict[str, str]:
    """What an interpreter needs to start, and these variables; nothing else of ours."""
    return {name: os.environ[name] for name in (*_PASSED_ON, *more) if name in os.environ}


def in_memory(name: str) -> BinaryIO:
    """A file that is on no disk; its number can be passed on."""
    return os.fdopen(os.memfd_create(name), "w+b")


def told_of(file: bytes, module: str, *arguments: str, seconds: float) -> bytes:
    """What a module of ours writes about a file, whose number is its first argument. NoAnswer."""
    with in_memory("given") as copy:
        copy.write(file)
        copy.flush()
        try:
            return subprocess.run(  # noqa: S603  # our own interpreter, our own module
                [sys.executable, "-m", module, str(copy.fileno()), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=(copy.fileno(),),
                env=environment(),
                timeout=seconds,
                check=True,
            ).stdout
        except subprocess.TimeoutExpired as reason:
            raise NoAnswer("it took too long") from reason
        except subprocess.CalledProcessError as reason:
            raise NoAnswer("the process came to no end") from reason
