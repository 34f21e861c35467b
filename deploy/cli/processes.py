"""`dumas serve|relay|gateway`: one long-running process each.

A service and the gateway replace this process (exec), so that eventlet patches a fresh interpreter before anything
is imported, and gunicorn is its own master.
"""

import os
import signal
import sys
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol

import click
from sqlalchemy.engine import make_url

from deploy.services import ANNOUNCERS, DATABASES, SERVICES
from services.common.runtime.logs import to_stdout
from services.common.runtime.relay import Relay
from services.common.runtime.settings import Environment


class Connected(Protocol):
    """A thread that says whether it can work."""

    is_connected: bool

    def start(self) -> None: ...
    def join(self, timeout: float | None = None) -> None: ...


@click.command()
@click.argument("name", type=click.Choice(list(SERVICES)))
def serve(name: str) -> None:
    """Run one service."""
    module, class_name = SERVICES[name]
    _become([sys.executable, "-m", "services.common.runtime.serve", module, class_name])


@click.command()
def gateway() -> None:
    """Run the gateway under gunicorn."""
    _become([sys.executable, "-m", "gunicorn", "--config", "python:gateway.gunicorn_conf", "gateway.wsgi:app"])


@click.command()
@click.argument("databases", nargs=-1, type=click.Choice(DATABASES))
def relay(databases: tuple[str, ...]) -> None:
    """Carry events from the outboxes to the broker: of all databases, or of those named."""
    to_stdout("relay")
    env = Environment()
    url, amqp_uri, port = env.text("DATABASE_URL"), env.text("AMQP_URI"), env.number("HEALTH_PORT", 0)
    env.require()
    stop = stop_on_signal()
    relays = [Relay(_address(url, name), amqp_uri, stop, ANNOUNCERS[name]) for name in databases or DATABASES]
    run_threads(relays, stop, port)


def stop_on_signal() -> threading.Event:
    """Set when this process is asked to stop."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def run_threads(threads: Sequence[Connected], stop: threading.Event, port: int) -> None:
    """Until asked to stop; then what was begun is finished, within reason."""
    for thread in threads:
        thread.start()
    if port:
        _serve_health(threads, port)
    stop.wait()
    for thread in threads:
        thread.join(timeout=15)


def _become(command: list[str]) -> None:
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606  # our own interpreter, our own modules


def _address(url: str, database: str) -> str:
    """The same server and role, another database; psycopg2 takes the address without SQLAlchemy's driver."""
    return make_url(url).set(drivername="postgresql", database=database).render_as_string(hide_password=False)


def _serve_health(threads: Sequence[Connected], port: int) -> None:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            """Ready when every thread is connected."""
            is_ready = all(thread.is_connected for thread in threads) or self.path == "/healthz"
            self.send_response(200 if is_ready else 503)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Health checks are not news."""

    server = ThreadingHTTPServer((os.environ.get("HEALTH_HOST", "127.0.0.1"), port), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
