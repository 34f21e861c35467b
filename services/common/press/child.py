"""The process that sets and signs documents: started before there is one, for loading the libraries takes a second.

It does one thing, `render` or `sign`, so that what a template does happens where no key has been. It has no secret in
its environment and no connection. It is asked by `pool`, one document after the other, and answers a byte that says
whether it went well, a length, and the file, or the kind of fault that came up.
"""

import importlib
import pickle
import resource
import struct
import sys
from collections.abc import Callable
from typing import Any, BinaryIO, Final

LENGTH: Final = struct.Struct(">Q")
DONE, FAILED = b"\x00", b"\x01"
READY: Final = b"R"
TASKS: Final = {
    "render": ("services.common.press.rendering", "render"),
    "sign": ("services.common.press.pades", "sign"),
}
"""What a child can do, and where: its libraries are loaded within the bounds set before."""

_MEMORY: Final = 2 << 30


def main() -> None:
    """Answer until there is nothing more to read."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    task = _task(sys.argv[1])
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get between the answers
    answers.write(READY)
    answers.flush()
    while size := asked.read(LENGTH.size):
        args = pickle.loads(asked.read(LENGTH.unpack(size)[0]))  # noqa: S301  # our own parent's
        _answer(answers, task, args)


def _task(name: str) -> Callable[..., bytes]:
    module, function = TASKS[name]
    found: Callable[..., bytes] = getattr(importlib.import_module(module), function)
    return found


def _answer(answers: BinaryIO, task: Callable[..., bytes], args: tuple[Any, ...]) -> None:
    try:
        state, said = DONE, task(*args)
    except Exception as fault:  # any: the parent tries again later; the words of a document are not for a log
        state, said = FAILED, f"{type(fault).__name__} at {_place(fault)}".encode()
    answers.write(state + LENGTH.pack(len(said)) + said)
    answers.flush()


def _place(fault: BaseException) -> str:
    traced = fault.__traceback__
    while traced and traced.tb_next:
        traced = traced.tb_next
    return f"{traced.tb_frame.f_code.co_name}:{traced.tb_lineno}" if traced else "?"


if __name__ == "__main__":
    main()
