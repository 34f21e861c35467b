"""`dumas deadline`: when a time limit runs out by a regency's calendar, and why. Needs no running service."""

import json
from datetime import datetime
from pathlib import Path

import click

from deploy.cli.arguments import folder_of, instant, local
from deploy.cli.calendars import SHIPPED, read_calendar
from services.common.clocks import Deadline, Interval, due
from services.common.clocks.deadline import Unit
from services.common.clocks.zones import TimeZone
from services.common.sop.model import Allowance, Provenance
from services.common.vocabulary import CLOCK_UNITS


@click.command()
@click.option("--tenant", required=True, metavar="T", help="A regency's key, or the path of its folder.")
@click.option(
    "--from",
    "start",
    required=True,
    metavar="WHEN",
    help="When it starts, as 2026-03-02T09:00: the regency's local time, unless an offset is given.",
)
@click.option("--amount", required=True, type=click.IntRange(min=1, max=100_000))
@click.option("--unit", required=True, type=click.Choice(list(CLOCK_UNITS)))
@click.option("--extra", default=0, type=click.IntRange(min=0, max=100_000), help="An extension, in the same unit.")
@click.option("--pause", "pauses", multiple=True, metavar="A/B", help="Stands still from A to B. May be repeated.")
@click.option(
    "--folder",
    default=SHIPPED,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the folders of the regencies are.",
)
@click.option("--json", "as_json", is_flag=True, help="All of it as JSON.")
def deadline(
    *,
    tenant: str,
    start: str,
    amount: int,
    unit: Unit,
    extra: int,
    pauses: tuple[str, ...],
    folder: Path,
    as_json: bool,
) -> None:
    """Say when a time limit runs out, and in one sentence why."""
    calendar = read_calendar(folder_of(tenant, folder))
    zone = calendar.time_zone
    allowance = Allowance(
        text=f"{amount} {CLOCK_UNITS[unit]}", amount=amount, unit=unit, provenance=Provenance(basis="added")
    )
    paused = [_pause(text, zone) for text in pauses]
    try:
        falls_due = due(allowance, instant(start, zone), calendar, paused=paused, extra=extra)
    except (OverflowError, ValueError):
        raise click.UsageError("This runs out after the year 9999; give a shorter time.") from None
    why = falls_due.why(calendar)
    if as_json:
        click.echo(json.dumps(_told(falls_due, zone, why), ensure_ascii=False, indent=2))
    else:
        click.echo(f"{local(falls_due.due_at, zone)}\n{why}")


def _pause(text: str, zone: TimeZone) -> Interval:
    starts, slash, ends = text.partition("/")
    if not slash:
        raise click.BadParameter(f"'{text}' is no pause; write it as 2026-03-05T09:00/2026-03-09T12:00.")
    from_at, until = instant(starts, zone), instant(ends, zone)
    if until < from_at:
        raise click.BadParameter(f"The pause '{text}' ends before it starts.")
    return Interval(from_at, until)


def _told(falls_due: Deadline, zone: TimeZone, why: str) -> dict[str, object]:
    def at(moment: datetime) -> str:
        return local(moment, zone)

    return {
        "due_at": at(falls_due.due_at),
        "why": why,
        "starts_at": at(falls_due.anchor_at),
        "amount": falls_due.amount,
        "unit": falls_due.unit,
        "extra": falls_due.extra,
        "paused": [[at(pause.starts_at), at(pause.ends_at)] for pause in falls_due.paused],
        "is_provisional": falls_due.provisional,
        "calendar": falls_due.calendar_version,
    }
