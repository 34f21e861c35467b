"""Shows a simulated complaint as a table: its steps, then the SOP's clocks. Times are the regency's."""

from collections.abc import Sequence
from datetime import datetime
from itertools import zip_longest

import click

from services.common.clocks.zones import ZONES, TimeZone
from services.common.contracts.procedures import SimulatedClock, SimulatedStep, Simulation

_HEAD = ("no", "step", "title", "roles", "entered", "due", "outcome", "ended")


def show(simulation: Simulation, zone: TimeZone) -> None:
    """Print everything."""
    click.echo(f"{simulation.sop}, calendar {simulation.calendar}\n")
    rows = [_row(step, zone) for step in simulation.steps]
    reasons = [step.why for step in simulation.steps]
    for line, reason in zip_longest(_aligned([_HEAD, *rows]), ["", *reasons], fillvalue=""):
        click.echo(f"{line}\n      {reason}" if reason else line)
    click.echo(f"\nend: {simulation.end or f'none; cut off after {len(rows)} steps'}")
    if simulation.clocks:
        click.echo("\nclocks of the SOP:")
    for clock in simulation.clocks:
        click.echo(f"  {clock.key} ({' '.join(clock.text.split())}): {_standing(clock, zone)}")
        if clock.why:
            click.echo(f"      {clock.why}")


def _row(step: SimulatedStep, zone: TimeZone) -> tuple[str, ...]:
    return (
        step.number or "+",
        step.step,
        step.title,
        ", ".join(step.roles),
        _at(step.entered_at, zone),
        _at(step.due_at, zone),
        step.outcome,
        _at(step.ended_at, zone),
    )


def _standing(clock: SimulatedClock, zone: TimeZone) -> str:
    if clock.started_at is None:
        return "not started"
    stopped = f"stopped {_at(clock.stopped_at, zone)}" if clock.stopped_at else "still running"
    late = ", late" if clock.is_late else ""
    return f"due {_at(clock.due_at, zone)}; started {_at(clock.started_at, zone)}, {stopped}{late}"


def _at(moment: datetime | None, zone: TimeZone) -> str:
    return moment.astimezone(ZONES[zone]).strftime("%Y-%m-%d %H:%M") if moment else "-"


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
