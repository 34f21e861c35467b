"""The tenants' own calendars, allowances and instants in the short form the tests of clocks use."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from services.common.clocks import WorkingCalendar, parse_calendar
from services.common.clocks.deadline import Unit
from services.common.clocks.zones import ZONES, TimeZone
from services.common.sop.model import Allowance, Provenance

TENANTS = Path(__file__).parents[4] / "deploy" / "tenants"


def text(*parts: str) -> str:
    """The text of a file below `deploy/tenants`."""
    return TENANTS.joinpath(*parts).read_text(encoding="utf-8")


def nation() -> str:
    """The decrees of the nation, as they are shipped."""
    return text("national", "holidays.yaml")


def changed(tenant: str, **settings: Any) -> str:
    """A tenant's calendar file with some settings replaced."""
    return yaml.safe_dump({**yaml.safe_load(text(tenant, "calendar.yaml")), **settings})


@cache
def shipped(tenant: str) -> WorkingCalendar:
    """A tenant's calendar as it is shipped."""
    return with_settings(tenant)


def with_settings(tenant: str, **settings: Any) -> WorkingCalendar:
    """A tenant's calendar with some settings replaced."""
    provinces = {"bali": text("bali", "holidays.yaml")}
    return parse_calendar(changed(tenant, **settings), nation=nation(), provinces=provinces)


def allowance(amount: int, unit: Unit) -> Allowance:
    """So much of the unit, by a made-up SOP."""
    return Allowance(text=f"{amount} {unit}", amount=amount, unit=unit, provenance=Provenance(basis="literal"))


def local(at: str, zone: TimeZone = "Asia/Jakarta") -> datetime:
    """`2026-03-02 10:00` on the clocks of the zone, in UTC."""
    return datetime.fromisoformat(at).replace(tzinfo=ZONES[zone]).astimezone(UTC)
