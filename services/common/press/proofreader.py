"""`python -m services.common.press.proofreader`: looks at one regency's stationery, told as JSON on standard input.

It answers on standard output, a line of JSON for each file it begins with and each fault it finds, so that
`proofreading` knows which file it was at when it did not come to an end.
"""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any, Final

from services.common.contracts.stationery import Stationery
from services.common.contracts.tenant import TenantProfile
from services.common.press.stationery import stationery_faults

_MEMORY: Final = 1 << 30
_SECONDS: Final = 8
_ANSWER: Final = 4 << 20


def main() -> None:
    """Read, look, answer."""
    _bound()
    given, profile = json.load(sys.stdin)
    stationery = Stationery.model_validate(given)
    for found in stationery_faults(stationery, TenantProfile.model_validate(profile), _begin):
        _say({"fault": asdict(found)})


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_ANSWER, _ANSWER))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _begin(file: str) -> None:
    _say({"file": file})


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
