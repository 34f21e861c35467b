"""`python -m tests.bench.documents`: what a document costs to set, kind by kind, and to sign; through the same child
process the press uses, so the first one pays for loading the libraries."""

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from deploy.cli.tenant_files import read_tenant
from services.common.contracts.document_fields import MODELS
from services.common.press.pool import Pool
from services.common.press.samples import samples
from tests.bench.__main__ import say

_ROUNDS = 7
_TENANT = Path(__file__).parents[2] / "deploy/tenants/banyumas"


def main() -> None:
    """Measure and print."""
    profile = read_tenant(_TENANT).profile
    pool = Pool("render", 1)
    say("Milliseconds to set one document (first / median / slowest of the rest), KiB")
    made = b""
    for kind in MODELS:
        for sheet in samples(kind, profile, {}):
            first, *rest = [_timed(partial(pool.make, sheet)) for _ in range(_ROUNDS)]
            times = [each for each, _ in rest]
            made = first[1]
            say(f"{kind:>22} {first[0]:8.0f} {statistics.median(times):8.0f} {max(times):8.0f} {len(made) / 1024:8.0f}")
    pool.close()


def _timed(make: Callable[[], bytes]) -> tuple[float, bytes]:
    begun = time.perf_counter()
    made = make()
    return (time.perf_counter() - begun) * 1000, made


if __name__ == "__main__":
    main()
