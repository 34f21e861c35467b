"""`dumas broker`: what a RabbitMQ must be told before the processes of Dumas meet it."""

import json

import click

from deploy.definitions import PUBLIC_VHOST, definitions, grants, public_definitions
from deploy.services import BROKER_USERS, PUBLIC_BROKER_USERS, broker_user
from services.common.runtime.permissions import exchanges_of, granted
from services.common.runtime.settings import Environment


@click.group()
def broker() -> None:
    """What RabbitMQ must be told: a user for each process, its permissions, exchanges and queues."""


@broker.command("definitions")
@click.option("--vhost", help=f"The virtual host they are for: / or, with --public, {PUBLIC_VHOST}.")
@click.option("--public", "is_public", is_flag=True, help="Those of the broker where other systems listen.")
def definitions_(vhost: str | None, is_public: bool) -> None:
    """Print the definitions, for `rabbitmqctl import_definitions` or `load_definitions`.

    The password of each user is read from RABBITMQ_PASSWORD_<NAME>, for example RABBITMQ_PASSWORD_INTAKE; a process is
    then given an AMQP_URI of its own, amqp://dumas_intake:<password>@... Import them again with each new version.

    Those of --public, with two passwords, may be for the same broker or another one.
    """
    env = Environment()
    users = PUBLIC_BROKER_USERS if is_public else BROKER_USERS
    passwords = {name: env.text(f"RABBITMQ_PASSWORD_{name.upper()}") for name in users}
    env.require()
    told = public_definitions(passwords, vhost or PUBLIC_VHOST) if is_public else definitions(passwords, vhost or "/")
    click.echo(json.dumps(told, indent=1))


@broker.command()
@click.argument("process", required=False, type=click.Choice(BROKER_USERS))
def permissions(process: str | None) -> None:
    """Show what each process may do at the broker, or one of them."""
    for name, rights in grants().items():
        if process in {None, name}:
            click.echo(broker_user(name))
            for way in ("configure", "write", "read"):
                click.echo(f"  {way:<10} {granted(rights, way)}")
            for exchange in exchanges_of(rights):
                keys = f"write {granted(rights, 'write', exchange)} read {granted(rights, 'read', exchange)}"
                click.echo(f"  keys at {exchange}: {keys}")
