"""`make lint`: no password, key or token in a file that is kept. What is known to be none is in `.secrets.baseline`.

`python -m tests.lint.secret_scan --accept` writes what it finds now to the baseline (as hashes); look at each before
you do. Lines may move; a changed value is a new finding.
"""

import os
import subprocess
import sys
from pathlib import Path

from detect_secrets.core import baseline
from detect_secrets.core.secrets_collection import SecretsCollection
from detect_secrets.settings import default_settings

ROOT = Path(__file__).parents[2]
BASELINE = ROOT / ".secrets.baseline"

_WORDS = "Secret Keyword"


def main(*options: str) -> int:
    """Scan; 1 when something is found that the baseline does not know."""
    os.chdir(ROOT)  # names in the baseline are relative to it
    with default_settings():
        found = scan()
        if "--accept" in options:
            baseline.save_to_file(found, str(BASELINE))
            return 0
        new = found - baseline.load(baseline.load_from_file(str(BASELINE)))
    for file, secret in new:
        sys.stdout.write(f"{file}:{secret.line_number}: looks like a secret ({secret.type})\n")
    sys.stdout.write("Secrets found.\n" if new else f"No secrets in {len(_kept())} files.\n")
    return 1 if new else 0


def scan() -> SecretsCollection:
    """What looks like a secret in the files of the checkout that is the current folder. To be called with settings."""
    found = SecretsCollection()
    for file in _kept():
        found.scan_file(file)
    for file in found.files:
        if file.startswith("tests/"):
            # Tests are full of made-up passwords; keys, tokens and random text are looked for there as well.
            found[file] = {secret for secret in found[file] if secret.type != _WORDS}
    found.trim()
    return found


def _kept() -> list[str]:
    """Files under version control, and those that soon may be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    )
    names = listing.stdout.decode().split("\0")
    return [name for name in names if name and Path(name).is_file() and name != BASELINE.name]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
