"""Having a regency's stationery looked at: a child process fills in its templates, which may go on without end.

This side is light: it loads no library that sets documents, and the register may import it. It waits for files and for
the end of the process, both of which leave eventlet's other threads to their work. The child
(`python -m services.common.press.proofreader`) is bounded in memory and time, and gets nothing of the environment.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import IO, Any, Final

from services.common.children import environment, in_memory
from services.common.contracts.stationery import Stationery
from services.common.contracts.tenant import TenantProfile

SECONDS: Final = 25.0
"""How long a child may take in all, less than whoever publishes waits for an answer. It is ended sooner by the seconds
it may use of a processor, of which it takes about one: a busy machine is no fault of a template."""

_PROOFREADER: Final = "services.common.press.proofreader"
_ENDLESS: Final = "This takes too long, or too much memory, to be filled in. Take out loops that go on without end."


class NotProofread(Exception):
    """The process came to no end before it looked at anything: it says nothing of the stationery."""


@dataclass(frozen=True, slots=True)
class StationeryFault:
    """What is wrong at one line of one file, and what to do."""

    file: str
    line: int
    message: str


def proofread(given: Stationery, profile: TenantProfile) -> list[StationeryFault]:
    """All that is wrong; nothing when it can be used. NotProofread."""
    if given == Stationery():
        return []
    with in_memory("asked") as asked, in_memory("answer") as answer:
        asked.write(json.dumps([given.model_dump(mode="json"), profile.model_dump(mode="json")]).encode())
        asked.seek(0)
        ended = _ask(asked, answer)
        answer.seek(0)
        lines = [json.loads(line) for line in answer.read().split(b"\n")[:-1]]  # the last may be cut short
    return _faults(lines, ended)


def _ask(asked: IO[bytes], answer: IO[bytes]) -> str:
    """How the child ended: "0" when it had looked at everything."""
    process = subprocess.Popen(  # noqa: S603  # our own interpreter, our own module
        [sys.executable, "-m", _PROOFREADER],
        stdin=asked,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env=environment(),
    )
    try:
        return str(process.wait(SECONDS))
    except subprocess.TimeoutExpired:
        return "no answer in time"
    finally:
        process.kill()
        process.wait()


def _faults(lines: list[dict[str, Any]], ended: str) -> list[StationeryFault]:
    found = [StationeryFault(**line["fault"]) for line in lines if "fault" in line]
    if ended == "0":
        return found
    begun = [line["file"] for line in lines if "file" in line]
    if not begun:
        raise NotProofread(f"the process that looks at stationery ended with {ended}")
    return [*found, StationeryFault(begun[-1], 1, _ENDLESS)]
