"""`make lint`: does a pinned package have a known vulnerability? Without a way to the advisories that is said, plainly.

A build must be possible offline, so not being able to ask is no failure; a known vulnerability is.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[2] / "requirements.lock"

_SERVICES = ("osv", "pypi")  # by their names in pip-audit; the first that knows our packages answers
_PATIENCE = 180
_AWAY = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ProxyError", "SSLError", "ServiceError")


@dataclass(frozen=True)
class Audit:
    """What a service knew: how many packages it has looked up, how many it does not know, and what is wrong."""

    checked: int
    unknown: int
    faults: tuple[str, ...]


def main(lock: Path = LOCK) -> int:
    """Ask; 1 when a package has a known vulnerability, or when the audit itself does not work."""
    for service in _SERVICES:
        audit = ask(service, lock)
        if audit is not None and audit.checked:
            sys.stdout.write("".join(f"{fault}\n" for fault in audit.faults))
            sys.stdout.write(f"{audit.checked} packages checked, {audit.unknown} not known to the advisory service, ")
            sys.stdout.write(f"{len(audit.faults)} known vulnerabilities.\n")
            return 1 if audit.faults else 0
    sys.stdout.write("Dependencies not checked: the advisory service cannot be reached.\n")
    return 0


def ask(service: str, lock: Path) -> Audit | None:
    """What one service says; None when it cannot be reached. RuntimeError when the audit fails for another reason."""
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", "--timeout", "10"]
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--vulnerability-service",
        service,
        *options,
        "--requirement",
        str(lock),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    if done.stdout.startswith("{"):
        return read(json.loads(done.stdout))
    if any(name in done.stderr for name in _AWAY):
        return None
    raise RuntimeError(f"The dependency audit does not work:\n{done.stderr}")


def read(report: Mapping[str, Any]) -> Audit:
    """pip-audit's report."""
    packages = report["dependencies"]
    known = [package for package in packages if "skip_reason" not in package]
    faults = [
        f"{package['name']} {package['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'none'}"
        for package in known
        for fault in package["vulns"]
    ]
    return Audit(len(known), len(packages) - len(known), tuple(faults))


if __name__ == "__main__":
    sys.exit(main())
