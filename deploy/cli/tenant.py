"""`dumas tenant new|check|show|apply`: regencies as data."""

import json
from collections.abc import Mapping
from pathlib import Path

import click

from deploy.cli.accounts import gateway_database
from deploy.cli.asking import speaking_for
from deploy.cli.operator import services
from deploy.cli.tenant_files import TenantFiles, cautions_of, faults_of, read_tenant
from deploy.cli.tenant_new import new
from deploy.credentials import Credentials, SignIns, Written
from gateway.enrolment import enrol
from gateway.officers import apply_officers
from services.common.contracts.events import Post
from services.common.contracts.regencies import ApplyTenant, TenantApplied
from services.common.contracts.register import Applied, ApplyOfficers
from services.common.runtime.client import RpcClient
from services.common.runtime.settings import Environment
from services.common.sop.load import SopFaulty
from services.common.steps import desk_of

_Folders = click.argument(
    "folders", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path)
)


@click.group()
def tenant() -> None:
    """Regencies as data: begin one, check their files, show them, apply them to the running services."""


tenant.add_command(new)


@tenant.command()
@_Folders
def check(folders: tuple[Path, ...]) -> None:
    """Say what is wrong with the files, with file and line. Exit status 1 when something is."""
    faults = [fault for folder in folders for fault in faults_of(folder)]
    for fault in faults:
        click.echo(fault)
    if faults:
        raise SystemExit(1)
    for folder in folders:
        for caution in cautions_of(folder):
            click.echo(caution)
    click.echo(f"{len(folders)} in order")


@tenant.command()
@_Folders
def show(folders: tuple[Path, ...]) -> None:
    """Show the steps of a regency's SOP, who does them, by when and where they lead."""
    for folder in folders:
        _show(_read(folder))


@tenant.command()
@_Folders
@click.option(
    "--passwords",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='JSON {tenant: {id: password, API key, or {"password": …, "totp": …}}}; who is not in it keeps what there is.',
)
def apply(folders: tuple[Path, ...], passwords: Path | None) -> None:
    """Apply the files to the running services: SOP, units, calendar, roster, addresses, accounts."""
    given: SignIns = json.loads(passwords.read_text(encoding="utf-8")) if passwords else {}
    read = [_read(folder) for folder in folders]  # all are checked before the first is applied
    with services() as client:
        for files in read:
            _apply(files, given.get(files.profile.key, {}), client)


def _read(folder: Path) -> TenantFiles:
    try:
        return read_tenant(folder)
    except SopFaulty as faulty:
        raise click.ClickException("\n".join(str(fault) for fault in faulty.faults)) from None


def _apply(files: TenantFiles, secrets: Mapping[str, Written], client: RpcClient) -> None:
    ask = speaking_for(files.profile.key, client)
    request = ApplyTenant(
        profile=files.profile,
        units=files.units,
        sop=files.sop.model_dump(mode="json"),
        calendar=files.calendar.model_dump(mode="json"),
        posts=tuple(Post(id=officer.id, roles=officer.roles, unit=officer.unit) for officer in files.officers),
        stationery=files.stationery,
    )
    officers = ApplyOfficers(officers=files.officers)
    applied = ask("register.apply_tenant", request, TenantApplied)
    for service in ("intake", "assignment", "notify"):
        ask(f"{service}.apply_officers", officers, Applied)
    _apply_accounts(files, secrets)
    news = "published" if applied.sop_is_new else "unchanged"
    moved = ", open deadlines are being computed by the new calendar" if applied.calendar_is_new else ""
    rest = f"all else as in the files, {len(files.officers)} accounts{moved}"
    click.echo(f"{applied.tenant}: {applied.sop} {news}, {rest}")


def _apply_accounts(files: TenantFiles, secrets: Mapping[str, Written]) -> None:
    kinds, tenant = {officer.id: officer.kind for officer in files.officers}, files.profile.key
    given = {name: Credentials.read(written) for name, written in secrets.items()}
    passwords = {name: one.password for name, one in given.items() if kinds.get(name) == "officer"}
    keys = {name: one.password for name, one in given.items() if kinds.get(name) == "system"}
    codes = {name: one.totp for name, one in given.items() if one.totp and name in kinds}
    with gateway_database() as engine:
        try:
            apply_officers(engine, tenant, files.officers, passwords, keys)
            if codes:
                enrol(engine, _factor_key(), tenant, codes)
        except ValueError as problem:
            raise click.ClickException(f"{tenant}: {problem}") from None


def _factor_key() -> bytes:
    env = Environment()
    key = env.key("DUMAS_FACTOR_KEY")
    env.require()
    return key


def _show(files: TenantFiles) -> None:
    sop = files.sop
    click.echo(f"\n{sop.id}  {sop.title}\n  {files.profile.office}\n  Channels: {', '.join(sop.channels)}")
    for clock in sop.clocks:
        click.echo(f"  Clock {clock.key}: {clock.text}")
    for step in sop.steps:
        click.echo(f"\n  {step.number or '+':>3}  {step.title}  [{desk_of(step.kind)}/{step.kind}]")
        click.echo(f"       by {', '.join(step.roles)}{f', within {step.clock.text}' if step.clock else ''}")
        for key, outcome in step.outcomes.items():
            ways = ", ".join(f"{t.to}{f' when {dict(t.when)}' if t.when else ''}" for t in outcome.to)
            click.echo(f"       {key} -> {ways}")
