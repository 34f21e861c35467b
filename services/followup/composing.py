"""What the followup desk's documents say: reports, answers, the memo that leaves, the proof that it was delivered."""

from typing import Any, Final, Protocol
from uuid import UUID

from services.common.contracts.document_fields import (
    BuktiPenyampaian,
    Jawaban,
    Laporan,
    LaporanTindakLanjut,
    MemoPenyaluran,
    Section,
)
from services.common.contracts.followup_results import CarryOutResult, DeliverResult, ForwardResult, RespondResult
from services.common.desk.custody import Custody
from services.common.desk.ending import Ending
from services.common.desk.labels import channel_label, role_label
from services.common.desk.papers import Composers, Paper
from services.common.documents import KINDS
from services.common.sop.model import Sop
from services.common.vocabulary import SYSTEMS

SECTIONS: Final = {
    "basis": "Dasar Penugasan",
    "purpose": "Tujuan dan Sasaran",
    "scope": "Ruang Lingkup",
    "general_data": "Data Umum",
    "findings": "Uraian Hasil",
    "cause": "Penyebab",
    "effect": "Dampak/Kerugian",
    "parties": "Pihak Terkait",
}
"""The chapters of a report, in the order they are printed in."""

WAYS: Final = {
    "system": "Kotak pesan pelapor pada sistem ini",
    "letter": "Surat",
    "email": "Surat elektronik",
    "phone": "Telepon",
    "in_person": "Disampaikan langsung",
    "portal": "Portal pengaduan asal",
}
"""Ways of delivery, as they are printed."""

_BY_HAND: Final = frozenset({"letter", "in_person"})
"""Ways on which somebody can sign for it."""

_REPORTER: Final = "Pelapor"
_HEAD_OF_REGION: Final = "pimpinan_daerah"
_WITHOUT_WORDS: Final = "Pengaduan ini disampaikan untuk ditangani sesuai kewenangan."
_NOTICE: Final = "Pemberitahuan kepada pelapor"


class Issued(Protocol):
    """What these documents ask of the desk's database."""

    def sop(self, sop_id: str) -> Sop: ...
    def unit_name(self, tenant: str, unit: str) -> str: ...
    def papers(self, complaint_id: UUID) -> list[Paper]: ...


def composers(issued: Issued) -> Composers:
    """What the desk's documents say."""
    answers = dict.fromkeys(("tanggapan_tertulis", "jawaban"), lambda ending: answer(ending, issued))
    return {
        **dict.fromkeys(("lha", "lhk", "lhko"), report),
        **answers,
        "laporan_tindak_lanjut": handling,
        "bukti_penyampaian": lambda ending: proof(ending, issued),
        "memo_penyaluran": lambda ending: memo(ending, issued),
    }


def report(ending: Ending) -> Laporan:
    """LHA, LHK, LHKo (Banyumas row 10)."""
    found: CarryOutResult = ending.result
    chapters = ((heading, getattr(found, name)) for name, heading in SECTIONS.items())
    return Laporan(
        form=found.form,
        assignment_number=found.assignment_number or ending.custody.papers.get("spt"),
        reported_on=found.reported_on,
        summary=found.summary,
        sections=tuple(Section(heading=heading, text=text) for heading, text in chapters if text),
        conclusion=found.conclusion,
        recommendations=found.recommendations,
        attachments=len(found.attachments),
    )


def handling(ending: Ending) -> LaporanTindakLanjut:
    """For the reporter: of a follow-up, of a unit that handled it itself, or as an answer."""
    found = ending.result
    if isinstance(found, RespondResult):
        return LaporanTindakLanjut(summary=found.answer, conclusion=None, recommendations=())
    return LaporanTindakLanjut(
        summary=found.summary, conclusion=found.conclusion, recommendations=found.recommendations
    )


def answer(ending: Ending, issued: Issued) -> Jawaban:
    """To the reporter, who is not named; of a disposition, to the head of region who gave it (Banyumas row 11)."""
    to = _answered(ending, issued)
    # Who filed on another portal has no access code, without which nobody can object here.
    may_object = to == _REPORTER and ending.custody.facts["channel"] not in SYSTEMS
    right = _objection(issued.sop(ending.custody.sop), ending.custody) if may_object else None
    return Jawaban(to=to, answer=ending.result.answer, is_to_reporter=to == _REPORTER, objection=right)


def _objection(sop: Sop, custody: Custody) -> str | None:
    """For how long the reporter may object once the complaint has ended, where the SOP still allows it."""
    rights = ((key, end.objection) for key, end in sop.ends.items() if end.objection)
    return next((right.text for key, right in rights if custody.count("objection", key) < right.times), None)


def _answered(ending: Ending, issued: Issued) -> str:
    sop = issued.sop(ending.custody.sop)
    is_disposition = ending.custody.facts["channel"] == "disposition"
    return role_label(sop, _HEAD_OF_REGION) if is_disposition and _HEAD_OF_REGION in sop.roles else _REPORTER


def proof(ending: Ending, issued: Issued) -> BuktiPenyampaian:
    """What was delivered in this step, by title and number; to a portal, by its own name."""
    told: DeliverResult = ending.result
    delivered = [one for one in issued.papers(ending.custody.complaint_id) if one.delivered_at == ending.now]
    words = (_NOTICE,) if told.answer else ()
    is_told = told.way == "portal" and ending.custody.facts["channel"] in SYSTEMS
    to = channel_label(issued.sop(ending.custody.sop), ending.custody) if is_told else _answered(ending, issued)
    return BuktiPenyampaian(
        delivered_on=told.delivered_on,
        way_label=WAYS[told.way],
        delivered=(*(_named(paper) for paper in delivered), *words),
        to=to,
        can_be_receipted=told.way in _BY_HAND,
    )


def _named(paper: Paper) -> str:
    title = KINDS[paper.kind].title
    return f"{title}, Nomor {paper.number}" if paper.number else title


def memo(ending: Ending, issued: Issued) -> MemoPenyaluran:
    """To the unit by its name, or to the agency; what goes along is counted, and nobody named."""
    sent: Any = ending.result
    to = issued.unit_name(ending.custody.tenant, sent.unit) if isinstance(sent, ForwardResult) else sent.agency
    return MemoPenyaluran(
        to=to,
        memo=sent.memo or _WITHOUT_WORDS,
        shared=len(sent.shared),
        includes_story=sent.includes_story,
        with_identity=not isinstance(sent, ForwardResult) and sent.with_identity,
        legal_order=None if isinstance(sent, ForwardResult) else sent.legal_order,
    )
