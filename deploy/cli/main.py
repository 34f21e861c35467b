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
    "evidence": ("deploy.cli.evidence:evidence", "Look through the files that arrive."),
    "documents": ("deploy.cli.documents:documents", "Make and sign documents."),
    "deliveries": ("deploy.cli.deliveries:deliveries", "Send other systems what they have subscribed to."),
    "subscriber": ("deploy.cli.subscriber:subscriber", "Systems that are told what happens to complaints."),
    "listen": ("deploy.cli.listen:listen", "Post events to a program on your own machine. For developers."),
    "gateway": ("deploy.cli.processes:gateway", "Run the gateway."),
    "tenant": ("deploy.cli.tenant:tenant", "Regencies as data: new, check, show, apply."),
    "officer": ("deploy.cli.officer:officer", "One officer: take a lost second factor away."),
    "operator": ("deploy.cli.operators:operator", "Operators of the platform: add, list, remove."),
    "code": ("deploy.cli.code:code", "The current code of a demo sign-in. Development only."),
    "sop": ("deploy.cli.sop:sop", "SOPs: check, simulate, compare, publish, retire, migrate."),
    "deadline": ("deploy.cli.deadline:deadline", "When a time limit runs out, and why."),
    "keys": ("deploy.cli.keys:keys", "Keys of what is sealed at rest: how they stand, rotate."),
    "broker": ("deploy.cli.broker:broker", "What RabbitMQ must be told: users, permissions, queues."),
    "audit": ("deploy.cli.audit:audit", "The audit trail: verify, export, anchor."),
    "retention": ("deploy.cli.retention:retention", "What is kept no longer: due, list, run."),
    "processing-record": (
        "deploy.cli.processing:processing_record",
        "Which personal data a regency processes, and why.",
    ),
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
