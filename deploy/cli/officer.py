"""`dumas officer`: what an operator does for one officer, or for another operator of the platform."""

import click

from deploy.cli.accounts import gateway_database
from gateway import enrolment


@click.group()
def officer() -> None:
    """One officer: take a lost second factor away, or a lock."""


@officer.command("reset-second-factor")
@click.argument("tenant")
@click.argument("officer")
def reset_second_factor(tenant: str, officer: str) -> None:
    """Take the second factor of an officer away, and end the officer's sessions; a new one is set up at the next
    sign-in. TENANT is `platform` for an operator. Make sure by other means who asks for it."""
    with gateway_database() as engine:
        try:
            had_one = enrolment.reset(engine, tenant, officer)
        except KeyError:
            raise click.ClickException(f"There is no officer '{officer}' of '{tenant}'.") from None
    click.echo(f"{tenant}/{officer}: {'the second factor is taken away' if had_one else 'there was no second factor'}")


@officer.command()
@click.argument("tenant")
@click.argument("officer")
def unlock(tenant: str, officer: str) -> None:
    """Open an account that an administrator has locked, as when there is no other administrator to do it."""
    with gateway_database() as engine:
        try:
            was_locked = enrolment.unlock(engine, tenant, officer)
        except KeyError:
            raise click.ClickException(f"There is no officer '{officer}' of '{tenant}'.") from None
    click.echo(f"{tenant}/{officer}: {'unlocked' if was_locked else 'was not locked'}")
