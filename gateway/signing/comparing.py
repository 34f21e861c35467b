"""Whether a signed file shows what was sent, told by a process that is given nothing but the file.

A valid signature does not say so: whoever signs could first append another page content, and sign that. The file comes
from another's server, so a library that reads PDFs never meets it beside our keys (as `press.examining` has it).
"""

import os
import subprocess
import sys
from typing import Final

from services.common.press.examining import NotExamined

SECONDS: Final = 30.0
"""How long the process may take in all; it takes less than one."""

_COMPARER: Final = "gateway.signing.comparer"
_PASSED_ON: Final = ("PATH", "LANG", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
_SAME, _OTHER = b"same", b"other"


def shows_the_same(sent: bytes, signed: bytes) -> bool:
    """Whether `signed`, which begins with `sent`, shows the same but for one small signature. NotExamined."""
    with os.fdopen(os.memfd_create("compared"), "w+b") as copy:
        copy.write(signed)
        copy.flush()
        said = _asked(copy.fileno(), len(sent))
    if said not in (_SAME, _OTHER):
        raise NotExamined("the process came to no end")
    return said == _SAME


def _asked(file: int, length: int) -> bytes:
    try:
        return subprocess.run(  # noqa: S603  # our own interpreter, our own module
            [sys.executable, "-m", _COMPARER, str(file), str(length)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(file,),
            env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
            timeout=SECONDS,
            check=False,
        ).stdout
    except subprocess.TimeoutExpired as reason:
        raise NotExamined("it took too long") from reason
