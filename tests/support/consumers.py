"""The receivers of `deploy/examples/` at work, each in the runtime it is written for, before a feed that tests fill."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

EXAMPLES: Final = Path(__file__).parents[2] / "deploy" / "examples"
KEY: Final = "dk_contoh"


@dataclass(frozen=True)
class Runtime:
    """How an example checks a file, and how it serves; `{}` is the port."""

    name: str
    check: tuple[str, ...]
    serve: tuple[str, ...]


_PYTHON, _NODE, _PHP = EXAMPLES / "python", EXAMPLES / "node" / "receive.mjs", EXAMPLES / "php" / "receive.php"
_ALL: Final = (
    Runtime(
        "python",
        (sys.executable, str(_PYTHON / "dumas_events.py"), "check"),
        (sys.executable, str(_PYTHON / "dumas_webhook.py")),
    ),
    Runtime("node", ("node", str(_NODE), "check"), ("node", str(_NODE))),
    Runtime("php", ("php", str(_PHP), "check"), ("php", "-S", "127.0.0.1:{}", str(_PHP))),
)
FOUND: Final = tuple(one for one in _ALL if shutil.which(one.check[0]))
"""Those this machine can run. Python is always among them."""

READERS: Final = ("python", "node") if shutil.which("node") and shutil.which("npm") else ("python",)
"""Of the two that read a queue, those this machine can run: Node.js needs packages, and setup installs them by npm."""
_PACKAGES: Final = EXAMPLES.parents[1] / "build" / "examples" / "node" / "node_modules"


@dataclass
class Feed:
    """Answers GET /api/v1/events?reference=… with two events to a page; `is_away` lets it fail."""

    events: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    is_away: bool = False
    address: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """One page."""
        query = parse_qs(urlsplit(handler.path).query)
        self.asked.append(query["reference"][0])
        is_known = handler.headers["Authorization"] == f"Bearer {KEY}"
        handler.send_response(503 if self.is_away else 200 if is_known else 401)
        handler.end_headers()
        after = int(query.get("after", ["0"])[0])
        mine = [event for event in self.events if event["subject"] == query["reference"][0]]
        page = mine[after : after + 2]
        told = {"events": page, "cursor": str(after + len(page)), "has_more": after + len(page) < len(mine)}
        handler.wfile.write(json.dumps(told).encode())


@contextmanager
def feeding() -> Iterator[Feed]:
    """A feed at work."""
    feed = Feed()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            feed.answer(self)

        def log_message(self, *_: object) -> None:
            """Nothing to say."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        feed.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield feed
        finally:
            server.shutdown()


@dataclass
class Consumer:
    """An example at work: where it listens, what it has said, and its process."""

    url: str
    log: Path
    pid: int

    def kept(self) -> list[tuple[str, int]]:
        """Type and number of the events it has kept, in order."""
        lines = [line.partition("kept ")[2].split() for line in self.log.read_text("utf-8").splitlines()]
        return [(told[0], int(told[2])) for told in lines if len(told) == 3]


@contextmanager
def consuming(runtime: Runtime, feed: Feed, secret: str, folder: Path) -> Iterator[Consumer]:
    """An example at work, which keeps its events in the folder."""
    port = _free_port()
    env = {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "DUMAS_WEBHOOK_SECRET": secret,
        "DUMAS_API": feed.address,
        "DUMAS_KEY": KEY,
        "DUMAS_STORE": str(folder / "events"),
    }
    log = folder / "log"
    command = [part.format(port) for part in runtime.serve]
    with log.open("ab") as file:
        # Of the signals we ignore, and it may: that a file has grown larger than it may.
        more: dict[str, Any] = {"stderr": subprocess.STDOUT, "restore_signals": False}
        process = subprocess.Popen(command, env=env, cwd=folder, stdout=file, **more)
    try:
        _wait_for(port, process)
        yield Consumer(f"http://127.0.0.1:{port}/", log, process.pid)
    finally:
        process.kill()
        process.wait()


@contextmanager
def reading(
    reader: str, address: str, queue: str, feed: Feed, folder: Path, *, holding: str = ""
) -> Iterator[Consumer]:
    """The example that reads a queue, at work; `reader` is one of READERS. `holding`: for so many seconds it holds an
    event it cannot save.
    """
    env = {
        "PATH": os.environ["PATH"],
        "DUMAS_AMQP": address,
        "DUMAS_QUEUE": queue,
        "DUMAS_API": feed.address,
        "DUMAS_KEY": KEY,
        "DUMAS_STORE": str(folder / "events"),
    }
    log = folder / "log"
    command = command_of(reader, folder)
    if holding:
        program = Path(command[1])
        text = program.read_text("utf-8")
        assert "HOLDING = 20 * 60" in text
        program.write_text(text.replace("HOLDING = 20 * 60", f"HOLDING = {holding}"), "utf-8")
    with log.open("ab") as file:
        process = subprocess.Popen(command, env=env, cwd=folder, stdout=file, stderr=subprocess.STDOUT)
    try:
        yield Consumer("", log, process.pid)
    finally:
        process.kill()
        process.wait()


def command_of(reader: str, folder: Path) -> tuple[str, str]:
    """How a reader is started that somebody has copied to a place of his own."""
    if reader == "node":
        return "node", str(with_packages(folder) / "receive_amqp.mjs")
    return sys.executable, str(_copied(_PYTHON, folder) / "dumas_amqp.py")


def with_packages(folder: Path) -> Path:
    """The examples in Node.js, copied, and what they need installed."""
    assert _PACKAGES.is_dir(), "packages are missing: bash deploy/local/setup.sh examples"
    copied = _copied(_NODE.parent, folder)
    if not (copied / "node_modules").exists():
        (copied / "node_modules").symlink_to(_PACKAGES)
    return copied


def _copied(examples: Path, folder: Path) -> Path:
    copied = folder / examples.name
    if not copied.exists():
        shutil.copytree(examples, copied, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    return copied


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < until:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} does not listen")
