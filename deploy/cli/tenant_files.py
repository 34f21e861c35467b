"""Reads a regency's folder. What is wrong with it is shown with file and line."""

from dataclasses import dataclass
from pathlib import Path

import click

from deploy.cli.calendars import read_calendar, text_of
from deploy.cli.stationery_files import read_stationery
from gateway.accounts import PLATFORM
from services.common.clocks import WorkingCalendar
from services.common.contracts.stationery import Stationery
from services.common.contracts.tenant import Officer, TenantProfile, Unit
from services.common.sop.load import (
    SopFaulty,
    parse_officers,
    parse_profile,
    parse_retention,
    parse_sop,
    parse_units,
)
from services.common.sop.model import Sop
from services.common.sop.staffing import doubled_custodians, strange_units, unguarded, unstaffed


@dataclass(frozen=True, slots=True)
class TenantFiles:
    """A regency as data, read and checked."""

    profile: TenantProfile
    sop: Sop
    units: tuple[Unit, ...]
    officers: tuple[Officer, ...]
    calendar: WorkingCalendar
    stationery: Stationery


def read_tenant(folder: Path) -> TenantFiles:
    """The files of one folder. Raises SopFaulty with every fault, or ClickException when a file is missing."""
    profile = parse_profile(*_text(folder / "tenant.yaml"))
    if profile.key == PLATFORM:
        raise click.ClickException(
            f"{folder}/tenant.yaml: '{PLATFORM}' is where operators sign in; choose another key."
        )
    sop = parse_sop(*_text(folder / "sop.yaml"))
    units = parse_units(*_text(folder / "units.yaml"))
    parse_retention(*_text(folder / "tenant.yaml"), sop)
    officers = parse_officers(*_text(folder / "officers.yaml"))
    if profile.key != sop.tenant:
        raise click.ClickException(f"{folder}: tenant.yaml is {profile.key}'s, sop.yaml {sop.tenant}'s.")
    _check_officers(folder, sop, officers, units)
    stationery = read_stationery(folder, profile)
    return TenantFiles(profile, sop, units, officers, _calendar(folder, profile), stationery)


def _check_officers(folder: Path, sop: Sop, officers: tuple[Officer, ...], units: tuple[Unit, ...]) -> None:
    if empty := unstaffed(sop, officers):
        raise click.ClickException(f"{folder}/officers.yaml: nobody has a role for: {', '.join(empty)}.")
    if lost := strange_units(officers, units):
        raise click.ClickException(f"{folder}/officers.yaml: units.yaml has no such unit for: {', '.join(lost)}.")
    if both := doubled_custodians(officers):
        raise click.ClickException(
            f"{folder}/officers.yaml: who keeps identities works on no complaint; give the role custodian alone, or to "
            f"another account, for: {', '.join(both)}."
        )


def cautions_of(folder: Path) -> list[str]:
    """What is no fault, but would leave a complaint about one officer without anybody to handle it."""
    files = read_tenant(folder)
    return [
        f"{folder}/officers.yaml: only one officer is {role}, and nobody stands in when a complaint is about that one."
        for role in unguarded(files.sop, files.officers)
    ]


def faults_of(folder: Path) -> list[str]:
    """What is wrong with a folder, a line each; nothing when it is fine."""
    try:
        read_tenant(folder)
    except SopFaulty as faulty:
        return [str(fault) for fault in faulty.faults]
    except click.ClickException as problem:
        return [problem.message]
    return []


def _calendar(folder: Path, profile: TenantProfile) -> WorkingCalendar:
    calendar = read_calendar(folder)
    if calendar.time_zone != profile.time_zone:
        raise click.ClickException(
            f"{folder}/calendar.yaml: time_zone is not that of tenant.yaml ({profile.time_zone})."
        )
    return calendar


def _text(path: Path) -> tuple[str, str]:
    return text_of(path), str(path)
