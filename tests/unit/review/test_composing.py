"""What the review desk's documents say."""

from typing import Any
from uuid import UUID

from services.common.contracts.document_fields import MemoInspektur, Question
from services.common.contracts.results import RESULTS, AssessResult
from services.common.desk.ending import Ending
from services.common.sop.model import Sop
from services.review.composing import QUESTIONS, composers
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import small_sop
from tests.unit.common.desk.results import COMPLETE

EXAMINED = AssessResult.model_validate(COMPLETE["assess"])


class Examinations:
    """Implements `composing.Examinations`."""

    def __init__(self, found: AssessResult | None = None) -> None:
        self.found = found

    def sop(self, sop_id: str) -> Sop:
        return small_sop()

    def examination(self, complaint_id: UUID) -> AssessResult | None:
        return self.found


def composed(kind: str, ending: Ending, found: AssessResult | None = None) -> Any:
    return composers(Examinations(found))[kind](ending)


def leading_to(to: str, kind: str) -> Ending:
    return being_ended(kind, COMPLETE[kind], to=to)


def test_the_report_says_what_was_found_and_what_is_recommended() -> None:
    report = composed("laporan_penelaahan", being_ended("assess", COMPLETE["assess"]))
    assert (report.core_problem, report.recommendation, report.criteria) == ("Inti", "Saran", "Kriteria")
    assert (report.is_logical, report.is_our_authority, report.has_initial_evidence) == (True, True, True)
    assert (report.regulations, report.outcome_label) == (("Peraturan contoh",), "Selesai")


def test_only_questions_that_were_answered_are_printed() -> None:
    report = composed("laporan_penelaahan", being_ended("assess", COMPLETE["assess"]))
    assert report.questions == (
        Question(question="Apa", answer="Pungutan"),
        Question(question="Berapa", answer="Sepuluh ribu rupiah"),
    )


def test_every_question_is_a_field_of_the_form() -> None:
    assert set(QUESTIONS) <= set(RESULTS["assess"].model_fields)


def test_a_memo_of_an_examination_passes_on_its_core_and_its_recommendation() -> None:
    memo = composed("memo_inspektur", leading_to("putusan", "assess"))
    assert memo == MemoInspektur(to="Inspektur", matter="Inti", outcome_label="Selesai", instruction="Saran")


def test_a_memo_of_a_decision_has_the_decisions_words_about_the_matter_that_was_examined() -> None:
    memo = composed("memo_inspektur", leading_to("jawaban", "decide"), EXAMINED)
    assert (memo.to, memo.matter, memo.instruction) == ("Sekretaris", "Inti", "Laksanakan")


def test_a_memo_of_a_file_that_was_received_rests_on_the_examination_before() -> None:
    memo = composed("memo_inspektur", leading_to("putusan", "receive"), EXAMINED)
    assert (memo.matter, memo.instruction) == ("Inti", "Saran")


def test_where_nothing_was_examined_a_memo_names_the_step() -> None:
    memo = composed("memo_inspektur", leading_to("selesai", "decide"))
    assert (memo.to, memo.matter, memo.instruction) == ("Arsip", "decide", "Laksanakan")


def test_an_order_goes_to_who_has_to_follow_it_with_the_minutes_of_the_meeting() -> None:
    for kind in ("perintah_tl", "keputusan_tl"):
        order = composed(kind, leading_to("jawaban", "decide"))
        assert (order.to, order.decision_label, order.instruction) == ("Sekretaris", "Selesai", "Laksanakan")
        assert (str(order.meeting_held_on), order.meeting_minutes) == ("2026-03-02", "Risalah")
