"""A mail server that delivers nothing: every mail becomes a file, and a page on loopback shows them.

Runs as a process of its own: `python -m deploy.local.smtp <folder> <smtp port> <page port>`.
"""

import asyncio
import os
import secrets
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.local import mail_page
from deploy.local.child import Program
from deploy.local.ports import LOOPBACK, listens
from deploy.local.state import State

NAME = "smtp"
PORTS = ["smtp", "mail_page"]
_LARGEST = 30 * 1024 * 1024


def program(state: State, ports: dict[str, int]) -> Program:
    """The sink and its page."""
    folder = state.make("mail")
    numbers = (str(ports["smtp"]), str(ports["mail_page"]))
    return Program(
        name=NAME,
        command=(sys.executable, "-m", "deploy.local.smtp", str(folder), *numbers),
        environment={"PYTHONUNBUFFERED": "1", "LANG": "C.UTF-8"},
        is_ready=lambda: listens(ports["smtp"]) and listens(ports["mail_page"]),
    )


def page_url(ports: dict[str, int]) -> str:
    """Where a person reads the mails."""
    return f"http://{LOOPBACK}:{ports['mail_page']}/"


class Sink:
    """Takes every mail for anybody."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        """Keep the mail; called by aiosmtpd."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{secrets.token_hex(3)}.eml"
        draft = self._folder / f".{name}"
        content = envelope.content or b""
        draft.write_bytes(content.encode() if isinstance(content, str) else content)
        draft.replace(self._folder / name)
        return "250 kept"


async def serve(folder: Path, smtp_port: int, page_port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    sink = Sink(folder)
    server = await loop.create_server(
        lambda: SMTP(sink, data_size_limit=_LARGEST, enable_SMTPUTF8=True, hostname="localhost", loop=loop),
        LOOPBACK,
        smtp_port,
    )
    page = mail_page.start(folder, LOOPBACK, page_port)
    await ended.wait()
    server.close()
    page.shutdown()


if __name__ == "__main__":
    os.umask(0o077)
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
