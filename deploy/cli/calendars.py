"""Reads the working calendar of a regency's folder, with the holidays of nation and province above it."""

from pathlib import Path

import click
import yaml
from pydantic import ValidationError

from services.common.clocks import WorkingCalendar, parse_calendar

SHIPPED = Path(__file__).parents[1] / "tenants"
"""The regencies and holidays that come with the program."""


def read_calendar(folder: Path) -> WorkingCalendar:
    """The calendar of one folder. Raises ClickException when a file is missing or faulty.

    Holidays are looked for beside the folder, and where there are none, among those that come with the program.
    """
    around = folder.parent if (folder.parent / "national" / "holidays.yaml").is_file() else SHIPPED
    nation = around / "national" / "holidays.yaml"
    provinces = {file.parent.name: file.read_text("utf-8") for file in around.glob("*/holidays.yaml") if file != nation}
    own = folder / "calendar.yaml"
    try:
        return parse_calendar(text_of(own), nation=text_of(nation), provinces=provinces)
    except (ValueError, ValidationError, yaml.YAMLError) as fault:
        raise click.ClickException(f"{own}: {fault}") from fault


def text_of(path: Path) -> str:
    """The text of one of a regency's files. Raises ClickException when it is missing."""
    if not path.is_file():
        raise click.ClickException(f"{path} is missing. See deploy/tenants/README.md for the files of a regency.")
    return path.read_text(encoding="utf-8")
