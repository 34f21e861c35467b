"""What the reporter is told and when, which documents are delivered, and the source's own word."""

from datetime import datetime
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.desk.custody import RECEIVED_ON, Custody
from services.common.desk.ending import Ending
from services.common.errors import Invalid
from services.common.steps import KINDS
from services.followup.usecases import effects
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import ATTACHMENT, COMPLAINT, MONDAY, TUESDAY
from tests.unit.common.desk.papers import MemoryPapers, paper

DELIVERED = {"delivered_on": "2026-03-03", "way": "email"}
TOLD = {**DELIVERED, "answer": "Laporannya kami sampaikan."}
CONFIRMED = {"confirmed_on": "2026-03-03", "source_status": "Selesai"}
ATTACHED = {"attachments": [str(ATTACHMENT)]}
SOURCE = Caller(kind="system", actor="lapak_contoh", tenant="contoh", roles=("lapak_aduan",))


class MemoryAnswers(MemoryPapers):
    """Implements `usecases.Answers`."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: list[str] = []
        self.told: list[tuple[UUID, str, datetime]] = []

    def write(self, custody: Custody, text: str, at: datetime) -> None:
        self.waiting.append(text)

    def tell(self, custody: Custody, text: str, at: datetime) -> None:
        self.told.append((custody.complaint_id, text, at))

    def is_written(self, custody: Custody) -> bool:
        return bool(self.waiting)

    def forget_drafts(self, custody: Custody) -> None:
        self.waiting = []

    def deliver(self, custody: Custody, at: datetime) -> None:
        self.told += [(custody.complaint_id, text, at) for text in self.waiting]
        self.waiting = []

    def texts(self) -> list[str]:
        """What the reporter sees."""
        return [text for _, text, _ in self.told]


@pytest.fixture
def answers() -> MemoryAnswers:
    return MemoryAnswers()


def end(answers: MemoryAnswers, ending: Ending) -> None:
    effects(answers)[ending.task.kind](ending)


def delivered(answers: MemoryAnswers) -> dict[str, datetime | None]:
    """When each document was delivered."""
    return {one.kind: one.delivered_at for one in answers.documents}


def test_documents_for_the_reporter_are_delivered_and_the_offices_own_are_not(answers: MemoryAnswers) -> None:
    answers.documents = [paper(kind) for kind in ("lha", "laporan_tindak_lanjut", "jawaban", "memo_penyaluran")]
    end(answers, being_ended("deliver", TOLD))
    assert delivered(answers) == {
        "lha": None,
        "laporan_tindak_lanjut": TUESDAY,
        "jawaban": TUESDAY,
        "memo_penyaluran": None,
    }


def test_what_was_delivered_before_stays_delivered_then(answers: MemoryAnswers) -> None:
    answers.documents = [paper("jawaban", delivered_at=MONDAY), paper("laporan_tindak_lanjut")]
    end(answers, being_ended("deliver", TOLD))
    assert delivered(answers) == {"jawaban": MONDAY, "laporan_tindak_lanjut": TUESDAY}


def test_a_document_that_was_cancelled_is_not_delivered(answers: MemoryAnswers) -> None:
    answers.documents = [paper("jawaban", cancelled_at=MONDAY)]
    end(answers, being_ended("deliver", TOLD))
    assert delivered(answers) == {"jawaban": None}


def test_a_step_that_goes_back_delivers_no_document(answers: MemoryAnswers) -> None:
    answers.documents = [paper("jawaban")]
    end(answers, being_ended("deliver", is_return=True))
    assert delivered(answers) == {"jawaban": None}


def test_an_answer_that_is_written_is_not_yet_seen_by_the_reporter(answers: MemoryAnswers) -> None:
    end(answers, being_ended("respond", {"answer": "Telah ditangani"}))
    assert (answers.waiting, answers.told) == (["Telah ditangani"], [])


def test_an_answer_that_is_written_again_takes_the_place_of_the_one_that_was_returned(answers: MemoryAnswers) -> None:
    end(answers, being_ended("respond", {"answer": "Konsep pertama"}))
    end(answers, being_ended("deliver", is_return=True))
    end(answers, being_ended("respond", {"answer": "Konsep kedua"}))
    end(answers, being_ended("deliver", DELIVERED))
    assert answers.texts() == ["Konsep kedua"]


def test_an_answer_that_was_delivered_stays_when_another_is_written(answers: MemoryAnswers) -> None:
    end(answers, being_ended("respond", {"answer": "Jawaban"}))
    end(answers, being_ended("deliver", DELIVERED))
    end(answers, being_ended("respond", {"answer": "Jawaban setelah keberatan"}))
    assert (answers.texts(), answers.waiting) == (["Jawaban"], ["Jawaban setelah keberatan"])


def test_the_reporter_is_told_what_became_of_an_objection(answers: MemoryAnswers) -> None:
    end(answers, being_ended("reconsider", {"considerations": "RAHASIA", "message": "Keberatan ditolak"}))
    assert answers.texts() == ["Keberatan ditolak"]


def test_delivery_shows_the_reporter_what_was_written_and_what_is_said_besides(answers: MemoryAnswers) -> None:
    end(answers, being_ended("respond", {"answer": "Telah ditangani"}))
    end(answers, being_ended("deliver", DELIVERED | {"answer": "Terlampir"}))
    assert answers.told == [(COMPLAINT, "Telah ditangani", TUESDAY), (COMPLAINT, "Terlampir", TUESDAY)]
    assert answers.waiting == []


def test_delivery_needs_no_words_of_its_own(answers: MemoryAnswers) -> None:
    end(answers, being_ended("respond", {"answer": "Telah ditangani"}))
    end(answers, being_ended("deliver", DELIVERED))
    assert answers.texts() == ["Telah ditangani"]


@pytest.mark.parametrize("way", ["system", "letter"])
def test_nothing_is_delivered_without_a_word_to_the_reporter(answers: MemoryAnswers, way: str) -> None:
    answers.documents = [paper("laporan_tindak_lanjut")]
    with pytest.raises(Invalid) as refused:
        end(answers, being_ended("deliver", DELIVERED | {"way": way}))
    assert list(refused.value.fields) == ["result.answer"]
    assert delivered(answers) == {"laporan_tindak_lanjut": None}


def test_after_an_objection_the_old_answer_is_no_word_on_what_was_done_since(answers: MemoryAnswers) -> None:
    end(answers, being_ended("respond", {"answer": "Jawaban"}))
    end(answers, being_ended("deliver", DELIVERED))
    with pytest.raises(Invalid):
        end(answers, being_ended("deliver", DELIVERED))


def test_the_source_itself_confirms_without_a_proof(answers: MemoryAnswers) -> None:
    end(answers, being_ended("await_source", CONFIRMED, caller=SOURCE))


def test_an_officer_confirms_for_the_source_only_with_the_proof_attached(answers: MemoryAnswers) -> None:
    with pytest.raises(Invalid) as refused:
        end(answers, being_ended("await_source", CONFIRMED))
    assert "Only the source can confirm" in refused.value.fields["result.attachments"]
    end(answers, being_ended("await_source", CONFIRMED | ATTACHED))


@pytest.mark.parametrize("caller", [SOURCE, None], ids=["the source", "an officer"])
def test_nobody_closed_at_the_source_what_was_not_received_yet(answers: MemoryAnswers, caller: Caller | None) -> None:
    ending = being_ended("await_source", CONFIRMED | ATTACHED, caller=caller)
    ending.custody.facts[RECEIVED_ON] = "2026-03-04"
    with pytest.raises(Invalid) as refused:
        end(answers, ending)
    assert "2026-03-04" in refused.value.fields["result.confirmed_on"]
    ending.custody.facts[RECEIVED_ON] = "2026-03-03"
    end(answers, ending)


def test_a_last_message_is_delivered_with_the_closing(answers: MemoryAnswers) -> None:
    end(answers, being_ended("close", {"summary": "Selesai", "message": "Terima kasih"}))
    assert answers.texts() == ["Terima kasih"]


def test_closing_without_a_message_delivers_nothing_unasked(answers: MemoryAnswers) -> None:
    end(answers, being_ended("respond", {"answer": "Belum disetujui"}))
    end(answers, being_ended("close", {"summary": "Catatan untuk register"}))
    assert answers.texts() == []


@pytest.mark.parametrize("kind", sorted(effects(MemoryAnswers())))
def test_a_return_demands_nothing_and_tells_nobody(answers: MemoryAnswers, kind: str) -> None:
    end(answers, being_ended(kind, is_return=True, documents=("lha",)))
    assert (answers.waiting, answers.told) == ([], [])


def test_an_objection_that_leads_back_to_work_is_answered_too(answers: MemoryAnswers) -> None:
    end(answers, being_ended("reconsider", {"message": "Keberatan diterima"}, is_return=True))
    assert answers.texts() == ["Keberatan diterima"]


def test_only_kinds_of_this_desk_have_effects_here(answers: MemoryAnswers) -> None:
    assert {KINDS[kind].desk for kind in effects(answers)} == {"followup"}
