"""An S3 server over plain files: `rclone serve s3` from a Python package, with keys of this stack alone."""

import os
import sys
from pathlib import Path

from deploy.local.child import Program
from deploy.local.ports import LOOPBACK, listens
from deploy.local.state import State

NAME = "s3"
PORTS = ["s3"]
BUCKET = "dumas"


def program(state: State, ports: dict[str, int], access_key: str, secret_key: str) -> Program:
    """The server. Its bucket is a folder and is there from the start."""
    state.make("s3", BUCKET)
    rclone = Path(sys.executable).with_name("rclone")
    return Program(
        name=NAME,
        command=(str(rclone), "serve", "s3", str(state.path("s3")), "--addr", endpoint(ports), "--config", os.devnull),
        # In the environment and not on the command line, where other users of the machine could read it. Quoted,
        # because rclone takes a comma between several pairs.
        environment={"RCLONE_AUTH_KEY": f'"{access_key},{secret_key}"', "HOME": str(state.folder)},
        is_ready=lambda: listens(ports["s3"]),
    )


def endpoint(ports: dict[str, int]) -> str:
    """Host and port, as S3 clients want it."""
    return f"{LOOPBACK}:{ports['s3']}"
