"""A made-up office: its officers, its profile, a proposal and a draft."""

from typing import Any

from services.common.contracts.results import DraftLetterResult, ProposeTeamResult
from services.common.contracts.tenant import AttachmentRules, Contact, Officer, TenantProfile

TEAM: list[dict[str, str]] = [
    {"officer": "contoh_irban", "position": "pengendali_teknis"},
    {"officer": "contoh_ketua", "position": "ketua_tim"},
]
PROPOSAL: dict[str, Any] = {"team": TEAM, "objective": "Memeriksa pengaduan", "days": 5}
DRAFT: dict[str, Any] = {"basis": ["Peraturan contoh"], "place": "Kota Contoh", "starts_on": "2026-03-09"}

ROSTER = {
    officer.id: officer
    for officer in (
        Officer(
            id="contoh_irban",
            name="Contoh Irban",
            nip="190001011900011001",
            rank="Pembina",
            position="Irban",
            roles=("irban",),
        ),
        Officer(id="contoh_ketua", name="Contoh Ketua", rank="Penata", position="Auditor Muda", roles=("tim_audit",)),
    )
}


def profile(**changes: Any) -> TenantProfile:
    """A regency's profile."""
    given = {
        "key": "contoh",
        "code": "CTH",
        "office": "Inspektorat Contoh",
        "government": "Pemerintah Kabupaten Contoh",
        "place": "Kota Contoh",
        "province": "Contoh",
        "time_zone": "Asia/Makassar",
        "contact": Contact(address="Jalan Contoh 1"),
        "attachments": AttachmentRules(types=("application/pdf",)),
    }
    return TenantProfile(**{**given, **changes})


def proposal(**changes: Any) -> ProposeTeamResult:
    """A sound proposal."""
    return ProposeTeamResult.model_validate({**PROPOSAL, **changes})


def draft(**changes: Any) -> DraftLetterResult:
    """A sound draft."""
    return DraftLetterResult.model_validate({**DRAFT, **changes})
