"""`dumas demo`: one real complaint of each kind, from filing to closing, through the public endpoint."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import requests

from deploy.credentials import SignIns
from deploy.demo.api import Refused
from deploy.demo.stories import STORIES
from deploy.demo.waiting import NothingCame
from deploy.demo.walk import NotAsPromised, Office, walk
from deploy.local import ports, sign_ins
from deploy.local.application import Application
from deploy.local.problem import CannotStart
from deploy.local.stack import Stack
from deploy.local.state import State


@click.command()
@click.option("--port", envvar="PORT", default=8080, show_default=True, help="Where `make run` serves.")
def demo(port: int) -> None:
    """Walk the demo complaints. Uses the product `make run` serves, or starts and stops one for itself."""
    with _product(port) as (base_url, secrets):
        started = time.monotonic()
        try:
            for story in STORIES:
                walk(story, Office(base_url, story.tenant, secrets[story.tenant]), click.echo)
        except (Refused, NothingCame, NotAsPromised) as problem:
            raise click.ClickException(f"the demo failed: {problem}") from None
        click.echo(f"\nall {len(STORIES)} complaints ended as their SOPs say, in {time.monotonic() - started:.1f} s")


@contextmanager
def _product(port: int) -> Iterator[tuple[str, SignIns]]:
    base_url = f"http://{ports.LOOPBACK}:{port}"
    kept = Path(os.environ.get("DUMAS_STATE_DIR", ".local")) / sign_ins.FILE
    if _is_served(base_url) and kept.is_file():
        yield base_url, json.loads(kept.read_text(encoding="utf-8"))
        return
    click.echo(f"nothing is served on {base_url}; starting the product for the time of the demo")
    try:
        stack = Stack(State(), click.echo)
        free = ports.choose(stack.state, ["demo_gateway"])["demo_gateway"]
        application = Application(stack, ports.LOOPBACK, free)
        try:
            application.start()
            yield application.base_url, application.sign_ins
        finally:
            stack.close()
    except CannotStart as problem:
        raise click.ClickException(str(problem)) from problem


def _is_served(base_url: str) -> bool:
    try:
        return requests.get(f"{base_url}/readyz", timeout=2).status_code == 200
    except requests.RequestException:
        return False
