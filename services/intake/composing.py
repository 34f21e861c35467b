"""What the documents of intake's own steps say: the result of verification."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from services.common.clocks.zones import ZONES
from services.common.contracts.document_fields import CheckedItem, HasilVerifikasi
from services.common.contracts.results import VerifyResult
from services.common.contracts.tenant import TenantProfile
from services.common.desk.ending import Ending
from services.common.desk.labels import channel_label, outcome_label
from services.common.desk.papers import Composers
from services.common.sop.model import Sop


class Filed(Protocol):
    """What these documents ask of the desk's database."""

    def sop(self, sop_id: str) -> Sop: ...
    def profile(self, tenant: str) -> TenantProfile: ...
    def filed(self, complaint_id: UUID) -> tuple[dict[str, Any], datetime] | None: ...


def composers(complaints: Filed) -> Composers:
    """What the documents of steps say."""
    return {"hasil_verifikasi": lambda ending: verification(ending, complaints)}


def verification(ending: Ending, complaints: Filed) -> HasilVerifikasi:
    """Hasil verifikasi (Katingan row 2). Who reported is not in it."""
    checked: VerifyResult = ending.result
    says, received = complaints.filed(ending.custody.complaint_id) or ({}, None)
    zone = ZONES[complaints.profile(ending.custody.tenant).time_zone]
    return HasilVerifikasi(
        channel_label=channel_label(complaints.sop(ending.custody.sop), ending.custody),
        received_on=received.astimezone(zone).date() if received else None,
        location=says.get("location"),
        checklist=tuple(CheckedItem(item=line.item, is_met=line.is_met) for line in checked.checklist),
        summary=checked.summary,
        asks=checked.asks,
        outcome_label=outcome_label(ending),
    )
