"""A place to look through one file: two files in memory and a process that is ready to read them.

The plain content never touches a disk. The process is started before there is a file, because loading the libraries
takes longer than most files do.
"""

import json
import select
import subprocess
import sys
from typing import Any, Final

from services.common.children import environment, in_memory
from services.intake.evidence import cleaning
from services.intake.evidence.looking import Seen

_PATIENCE: Final = 2 * cleaning.SECONDS


class NotReady(Exception):
    """The process did not come up. No file is to blame for that."""


class CutShort(Exception):
    """The process was ended by its bounds or by a fault of a library. The file may be to blame."""


class Bench:
    """For one file. Fill `original`, look through it, read `copy`, close."""

    def __init__(self) -> None:
        self.original, self.copy = in_memory("original"), in_memory("copy")
        passed = (self.original.fileno(), self.copy.fileno())
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter, our own module
            [sys.executable, "-m", cleaning.__name__, *map(str, passed)],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=passed,
            env=environment(),
        )

    def look_through(self, media_type: str) -> Seen:
        """What is to be known of the original. NotReady, CutShort."""
        self.original.flush()
        self._await_ready()
        try:
            said, _ = self._process.communicate(media_type.encode(), _PATIENCE)
        except subprocess.TimeoutExpired as reason:
            raise CutShort("it took too long") from reason
        if self._process.returncode or not said:
            raise CutShort(f"the process ended with {self._process.returncode}")
        answer: dict[str, Any] = json.loads(said)
        if "failed" in answer:
            raise CutShort(answer["failed"])
        return Seen(**answer)

    def _await_ready(self) -> None:
        said = self._process.stdout
        if said is None or not select.select([said], [], [], _PATIENCE)[0]:
            raise NotReady("it takes too long")
        if said.read(len(cleaning.READY)) != cleaning.READY.encode():
            raise NotReady(f"it ended with {self._process.wait()}")

    def close(self) -> None:
        """End the process and forget both files."""
        self._process.kill()
        self._process.wait()
        for file in (self._process.stdin, self._process.stdout, self.original, self.copy):
            if file:
                file.close()
