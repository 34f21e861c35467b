"""What an operator types after a command: a regency, an instant, `step=value`. A mistake is exit status 2."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from services.common.clocks.zones import ZONES, TimeZone


def folder_of(tenant: str, among: Path) -> Path:
    """The folder of a regency, by its key below `among` or by its path. Raises BadParameter for one that is neither."""
    for folder in (among / tenant, Path(tenant)):
        if (folder / "calendar.yaml").is_file():
            return folder
    known = ", ".join(sorted(file.parent.name for file in among.glob("*/tenant.yaml"))) or "none"
    raise click.BadParameter(f"There is no regency '{tenant}' in {among} (there: {known}), and no such folder either.")


def instant(text: str, zone: TimeZone) -> datetime:
    """`2026-03-02T09:00` by the clock of the zone, unless the text has an offset of its own. Raises BadParameter."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"'{text}' is no date and time; write it as 2026-03-02T09:00.") from None
    return at if at.tzinfo else at.replace(tzinfo=ZONES[zone])


def local(at: datetime, zone: TimeZone) -> str:
    """ISO 8601 by the clock of the zone, to the second."""
    return at.astimezone(ZONES[zone]).isoformat(timespec="seconds")


def by_step(pairs: Iterable[str], example: str) -> dict[str, str]:
    """`step=value`, several times. Raises BadParameter for anything else."""
    given = {}
    for pair in pairs:
        step, equals, value = pair.partition("=")
        if not (step and equals and value):
            raise click.BadParameter(f"'{pair}' does not say which step and what; write it as {example}.")
        given[step] = value
    return given
