"""`python -m services.intake.evidence.cleaning <original> <copy>`: looks through one file in a process of its own.

The libraries that read strangers' files run here and nowhere else: with bounded memory and time, without secrets in
the environment, and for one file only. The arguments are numbers of open files; the type comes by standard input, so
that a process can be kept ready; the answer goes to standard output as JSON.
"""

import json
import os
import resource
import sys
from dataclasses import asdict

from services.intake.evidence.looking import look_through

MEMORY = 1536 * 1024 * 1024
SECONDS = 30
READY = "ready\n"
_LARGEST_COPY = 512 * 1024 * 1024


def main(original: str, copy: str) -> None:
    """Say that this is ready, wait for the type, look, answer."""
    _bound()
    sys.stdout.write(READY)
    sys.stdout.flush()
    media_type = sys.stdin.readline().strip()
    if not media_type:
        return  # whoever kept this ready has ended
    with os.fdopen(int(original), "rb") as reading, os.fdopen(int(copy), "r+b") as writing:
        try:
            answer = asdict(look_through(media_type, reading, writing))
        except Exception as reason:  # a library's fault; it is counted there, and tried again
            answer = {"failed": type(reason).__name__}
    sys.stdout.write(json.dumps(answer))


def _bound() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, _LARGEST_COPY),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
