"""`dumas sop`: an SOP as a draft (check, simulate, compare) and its published versions."""

from datetime import datetime
from pathlib import Path

import click

from deploy.cli.arguments import by_step, folder_of, instant
from deploy.cli.calendars import SHIPPED, read_calendar
from deploy.cli.simulated import show
from deploy.cli.sop_files import any_sop, faults_in, file_of, read_sop
from deploy.cli.sop_versions import migrate, publish, retire, versions
from services.common.clocks import WorkingCalendar
from services.common.clocks.zones import TimeZone
from services.common.contracts.procedures import Simulate, Simulation
from services.common.errors import Refusal
from services.common.simulation import simulate as simulation_of
from services.common.sop.difference import difference
from services.common.sop.model import Sop

_Folder = click.option(
    "--folder",
    default=SHIPPED,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the folders of the regencies are.",
)


@click.group()
def sop() -> None:
    """SOPs: check a draft, try it, compare versions, publish and retire them."""


for command in (versions, publish, retire, migrate):
    sop.add_command(command)


@sop.command()
@click.argument("sources", nargs=-1, required=True, metavar="FOLDER|FILE...")
@_Folder
def check(sources: tuple[str, ...], folder: Path) -> None:
    """Say what is wrong with an SOP, by file and line, and what to do. Exit status 1 when something is."""
    faults = [fault for source in sources for fault in faults_in(file_of(source, folder))]
    for fault in faults:
        click.echo(fault)
    if faults:
        raise SystemExit(1)
    click.echo(f"{len(sources)} in order")


@sop.command()
@click.argument("source", metavar="FOLDER|FILE|KEY")
@click.option("--from", "start", required=True, metavar="WHEN", help="When the complaint comes in: 2026-03-02T09:00.")
@click.option("--channel", help="Else the first of the SOP.")
@click.option("--mode", help="Else the first of the channel.")
@click.option("--choose", multiple=True, metavar="STEP=OUTCOME", help="How a step ends. May be repeated.")
@click.option("--end", multiple=True, metavar="STEP=WHEN", help="When a step ends. May be repeated.")
@click.option("--calendar", help="The regency whose calendar holds; else that of the SOP's own folder.")
@_Folder
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON; instants are UTC.")
def simulate(
    *,
    source: str,
    start: str,
    channel: str | None,
    mode: str | None,
    choose: tuple[str, ...],
    end: tuple[str, ...],
    calendar: str | None,
    folder: Path,
    as_json: bool,
) -> None:
    """Take a hypothetical complaint through an SOP: every step, who does it, and by when."""
    file = file_of(source, folder)
    procedure = read_sop(file)
    working = read_calendar(folder_of(calendar, folder) if calendar else file.parent)
    zone = working.time_zone
    simulation = _simulated(
        procedure,
        working,
        Simulate(
            starts_at=instant(start, zone),
            channel=channel,
            mode=mode,
            choices=by_step(choose, "putusan=audit_kasus"),
            ends_at=_ends(end, zone),
        ),
    )
    if as_json:
        click.echo(simulation.model_dump_json(indent=2))
    else:
        show(simulation, zone)


def _ends(pairs: tuple[str, ...], zone: TimeZone) -> dict[str, datetime]:
    return {step: instant(text, zone) for step, text in by_step(pairs, "telaah=2026-03-05T10:00").items()}


def _simulated(procedure: Sop, calendar: WorkingCalendar, request: Simulate) -> Simulation:
    try:
        return simulation_of(procedure, calendar, request)
    except Refusal as refusal:
        faults = [f"{where}: {what}" for where, what in refusal.fields.items()] or [str(refusal)]
        raise click.UsageError("\n".join(faults)) from None


@sop.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@_Folder
def diff(before: str, after: str, folder: Path) -> None:
    """Say what changed from A to B: files, folders, keys, or published versions (contoh@1)."""
    changes = difference(any_sop(before, folder), any_sop(after, folder))
    for change in changes:
        click.echo(change)
    if not changes:
        click.echo("The same procedure.")
