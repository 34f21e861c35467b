"""What everybody may know of an issued document. Pure; nothing of its complaint, and nobody's name."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from services.common.contracts import deputies
from services.common.contracts.documents import Verification
from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS
from services.common.sop.model import Sop
from services.intake.register.issued_tables import IssuedRow

Standing = Literal["stands", "draft", "replaced", "cancelled"]


def attested(
    row: IssuedRow, instead: IssuedRow | None, profile: TenantProfile, sop: Sop, units: Mapping[str, str]
) -> Verification:
    """The document of a row that has been told of whole; `instead` is the one that stands in its place now.

    `units` are names by key.
    """
    zone = ZoneInfo(profile.time_zone)
    return Verification.model_validate(
        {
            "document_id": row.document_id,
            "kind": row.kind,
            "title": KINDS[row.kind or ""].title,
            "number": row.number,
            "edition": row.edition,
            "office": profile.office,
            "government": profile.government,
            "unit": units.get(row.unit, row.unit) if row.unit else None,
            "issued_on": _day(row.issued_at, zone),
            "media_type": row.media_type,
            "standing": standing_of(row),
            "replaced_by": instead.number if instead else None,
            "replaced_by_edition": instead.edition if instead else None,
            "ended_on": _day(row.withdrawn_at, zone),
            "sha256": row.sha256,
            "signed_sha256": row.signed_sha256,
            "way": row.way,
            "signed_on": _day(row.signed_at, zone),
            "signed_as": office_of(row.signed_as, sop),
        }
    )


def standing_of(row: IssuedRow) -> Standing:
    """Whether a document stands. What must be signed is a draft until it is."""
    if row.replaced_by is not None:
        return "replaced"
    if row.withdrawn_at is not None:
        return "cancelled"
    must_be_signed = KINDS[row.kind or ""].must_be_signed
    return "draft" if must_be_signed and row.signed_at is None else "stands"


def office_of(role: str | None, sop: Sop) -> str | None:
    """The regency's own name for a role; the role's code in words when its SOP no longer has it. `Plh.` before it
    where it was another's."""
    if role is None:
        return None
    acted = deputies.read(role)
    name = acted.role
    return acted.titled(sop.roles[name].label if name in sop.roles else name.replace("_", " ").capitalize())


def _day(at: datetime | None, zone: ZoneInfo) -> date | None:
    return at.astimezone(zone).date() if at else None
