"""`dumas run` and `dumas stack`: the whole product, or only the parts it stands on, in the foreground."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from deploy.local import sign_ins
from deploy.local.application import OPERATOR_FILE, Application
from deploy.local.problem import CannotStart
from deploy.local.processes import Stopped
from deploy.local.stack import Endpoints, Stack
from deploy.local.state import State

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@click.command()
@click.option("--host", envvar="HOST", default="127.0.0.1", show_default=True, help="Address the gateway listens on.")
@click.option("--port", envvar="PORT", default=8080, show_default=True, help="Its port.")
def run(host: str, port: int) -> None:
    """Run everything here until Ctrl-C: database, broker, storage, mail and all services."""
    with _running() as stack:
        application = Application(stack, host, port)
        endpoints = application.start()
        stack.say("ready")
        _introduce(application, endpoints)
        stack.supervisor.stop_asked.wait()


@click.command()
def stack() -> None:
    """Run only database, broker, storage and mail, and print where they are."""
    with _running() as parts:
        endpoints = parts.start()
        parts.say("ready")
        variables = {"DATABASE_URL": endpoints.database_url, "AMQP_URI": endpoints.amqp_uri}
        for name, value in (variables | endpoints.store | endpoints.mail).items():
            click.echo(f"{name}={value}")
        click.echo(f"Mails: {endpoints.mail_page_url or 'go to the relay you named'}")
        parts.supervisor.stop_asked.wait()


@contextmanager
def _running() -> Iterator[Stack]:
    """A stack that is closed on the way out, and asked to stop by signals and the parent's end."""
    say = _teller()
    try:
        parts = Stack(State(), say)
    except CannotStart as problem:
        raise click.ClickException(str(problem)) from problem
    _stop_when_told(parts.supervisor.stop_asked)
    try:
        yield parts
    except CannotStart as problem:
        raise click.ClickException(str(problem)) from problem
    except Stopped:
        pass
    finally:
        click.echo()
        say("stopping")
        parts.close()
        say("stopped, nothing is left running")


def _teller() -> Callable[[str], None]:
    started = time.monotonic()
    return lambda words: click.echo(f"[{time.monotonic() - started:5.1f} s] {words}")


def _stop_when_told(stop: threading.Event) -> None:
    is_detached = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN  # under nohup
    for number in _SIGNALS:
        if not (is_detached and number == signal.SIGHUP):
            signal.signal(number, lambda *_: stop.set())
    if not is_detached:
        threading.Thread(target=_follow, args=(os.getppid(), stop), name="parent", daemon=True).start()


def _follow(parent: int, stop: threading.Event) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    stop.set()


def _introduce(application: Application, endpoints: Endpoints) -> None:
    state = application.stack.state
    click.echo(f"\n  Citizens and officers   {application.base_url}")
    click.echo(f"  Mails it has sent       {endpoints.mail_page_url or 'go to the relay you named'}")
    click.echo(f"  Logs                    {state.path('logs')}")
    click.echo(f"  Operator's commands     . {state.path(OPERATOR_FILE)}")
    click.echo(f"\n  Demo sign-ins, one for each role (all of them: {state.path(sign_ins.FILE)})")
    for line in sign_ins.table(application.sign_ins):
        click.echo(f"  {line}")
    click.echo("\n  Ctrl-C stops everything; what was entered stays.\n")
