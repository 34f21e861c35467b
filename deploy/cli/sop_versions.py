"""`dumas sop list|publish|retire|migrate`: the versions of an SOP in the running services."""

from pathlib import Path
from uuid import uuid4

import click
from pydantic import ValidationError

from deploy.cli.asking import Ask, asking
from deploy.cli.sop_files import tenant_of
from deploy.cli.tenant import apply
from services.common.contracts.complaints import ByReference
from services.common.contracts.procedures import RetireSop, SopEntry, Sops
from services.common.contracts.register import Nothing, Standing
from services.common.contracts.tasks import Intervened, MigrateSop


@click.command("list")
@click.option("--tenant", required=True, metavar="KEY")
def versions(tenant: str) -> None:
    """Show all versions of a regency's SOP, the newest first."""
    with asking(tenant) as ask:
        _show(ask("register.sops", Nothing(), Sops))


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def publish(context: click.Context, folders: tuple[Path, ...]) -> None:
    """Publish the SOP of these folders, with the rest of the regency's files: the same as `tenant apply`."""
    context.invoke(apply, folders=folders, passwords=None)


@click.command()
@click.argument("sop", metavar="VERSION")
@click.option("--undo", is_flag=True, help="Let new complaints come in under it again.")
def retire(sop: str, undo: bool) -> None:
    """Take no new complaint in under a version (contoh@1). Complaints under it go on."""
    with asking(tenant_of(sop)) as ask:
        _show(ask("register.retire_sop", RetireSop(sop=sop, is_retired=not undo), Sops))


@click.command()
@click.option("--to", "sop", required=True, metavar="VERSION", help="The version to follow from now on: contoh@2.")
@click.option("--reason", required=True)
@click.argument("references", nargs=-1, required=True)
def migrate(sop: str, reason: str, references: tuple[str, ...]) -> None:
    """Let running complaints follow another version. Exit status 1 when one of them was refused; the others go on."""
    if not reason.strip():
        raise click.BadParameter("Say why, in words the complaint's history can keep.", param_hint="--reason")
    refused = False
    with asking(tenant_of(sop)) as ask:
        for reference in references:
            try:
                click.echo(f"{reference}: {move(ask, reference, sop, reason)}")
            except click.ClickException as problem:
                refused = True
                click.echo(f"{reference}: {problem.message}", err=True)
    if refused:
        raise SystemExit(1)


def move(ask: Ask, reference: str, sop: str, reason: str) -> str:
    """Move one complaint and say in a line what came of it. Raises ClickException when it is refused."""
    try:
        by_reference = ByReference(reference=reference)
    except ValidationError:
        raise click.ClickException("This is no reference of a complaint.") from None
    standing = ask("register.standing", by_reference, Standing)
    if not standing.tasks:
        raise click.ClickException("It waits for no step, so there is nothing to move.")
    task = standing.tasks[0]
    request = MigrateSop(kind=task.kind, reason=reason, request_key=uuid4().hex, reference=reference, sop=sop)
    moved = ask(f"{task.desk}.migrate_sop", request, Intervened)
    return f"{standing.sop} -> {sop}, at {task.step}; waits for {', '.join(moved.roles or task.roles)}"


def _show(sops: Sops) -> None:
    for entry in sops.sops:
        click.echo(f"{entry.sop}  {_state(entry)}, {entry.open_complaints} open  {entry.title}")


def _state(entry: SopEntry) -> str:
    if entry.retired_at:
        return f"retired {entry.retired_at:%Y-%m-%d}"
    return f"{'in force' if entry.is_in_force else 'superseded'}, published {entry.published_at:%Y-%m-%d}"
