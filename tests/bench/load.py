"""Load by wrk: a closed loop of clients, each waiting for its answer before it asks again."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(__file__).with_name("post.lua")


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: submissions per second, latencies in milliseconds, and what went wrong."""

    n: int
    per_s: float
    p50: float
    p95: float
    p99: float
    refused: int
    broken: int


def submit(url: str, clients: int, seconds: int) -> Measured:
    """File complaints at `url` from so many clients for so many seconds."""
    threads = min(2, clients)
    command = ["wrk", f"-t{threads}", f"-c{clients}", f"-d{seconds}s", "--timeout", "10s", "-s", str(_SCRIPT), url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    line = next(line for line in done.stdout.splitlines() if line.startswith("JSON "))
    return Measured(**json.loads(line[5:]))
