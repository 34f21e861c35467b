"""Examining the signatures of a PDF: a child process reads it, so that a stranger's file never meets our keys.

This side is light: it loads no library that reads PDFs, and the gateway may import it. The child
(`python -m services.common.press.examiner`) gets the file in memory, the certificate by standard input, and nothing of
the environment; it is bounded in memory and time, starts no process, and asks nobody on the network.
"""

import json
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final, Literal

from services.common.children import environment, in_memory

SECONDS: Final = 30.0
"""How long a child may take in all; it takes about one."""

_EXAMINER: Final = "services.common.press.examiner"
_AT_ONCE: Final = 2
_WAIT: Final = 5.0
_room = threading.BoundedSemaphore(_AT_ONCE)

Change = Literal["none", "harmless", "content"]
"""What was appended after the signature: nothing; nothing that shows, such as timestamps and proofs; anything else."""


class NotExamined(Exception):
    """The examination came to no end: too many at once, out of its bounds, or a fault of a library."""


@dataclass(frozen=True, slots=True)
class LastSignature:
    """The last signature of a PDF that is not a mere timestamp.

    `is_intact`: what it covers was not altered. `is_valid`: it was made with the key of the certificate it brings.
    `is_trusted`: that certificate was issued under the one given to `examined`. `signed_at` is what the signer's
    clock said.
    """

    signer: str
    signed_at: datetime | None
    is_intact: bool
    is_valid: bool
    is_trusted: bool
    covers_file: bool
    change: Change

    @property
    def stands(self) -> bool:
        """Whether what the file shows is what was signed. Says nothing of who signed."""
        return self.is_intact and self.is_valid and self.change != "content"


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file turned out to be. `signatures` counts those that are no mere timestamps."""

    is_pdf: bool
    signatures: int = 0
    last: LastSignature | None = None


def examined(pdf: BinaryIO | bytes, certificate_pem: str | None = None) -> Examined:
    """Examine a PDF, read from where the stream is; the caller bounds its size. NotExamined.

    Without a certificate no signature is trusted; the rest is said all the same.
    """
    if not _room.acquire(timeout=_WAIT):
        raise NotExamined("too many files are being examined")
    try:
        with in_memory("examined") as copy:
            if isinstance(pdf, bytes):
                copy.write(pdf)
            else:
                shutil.copyfileobj(pdf, copy)
            copy.flush()
            return _read(_ask(copy, certificate_pem or ""))
    finally:
        _room.release()


def _ask(file: BinaryIO, certificate_pem: str) -> bytes:
    process = subprocess.Popen(  # noqa: S603  # our own interpreter, our own module
        [sys.executable, "-m", _EXAMINER, str(file.fileno())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        pass_fds=(file.fileno(),),
        env=environment(),
    )
    with process:
        try:
            said, _ = process.communicate(certificate_pem.encode(), SECONDS)
        except subprocess.TimeoutExpired as reason:
            raise NotExamined("it took too long") from reason
        finally:
            process.kill()
    if process.returncode or not said:
        raise NotExamined(f"the process ended with {process.returncode}")
    return said


def _read(said: bytes) -> Examined:
    answer: dict[str, Any] = json.loads(said)
    if "failed" in answer:
        raise NotExamined(answer["failed"])
    last = answer.pop("last")
    if last is None:
        return Examined(**answer)
    signed_at = last.pop("signed_at")
    return Examined(
        **answer, last=LastSignature(**last, signed_at=datetime.fromisoformat(signed_at) if signed_at else None)
    )
