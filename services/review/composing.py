"""What the review desk's documents say: the report of the examination, and the Inspektur's memo, order and decision."""

from typing import Final, Protocol
from uuid import UUID

from services.common.contracts.document_fields import KeputusanTl, LaporanPenelaahan, MemoInspektur, Question
from services.common.contracts.results import AssessResult, DecideResult
from services.common.desk.ending import Ending
from services.common.desk.labels import addressee, outcome_label
from services.common.desk.papers import Composers
from services.common.sop.model import Sop

QUESTIONS: Final = {
    "what": "Apa",
    "who": "Siapa",
    "where": "Di mana",
    "when": "Kapan",
    "why": "Mengapa",
    "how": "Bagaimana",
    "how_much": "Berapa",
}
"""5W2H, as they are printed."""


class Examinations(Protocol):
    """What these documents ask of the desk's database."""

    def sop(self, sop_id: str) -> Sop: ...
    def examination(self, complaint_id: UUID) -> AssessResult | None: ...


def composers(examinations: Examinations) -> Composers:
    """What the desk's documents say."""
    return {
        "laporan_penelaahan": report,
        "memo_inspektur": lambda ending: memo(ending, examinations),
        "perintah_tl": lambda ending: decision(ending, examinations.sop(ending.custody.sop)),
        "keputusan_tl": lambda ending: decision(ending, examinations.sop(ending.custody.sop)),
    }


def report(ending: Ending) -> LaporanPenelaahan:
    """Laporan hasil penelaahan (Katingan row 3, Banyumas row 4)."""
    found: AssessResult = ending.result
    answers = {heading: getattr(found, name) for name, heading in QUESTIONS.items()}
    return LaporanPenelaahan(
        core_problem=found.core_problem,
        questions=tuple(Question(question=heading, answer=answer) for heading, answer in answers.items() if answer),
        regulations=found.regulations,
        is_logical=found.is_logical,
        is_our_authority=found.is_our_authority,
        has_initial_evidence=found.has_initial_evidence,
        criteria=found.criteria,
        outcome_label=outcome_label(ending),
        recommendation=found.recommendation,
    )


def memo(ending: Ending, examinations: Examinations) -> MemoInspektur:
    """The memo rests on the examination: the one that ends with it, or the latest; a decision has words of its own."""
    given = ending.result
    found = given if isinstance(given, AssessResult) else examinations.examination(ending.custody.complaint_id)
    decided = outcome_label(ending)
    advice = found.recommendation if found else decided
    return MemoInspektur(
        to=addressee(examinations.sop(ending.custody.sop), ending),
        matter=found.core_problem if found else ending.step.title,
        outcome_label=decided,
        instruction=given.instruction if isinstance(given, DecideResult) else advice,
    )


def decision(ending: Ending, sop: Sop) -> KeputusanTl:
    """The order, or the decision, to whoever has to follow it (Banyumas row 5)."""
    decided: DecideResult = ending.result
    return KeputusanTl(
        to=addressee(sop, ending),
        decision_label=outcome_label(ending),
        instruction=decided.instruction,
        meeting_held_on=decided.meeting_held_on,
        meeting_minutes=decided.meeting_minutes,
    )
