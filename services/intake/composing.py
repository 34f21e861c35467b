"""What the documents of intake's own steps say: the result of verification."""

from typing import Protocol

from services.common.contracts.document_fields import CheckedItem, HasilVerifikasi
from services.common.contracts.results import VerifyResult
from services.common.desk.ending import Ending
from services.common.desk.labels import channel_label, outcome_label
from services.common.desk.papers import Composers
from services.common.sop.model import Sop


class Sops(Protocol):
    """What these documents ask of the desk's database."""

    def sop(self, sop_id: str) -> Sop: ...


def composers(sops: Sops) -> Composers:
    """What the documents of steps say."""
    return {"hasil_verifikasi": lambda ending: verification(ending, sops.sop(ending.custody.sop))}


def verification(ending: Ending, sop: Sop) -> HasilVerifikasi:
    """Hasil verifikasi (Katingan row 2). Who reported is not in it."""
    checked: VerifyResult = ending.result
    return HasilVerifikasi(
        channel_label=channel_label(sop, ending.custody),
        checklist=tuple(CheckedItem(item=line.item, is_met=line.is_met) for line in checked.checklist),
        summary=checked.summary,
        asks=checked.asks,
        outcome_label=outcome_label(ending),
    )
