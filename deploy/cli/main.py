"""`dumas`: everything an operator does, as one command. A command's module is imported when the command is used."""

import importlib

import click

_COMMANDS = {
    "run": "deploy.cli.run:run",
    "stack": "deploy.cli.run:stack",
    "migrate": "deploy.cli.migrate:migrate",
    "serve": "deploy.cli.processes:serve",
    "relay": "deploy.cli.processes:relay",
    "gateway": "deploy.cli.processes:gateway",
    "tenant": "deploy.cli.tenant:tenant",
    "parked": "deploy.cli.parked:parked",
    "demo": "deploy.cli.demo:demo",
}


class _Commands(click.Group):
    """Starting a service must not pay for importing all the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=_Commands)
def main() -> None:
    """Public-complaint handling for regional inspectorates."""
