"""`dumas keys rotate|status`: the keys of what is sealed at rest.

A master key is replaced in three steps. Put a new one first in each desk's DUMAS_SEAL_KEYS (`k2:…,k1:…`) and start the
desks anew; run `dumas keys rotate`; when `dumas keys status` says that the old one is not needed, take it away. From
then on older copies of the schema `keys` open nothing: they hold keys wrapped under a master key that is gone. Only
so is what was destroyed gone from backups too.
"""

from collections.abc import Iterator

import click

from deploy.cli.asking import Ask, speaking_for
from deploy.cli.operator import services
from services.common.contracts.keys import KeysRotated, KeyStatus, RotateKeys
from services.common.contracts.regencies import Tenants
from services.common.contracts.register import Nothing
from services.common.steps import DESKS

_Tenants = click.argument("tenants", nargs=-1, metavar="[TENANT]...")


@click.group()
def keys() -> None:
    """Keys of what is sealed at rest: how they stand, and replacing them."""


@keys.command()
@_Tenants
def rotate(tenants: tuple[str, ...]) -> None:
    """Give these regencies, or all, new keys on every desk and wrap anew what the old ones wrapped. The desks go on
    working; when it breaks off, run it again."""
    for tenant, ask in _each(tenants):
        for desk in DESKS:
            click.echo(f"{tenant} {desk}: {rotate_desk(desk, ask)} wrapped anew")


@keys.command()
@_Tenants
def status(tenants: tuple[str, ...]) -> None:
    """Say under what the keys of these regencies, or of all, are wrapped, and which master key can be taken away."""
    for tenant, ask in _each(tenants):
        for desk in DESKS:
            click.echo(f"{tenant} {desk}: {described(ask(f'{desk}.key_status', Nothing(), KeyStatus))}")


def rotate_desk(desk: str, ask: Ask) -> int:
    """Rotate one regency's keys on one desk, in rounds. How many were wrapped."""
    done = ask(f"{desk}.rotate_keys", RotateKeys(start=True), KeysRotated)
    wrapped = done.wrapped
    while done.left:
        done = ask(f"{desk}.rotate_keys", RotateKeys(), KeysRotated)
        wrapped += done.wrapped
    return wrapped


def described(stands: KeyStatus) -> str:
    """How a regency's keys stand on one desk, in a line."""
    words = ["no key yet"]
    if stands.version and stands.since:
        words = [f"key {stands.version} since {stands.since:%Y-%m-%d}, under {', '.join(stands.wrapped_under)}"]
    if missing := [name for name in stands.wrapped_under if name not in stands.masters]:
        words.append(f"MISSING: {', '.join(missing)}")
    if stands.left:
        words.append(f"{stands.left} left to wrap")
    elif stands.version and (unused := [name for name in stands.masters if name not in stands.wrapped_under]):
        words.append(f"not needed here: {', '.join(unused)}")
    return "; ".join(words)


def _each(tenants: tuple[str, ...]) -> Iterator[tuple[str, Ask]]:
    with services() as client:
        for tenant in tenants or _all(speaking_for("", client)):
            yield tenant, speaking_for(tenant, client)


def _all(ask: Ask) -> Iterator[str]:
    return (each.profile.key for each in ask("register.tenants", Nothing(), Tenants).tenants)
