"""`dumas`: everything an operator does, as one command. A command's module is imported when the command is used."""

import importlib

import click

_COMMANDS = {
    "run": ("deploy.cli.run:run", "Run everything here until Ctrl-C."),
    "stack": ("deploy.cli.run:stack", "Run only database, broker, storage and mail."),
    "demo": ("deploy.cli.demo:demo", "Take demo complaints from filing to closing."),
    "migrate": ("deploy.cli.migrate:migrate", "Make databases, roles and tables, or bring them up to date."),
    "bucket": ("deploy.cli.bucket:bucket", "Make the place for attachments."),
    "serve": ("deploy.cli.processes:serve", "Run one service."),
    "relay": ("deploy.cli.processes:relay", "Carry events from the outboxes to the broker."),
    "gateway": ("deploy.cli.processes:gateway", "Run the gateway."),
    "tenant": ("deploy.cli.tenant:tenant", "Regencies as data: new, check, show, apply."),
    "sop": ("deploy.cli.sop:sop", "SOPs: check, simulate, compare, publish, retire, migrate."),
    "deadline": ("deploy.cli.deadline:deadline", "When a time limit runs out, and why."),
    "parked": ("deploy.cli.parked:parked", "Messages that could not be handled."),
}


class _Commands(click.Group):
    """Starting a service must not pay for importing all the others, nor need what only development has."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """From the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in _COMMANDS.items()])


@click.group(cls=_Commands)
def main() -> None:
    """Public-complaint handling for regional inspectorates."""
