"""`dumas code`: what the phone of an invented officer would show, for trying the product out."""

import json
import os
from pathlib import Path

import click

from deploy.credentials import Credentials, SignIns
from deploy.local import sign_ins


@click.command()
@click.argument("tenant")
@click.argument("officer")
def code(tenant: str, officer: str) -> None:
    """Print the current code of an officer of the local stack, by its sign_ins.json. Development only."""
    kept = Path(os.environ.get("DUMAS_STATE_DIR", ".local")) / sign_ins.FILE
    if not kept.is_file():
        raise click.ClickException(f"{kept} is not there; `make run` writes it, or name its folder in DUMAS_STATE_DIR.")
    known: SignIns = json.loads(kept.read_text(encoding="utf-8"))
    if officer not in known.get(tenant, {}):
        raise click.ClickException(f"{kept} has no officer '{officer}' of '{tenant}'.")
    given = Credentials.read(known[tenant][officer])
    if not given.totp:
        raise click.ClickException(f"{officer} of {tenant} signs in without a code.")
    click.echo(given.code())
