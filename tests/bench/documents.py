"""`python -m tests.bench.documents`: what a document costs to set, kind by kind, to sign, and a book of many lines;
through the same child processes the press uses, so the first one pays for loading the libraries."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from deploy.cli.tenant_files import read_tenant
from services.common.contracts.document_fields import MODELS
from services.common.press.certificates import REASON, new_authority
from services.common.press.pool import Pool
from services.common.press.samples import samples
from services.common.press.sheet import Person, Sheet
from tests.bench.__main__ import say

_ROUNDS = 7
_LINES = 1_000
_TENANT = Path(__file__).parents[2] / "deploy/tenants/banyumas"
_SIGNER = Person("Cendana Contoh", "197003031995031003", "Pembina", "Inspektur")


def main() -> None:
    """Measure and print."""
    profile = read_tenant(_TENANT).profile
    setter = Pool("render", 1)
    say("Milliseconds for one document (first / median / slowest of the rest), KiB")
    for kind in MODELS:
        for sheet in samples(kind, profile, {}):
            _measured(kind, partial(setter.make, sheet))
    book = _long(next(samples("buku_pengaduan", profile, {})))
    _measured(f"book of {_LINES:,} lines", partial(setter.make, book), rounds=2)
    letter = setter.make(next(samples("spt", profile, {})))
    setter.close()
    signer, (certificate, key) = Pool("sign", 1), new_authority(profile.office, datetime.now(UTC))
    sign = partial(signer.make, letter, certificate, key, _SIGNER, profile.office, "Contoh", REASON)
    _measured("signing by our own key", lambda: sign(datetime.now(UTC)))
    signer.close()


def _long(book: Sheet) -> Sheet:
    line = book.fields["lines"][0]
    return replace(book, fields=book.fields | {"lines": [line | {"number": str(at)} for at in range(1, _LINES + 1)]})


def _measured(what: str, make: Callable[[], bytes], rounds: int = _ROUNDS) -> None:
    (first, made), *rest = [_timed(make) for _ in range(rounds)]
    times = [each for each, _ in rest]
    say(f"{what:>24} {first:8.0f} {statistics.median(times):8.0f} {max(times):8.0f} {len(made) / 1024:8.0f}")


def _timed(make: Callable[[], bytes]) -> tuple[float, bytes]:
    begun = time.perf_counter()
    made = make()
    return (time.perf_counter() - begun) * 1000, made


if __name__ == "__main__":
    main()
