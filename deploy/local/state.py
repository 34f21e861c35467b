"""The folder one local stack lives in: `.local/` of this checkout, or DUMAS_STATE_DIR.

Everything a stack owns lies here (data, logs, secrets, ports), so that two checkouts never meet and removing the
folder removes all of it. A lock makes sure that one folder serves one run at a time.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.local.problem import CannotStart

CHECKOUT = Path(__file__).resolve().parents[2]

# A Unix socket's path may have 107 characters; PostgreSQL adds `/.s.PGSQL.5432.lock`.
_LONGEST_SOCKET_FOLDER = 85
_LET_GO = 30.0  # seconds an earlier run may take to stop its processes


class State:
    """The folder, its names and its lock."""

    def __init__(self, folder: Path | None = None) -> None:
        chosen = folder or Path(os.environ.get("DUMAS_STATE_DIR") or CHECKOUT / ".local")
        self.folder = chosen.expanduser().resolve()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.id = hashlib.sha256(str(self.folder).encode()).hexdigest()[:10]
        self.lock_fd: int | None = None

    def path(self, *names: str) -> Path:
        """A path inside the folder; nothing is created."""
        return self.folder.joinpath(*names)

    def make(self, *names: str) -> Path:
        """A folder inside the folder, there after this call and closed to others."""
        folder = self.path(*names)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder

    def socket_folder(self) -> Path:
        """Where Unix sockets go: inside the folder if its path is short enough, else among temporary files."""
        inside = self.path("run")
        if len(os.fsencode(inside)) <= _LONGEST_SOCKET_FOLDER:
            return self.make("run")
        outside = Path(tempfile.gettempdir(), f"dumas-{os.getuid()}-{self.id}")
        outside.mkdir(mode=0o700, exist_ok=True)
        outside.chmod(0o700)  # refused when somebody else has put a folder of this name there
        return outside

    def read(self, name: str) -> dict[str, Any]:
        """The object in a JSON file of the folder; empty when there is no such file."""
        try:
            content: dict[str, Any] = json.loads(self.path(name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError as reason:
            raise CannotStart(f"{self.path(name)} is damaged; `make clean` starts afresh.") from reason
        return content

    def write(self, name: str, content: dict[str, Any]) -> Path:
        """Put an object into a JSON file that only this user can read; all or nothing."""
        return self.write_text(name, json.dumps(content, indent=1, sort_keys=True) + "\n")

    def write_text(self, name: str, text: str) -> Path:
        """Put a text into a file that only this user can read; all or nothing."""
        target, draft = self.path(name), self.path(f"{name}.{secrets.token_hex(4)}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        return draft.replace(target)

    def lock(self, say: Callable[[str], None]) -> None:
        """Claim the folder until the process, and the guard that inherits the lock, have ended."""
        fd = os.open(self.path("lock"), os.O_RDWR | os.O_CREAT, 0o600)
        patience = time.monotonic() + _LET_GO
        while not _claimed(fd):
            owner = os.pread(fd, 20, 0).decode()
            if _runs(owner) or time.monotonic() > patience:
                os.close(fd)
                raise CannotStart(f"This checkout is already running (process {owner}). Stop that one first.")
            say("an earlier run is still stopping, waiting for it")
            time.sleep(1)
        os.ftruncate(fd, 0)
        os.pwrite(fd, str(os.getpid()).encode(), 0)
        self.lock_fd = fd

    def unlock(self) -> None:
        """Let the folder go, and take away what lies outside it."""
        if (sockets := self.socket_folder()).parent != self.folder:
            shutil.rmtree(sockets)
        if self.lock_fd is not None:
            os.close(self.lock_fd)
            self.lock_fd = None


def _claimed(fd: int) -> bool:
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _runs(pid: str) -> bool:
    if not pid:
        return True  # just claimed, its number not yet written
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
