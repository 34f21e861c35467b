"""Where commands find an SOP: a file, a regency's folder, a regency's key, or a published version by its id."""

import re
from pathlib import Path

import click

from deploy.cli.asking import asking
from deploy.cli.calendars import text_of
from services.common.contracts.procedures import BySop, SopDefinition
from services.common.sop.load import SopFaulty, parse_sop
from services.common.sop.model import Sop

_ID = re.compile(r"^([a-z][a-z0-9_]{1,39})@([1-9][0-9]*)$")


def tenant_of(sop: str) -> str:
    """The regency whose version `contoh@1` is. Raises BadParameter for what is no id of a version."""
    match = _ID.match(sop)
    if match is None:
        raise click.BadParameter(f"'{sop}' names no published version; write it as contoh@1.")
    return match.group(1)


def file_of(source: str, among: Path) -> Path:
    """The `sop.yaml` meant by a file, a folder, or a key below `among`. Raises BadParameter."""
    path = next((path for path in (Path(source), among / source) if path.exists()), None)
    if path is None:
        raise click.BadParameter(f"'{source}' is neither a file, a folder nor a regency in {among}.")
    return path / "sop.yaml" if path.is_dir() else path


def faults_in(file: Path) -> list[str]:
    """What is wrong with an SOP, a line each; nothing when it may be published."""
    try:
        parse_sop(text_of(file), str(file))
    except SopFaulty as faulty:
        return [str(fault) for fault in faulty.faults]
    return []


def read_sop(file: Path) -> Sop:
    """A checked SOP. Raises ClickException with all its faults."""
    try:
        return parse_sop(text_of(file), str(file))
    except SopFaulty as faulty:
        raise click.ClickException("\n".join(str(fault) for fault in faulty.faults)) from None


def any_sop(source: str, among: Path) -> Sop:
    """An SOP by file, folder or key, or a published version by its id, as the running services know it."""
    if not _ID.match(source) or Path(source).exists():
        return read_sop(file_of(source, among))
    with asking(tenant_of(source)) as ask:
        return Sop.model_validate(ask("register.definition", BySop(sop=source), SopDefinition).definition)
