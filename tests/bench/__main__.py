"""`make bench`: what the product costs, beside the bare skeleton in the same run.

Machines are noisy, so trust the ratios. Rounds of skeleton and product alternate, and medians are shown.
"""

import argparse
import os
import statistics
import time
from typing import Any

from deploy.demo.api import Api, Refused
from deploy.demo.signing_in import sign_in
from tests.bench import memory
from tests.bench.load import Measured, submit
from tests.bench.yardstick import skeleton
from tests.support.stack import RunningStack, running_stack

TENANT = "madiun"
_CLIENTS = (1, 8, 32)
_HANDOVERS = 20


def main() -> None:
    """Measure and print."""
    options = _options()
    with running_stack() as stack:
        print_table("Memory at rest (MiB)", memory.at_rest(os.getpid()))
        free = stack.free_port("skeleton")
        with skeleton(stack.endpoints.database_url, stack.endpoints.amqp_uri, free) as yardstick:
            product = f"{stack.base_url}/api/v1/tenants/{TENANT}/complaints"
            submissions(product, yardstick, options.seconds, options.rounds)
        hand_over(stack)
        if options.scale:
            scaling(stack, product, options.seconds, options.rounds)


def submissions(product: str, yardstick: str, seconds: int, rounds: int) -> None:
    """Submissions per second and latencies, product beside skeleton."""
    say("\nSubmissions per second (p50 / p95 / p99 ms), median of rounds")
    say(f"{'clients':>8} {'skeleton':>30} {'product':>30} {'ratio':>7}")
    for clients in _CLIENTS:
        pairs = [(submit(yardstick, clients, seconds), submit(product, clients, seconds)) for _ in range(rounds)]
        bare, whole = ([pair[side] for pair in pairs] for side in (0, 1))
        ratio = statistics.median(ours.per_s / theirs.per_s for theirs, ours in pairs)
        say(f"{clients:>8} {_shown(bare):>30} {_shown(whole):>30} {ratio:>7.2f}")


def scaling(stack: RunningStack, product: str, seconds: int, rounds: int) -> None:
    """One and two intake processes."""
    alone = [submit(product, 32, seconds) for _ in range(rounds)]
    stack.add("intake")
    together = [submit(product, 32, seconds) for _ in range(rounds)]
    say("\nScaling intake alone, 32 clients")
    say(f"  one process  {_shown(alone)}\n  two          {_shown(together)}")
    say(f"  ratio        {_rate(together) / _rate(alone):.2f}")


def hand_over(stack: RunningStack) -> None:
    """From an officer ending a step on one desk to the task being open on the next, at rest."""
    officers = {name: sign_in(stack.base_url, TENANT, name, stack.sign_ins[TENANT][name]) for name in _STEPS}
    _one_hand_over(officers)  # waits until the desks have caught up with what was filed under load
    times = sorted(_one_hand_over(officers) for _ in range(_HANDOVERS))
    say("\nHand-over from intake to review until the task is listed, ms")
    say(f"  median {statistics.median(times):.0f}, p95 {times[int(len(times) * 0.95) - 1]:.0f}, max {times[-1]:.0f}")


_STEPS = ("jfu_satu", "sekretaris", "inspektur")


def _one_hand_over(officers: dict[str, Api]) -> float:
    filing = {"channel": "walk_in", "mode": "open", "subject": "Contoh", "story": "Cerita contoh."}
    reference = officers["jfu_satu"].post("/complaints", filing)["reference"]
    _end(officers["jfu_satu"], reference, "catat", "dicatat", {})
    _end(officers["sekretaris"], reference, "klarifikasi", "terklarifikasi", {"summary": "Contoh."})
    started = time.monotonic()
    while not officers["inspektur"].get(f"/complaints/{reference}")["tasks"]:
        time.sleep(0.005)
    return (time.monotonic() - started) * 1000


def _end(officer: Api, reference: str, step: str, outcome: str, result: dict[str, str]) -> None:
    deadline = time.monotonic() + 120  # what was filed under load comes first
    while time.monotonic() < deadline:
        tasks = _tasks(officer, reference)
        if tasks and tasks[0]["step"] == step:
            officer.complete(tasks[0], outcome, result)
            return
        time.sleep(0.02)
    raise TimeoutError(f"{reference} did not reach {step}")


def _tasks(officer: Api, reference: str) -> list[dict[str, Any]]:
    try:
        tasks: list[dict[str, Any]] = officer.get(f"/complaints/{reference}")["tasks"]
    except Refused as refused:
        if refused.status == 404:  # not in the register yet
            return []
        raise
    return tasks


def _shown(runs: list[Measured]) -> str:
    wrong = sum(run.refused + run.broken for run in runs)
    p50, p95, p99 = (statistics.median(getattr(run, name) for run in runs) for name in ("p50", "p95", "p99"))
    return f"{_rate(runs):.0f} ({p50:.0f}/{p95:.0f}/{p99:.0f}){f' {wrong} failed' if wrong else ''}"


def _rate(runs: list[Measured]) -> float:
    return statistics.median(run.per_s for run in runs)


def print_table(title: str, rows: dict[str, float]) -> None:
    """A title and figures by name."""
    say(f"\n{title}")
    for name, value in rows.items():
        say(f"  {name:<24}{value:>8.0f}")


def say(line: str) -> None:
    """Print at once."""
    print(line, flush=True)  # noqa: T201  # a benchmark's output


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-scale", dest="scale", action="store_false")
    return parser.parse_args()


if __name__ == "__main__":
    main()
