"""The `dumas` command, as an operator of the running product uses it."""

import subprocess
import sys
from pathlib import Path

from tests.support.stack import RunningStack

DUMAS = str(Path(sys.executable).with_name("dumas"))


def dumas(stack: RunningStack, *arguments: str, expect: int = 0) -> str:
    """What the command says; it must end with the expected status."""
    done = subprocess.run(
        [DUMAS, *arguments], env=stack.operator, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == expect, f"{done.stdout}\n{done.stderr}"
    return done.stdout
