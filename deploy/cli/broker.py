"""`dumas broker`: what a RabbitMQ must be told before the processes of Dumas meet it."""

import json

import click

from deploy.definitions import definitions, grants
from deploy.services import BROKER_USERS, broker_user
from services.common.runtime.permissions import exchanges_of, granted
from services.common.runtime.settings import Environment


@click.group()
def broker() -> None:
    """What RabbitMQ must be told: a user for each process, its permissions, exchanges and queues."""


@broker.command("definitions")
@click.option("--vhost", default="/", show_default=True, help="The virtual host they are for.")
def definitions_(vhost: str) -> None:
    """Print the definitions, for `rabbitmqctl import_definitions` or `load_definitions`.

    The password of each user is read from RABBITMQ_PASSWORD_<NAME>, for example RABBITMQ_PASSWORD_INTAKE; a process is
    then given an AMQP_URI of its own, amqp://dumas_intake:<password>@... Import them again with each new version.
    """
    env = Environment()
    passwords = {name: env.text(f"RABBITMQ_PASSWORD_{name.upper()}") for name in BROKER_USERS}
    env.require()
    click.echo(json.dumps(definitions(passwords, vhost), indent=1))


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
