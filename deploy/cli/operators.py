"""`dumas operator add|list|remove`: who may see how the platform does. They belong to no regency."""

import re
import secrets

import click

from deploy.cli.accounts import gateway_database
from gateway import operators
from gateway.accounts import PLATFORM

_NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")


@click.group()
def operator() -> None:
    """Operators of the platform: they see health and counts of all regencies, and no complaint."""


@operator.command()
@click.argument("name")
def add(name: str) -> None:
    """Make an account and print its password, this once. A second factor is set up at the first sign-in."""
    if not _NAME.fullmatch(name):
        raise click.BadParameter("A name is 2 to 40 small letters, digits and _, and starts with a letter.")
    password = secrets.token_urlsafe(15)
    with gateway_database() as engine:
        try:
            operators.add(engine, name, password)
        except KeyError:
            raise click.ClickException(f"There is an operator '{name}' already; remove it first.") from None
    click.echo(f"regency   {PLATFORM}\nname      {name}\npassword  {password}")


@operator.command("list")
def list_() -> None:
    """All of them, and since when they have a second factor."""
    with gateway_database() as engine:
        for one in operators.listed(engine):
            since = f"{one.confirmed_at:%Y-%m-%d}" if one.confirmed_at else "no second factor yet"
            click.echo(f"{one.id:<42}{since}")


@operator.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove an account; who is signed in is signed out."""
    with gateway_database() as engine:
        try:
            operators.remove(engine, name)
        except KeyError:
            raise click.ClickException(f"There is no operator '{name}'.") from None
    click.echo(f"{name} is removed")
