"""`python -m tests.bench.timing`: whether the time of a refusal tells which part of a key was wrong.

A reference that exists with a wrong code against one that does not exist; a name that exists with a wrong password
against one that does not. Tries alternate in random order on one connection, so that what slows the machine slows
both. The difference of medians is shown with an interval from resampling, and a rank test beside it.
"""

import argparse
import random
import secrets
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg2
import requests
from sqlalchemy.engine import make_url

from deploy.demo.api import Api
from gateway.receipts import CROCKFORD
from tests.support import filings
from tests.support.stack import RunningStack, running_stack

TENANT = "madiun"
_WARM_UP = 50
_RESAMPLED = 1000
_NOTHING = 1.96  # a rank test's z inside of this: at most one time in twenty by chance

Try = Callable[[], float]
"""Makes one try; the microseconds it took."""


@dataclass(frozen=True, slots=True)
class Told:
    """Medians in microseconds of what exists and what does not, their difference, its 95 % interval, and z by rank."""

    exists: float
    unknown: float
    low: float
    high: float
    z: float

    @property
    def is_told_apart(self) -> bool:
        """Whether both measures see a difference."""
        return abs(self.z) > _NOTHING and not self.low <= 0 <= self.high

    def __str__(self) -> str:
        verdict = "DISTINGUISHABLE" if self.is_told_apart else "not distinguishable"
        apart = f"{self.exists - self.unknown:+.0f} µs [{self.low:+.0f}, {self.high:+.0f}], z {self.z:+.2f}"
        return f"exists {self.exists:.0f} µs, does not {self.unknown:.0f} µs, difference {apart}: {verdict}"


def main() -> None:
    """Measure and print."""
    options = _options()
    with running_stack(limits="off") as stack:
        report(stack, options.tries, options.sign_ins)


def report(stack: RunningStack, tries: int, sign_ins: int) -> None:
    """Both comparisons; the limits of the stack must be off."""
    say(f"\nWrong code at a reference that exists, and at one that does not; {tries} tries each")
    say(f"  {_compare(*_references(stack), tries)}")
    say(f"Wrong password under a name that exists, and under one that does not; {sign_ins} tries each")
    say(f"  {_compare(*_names(stack), sign_ins)}")


def _references(stack: RunningStack) -> tuple[Try, Try]:
    filing = filings.on_the_web(story="x" * 20_000)  # the longest, for reading it is what might be seen
    known = str(Api(stack.base_url).post(f"/tenants/{TENANT}/complaints", filing)["reference"])
    post, prefix = _poster(stack, "/reporter/session"), known[:7]

    def attempt(reference: str) -> float:
        return post({"tenant": TENANT, "reference": reference, "access_code": "-".join(_letters(4) for _ in range(4))})

    # Both write the text of a reference anew, so that nothing but its being there differs.
    return lambda: attempt(prefix + known[7:]), lambda: attempt(f"{prefix}{_letters(4)}-{_letters(4)}")


def _names(stack: RunningStack) -> tuple[Try, Try]:
    """What failed before is forgotten before each try: the delay after failures is told alike for all names."""
    post, forget = _poster(stack, "/sessions"), _forgetter(stack)
    officers = list(stack.sign_ins[TENANT])

    def attempt(name: str) -> float:
        forget()
        return post({"tenant": TENANT, "username": name, "password": secrets.token_hex(8)})

    return lambda: attempt(random.choice(officers)), lambda: attempt(f"karangan_{secrets.token_hex(3)}")


def _forgetter(stack: RunningStack) -> Callable[[], None]:
    url = make_url(stack.endpoints.database_url).set(drivername="postgresql", database="dumas_gateway")
    connection = psycopg2.connect(url.render_as_string(hide_password=False))
    connection.autocommit = True

    def forget() -> None:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sign_in_try")

    return forget


def _poster(stack: RunningStack, path: str) -> Callable[[dict[str, str]], float]:
    session = requests.Session()

    def post(body: dict[str, str]) -> float:
        """How long the refusal took, in microseconds."""
        started = time.perf_counter_ns()
        answer = session.post(f"{stack.base_url}/api/v1{path}", json=body, timeout=30)
        took = (time.perf_counter_ns() - started) / 1000
        if answer.status_code != 401:
            raise RuntimeError(f"{path} answered {answer.status_code}: {answer.text}")
        return took

    return post


def _letters(count: int) -> str:
    return "".join(secrets.choice(CROCKFORD) for _ in range(count))


def _compare(exists: Try, unknown: Try, tries: int) -> Told:
    for _ in range(min(_WARM_UP, tries)):
        exists()
        unknown()
    order = [True, False] * tries
    random.shuffle(order)
    times: dict[bool, list[float]] = {True: [], False: []}
    for is_known in order:
        times[is_known].append((exists if is_known else unknown)())
    low, high = _interval(times[True], times[False])
    middle = statistics.median
    return Told(middle(times[True]), middle(times[False]), low, high, _rank_test(times[True], times[False]))


def _interval(ours: list[float], theirs: list[float]) -> tuple[float, float]:
    """Of the difference of medians, 95 %, by resampling."""
    found = sorted(
        statistics.median(random.choices(ours, k=len(ours))) - statistics.median(random.choices(theirs, k=len(theirs)))
        for _ in range(_RESAMPLED)
    )
    return found[int(_RESAMPLED * 0.025)], found[int(_RESAMPLED * 0.975)]


def _rank_test(ours: list[float], theirs: list[float]) -> float:
    """Mann-Whitney's U as a z: 0 when a time of one is as often below as above one of the other."""
    ranked = sorted([(time, True) for time in ours] + [(time, False) for time in theirs])
    ranks = sum(rank for rank, (_, is_ours) in enumerate(ranked, start=1) if is_ours)
    n, m = len(ours), len(theirs)
    u = ranks - n * (n + 1) / 2
    return float((u - n * m / 2) / (n * m * (n + m + 1) / 12) ** 0.5)


def say(line: str) -> None:
    """Print at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=2000)
    parser.add_argument("--sign-ins", type=int, default=150)
    return parser.parse_args()


if __name__ == "__main__":
    main()
