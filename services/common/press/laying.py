"""From a row and its words to a sheet: who signs, in whose name, and where the complaint stands in the book."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS
from services.common.press.offices import Roster
from services.common.press.sheet import BookEntry, Sheet

LookUp = Callable[[str, UUID], BookEntry | None]
"""A complaint's line in a regency's book, as far as it is there."""


@dataclass(frozen=True, slots=True)
class Office:
    """A regency as documents show it; `units` are names by key."""

    profile: TenantProfile
    stationery: dict[str, Any]
    units: Mapping[str, str]


def units_own(row: Mapping[Any, Any]) -> str | None:
    """The unit that wrote the document in its own name; None of what is the inspectorate's."""
    unit: str | None = row["unit"]
    return None if KINDS[row["kind"]].for_unit else unit


def laid_out(
    row: Mapping[Any, Any], content: Mapping[str, Any], office: Office, *, roster: Roster, public_url: str, book: LookUp
) -> Sheet:
    """The sheet of a document. A unit's own report stands in the unit's name, without a number of the inspectorate."""
    zone = ZoneInfo(office.profile.time_zone)
    on, kind, unit = content.get("dated_on"), KINDS[row["kind"]], units_own(row)
    writer = roster.acting(row["issued_by"], row["issued_as"])
    head = roster.holder(row["signer_roles"], row["issued_at"])
    return Sheet(
        kind=row["kind"],
        number=row["number"],
        edition=row["edition"],
        reference=content.get("reference"),
        dated_on=date.fromisoformat(on) if on else row["issued_at"].astimezone(zone).date(),
        fields=content["fields"],
        profile=office.profile,
        signer=writer if kind.is_the_writers or unit else head,
        issuer=writer,
        verify_url=f"{public_url}/v/{row['tenant']}/{row['code']}",
        code=row["code"],
        media_type=row["media_type"],
        stationery=office.stationery,
        head=head,
        unit=office.units.get(unit, unit) if unit else "",
        book=book(row["tenant"], row["complaint_id"]) if row["complaint_id"] else None,
    )
