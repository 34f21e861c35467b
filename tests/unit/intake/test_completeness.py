"""Missing papers hold a complaint up where the SOP says so, and the reporter is asked for them in the mailbox."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.contracts.caller import Caller
from services.common.desk import completion
from services.common.desk.custody import Custody, Task, task_id
from services.common.desk.ending import Ending
from services.common.desk.papers import NOTHING
from services.common.errors import Incomplete, Invalid, NotYetChecked
from services.common.sop.load import parse_sop
from services.common.sop.model import Sop
from services.intake import usecases
from services.intake.completeness import Completeness
from services.intake.known import File
from tests.unit.common.desk.memory import Announced, MemoryDesk, ending, officer
from tests.unit.common.sop.small import SMALL
from tests.unit.intake.samples import COMPLAINT, NOW, READER, REFERENCE, REPORTER, MemoryComplaints

LOOP = """\
      dicatat: {label: Dicatat, to: periksa}
    provenance: {basis: literal}
  - key: periksa
    title: Memeriksa
    text: Memeriksa kelengkapan
    kind: verify
    roles: [jfu]
    outcomes:
      lengkap: {label: Lengkap, to: telaah, when_complete: true}
      belum: {label: Belum lengkap, to: tunggu, limit: 2}
    provenance: {basis: added}
  - key: tunggu
    title: Menunggu pelapor
    text: Menunggu pelapor
    kind: await_reporter
    roles: [pelapor]
    pauses: true
    clock: {text: 5 hari kerja, amount: 5, unit: working_days, provenance: {basis: added}}
    when_late: tidak_dilengkapi
    outcomes:
      dilengkapi: {label: Dilengkapi, to: periksa, is_return: true, limit: 2}
      tidak_dilengkapi: {label: Tidak dilengkapi, to: jawaban}
"""
ASKS = "Mohon lengkapi bukti."


def looping() -> Sop:
    """The small SOP with a check of the papers before the examination."""
    line = "      dicatat: {label: Dicatat, to: telaah}\n"
    assert SMALL.count(line) == 1
    return parse_sop(SMALL.replace(line, LOOP), "sop.yaml")


class Intake:
    """The intake desk in memory, with one complaint of the counter before the check of its papers."""

    def __init__(self) -> None:
        sop = looping()
        self.desk, self.announced = MemoryDesk(sop), Announced()
        self.complaints = MemoryComplaints(sop=sop, channel="walk_in", mode="open")
        self.task = Task(task_id(COMPLAINT, 5), COMPLAINT, "contoh", "periksa", "verify", ["jfu"], 5, NOW)
        self.desk.save_custody(Custody(COMPLAINT, "contoh", REFERENCE, sop.id, {"channel": "walk_in"}, 5))
        self.desk.open_task(self.task)

    def end(self, outcome: str, caller: Caller | None = None, **result: Any) -> None:
        effects = Completeness(self.complaints, self.complaints.vault, self.announced).effects()
        (task,) = self.desk.open_tasks()
        completion.complete(
            "intake",
            caller or officer("jfu"),
            ending(replace(task), outcome, result=result),
            records=self.desk,
            announce=self.announced,
            effects=effects,
            write=lambda _ending: NOTHING,
            now=NOW,
        )

    def attach(self, kind: str, state: str = "accepted") -> None:
        name = self.complaints.vault.seal("contoh", COMPLAINT, "file-name", "x.pdf")
        file = File(uuid4(), "contoh", COMPLAINT, "key", kind, name, "application/pdf", "pelapor", NOW, state)
        self.complaints.save_file(file)

    def waits_at(self) -> list[str]:
        return [task.step for task in self.desk.open_tasks()]


@pytest.fixture
def intake() -> Intake:
    return Intake()


def test_while_a_paper_is_missing_the_complaint_does_not_go_on(intake: Intake) -> None:
    with pytest.raises(Incomplete, match="evidence"):
        intake.end("lengkap")
    assert intake.waits_at() == ["periksa"]
    assert list(intake.announced) == []


@pytest.mark.parametrize(
    ("kind", "state"), [("ktp", "accepted"), ("ktp", "checking"), ("evidence", "begun"), ("evidence", "infected")]
)
def test_another_paper_or_one_that_has_not_arrived_does_not_count(intake: Intake, kind: str, state: str) -> None:
    intake.attach(kind, state)
    with pytest.raises(Incomplete):
        intake.end("lengkap")


def test_a_paper_that_is_being_checked_is_waited_for(intake: Intake) -> None:
    intake.attach("evidence", "checking")
    with pytest.raises(NotYetChecked):
        intake.end("lengkap")
    assert intake.waits_at() == ["periksa"]


def test_with_every_paper_there_it_goes_on(intake: Intake) -> None:
    intake.attach("evidence")
    intake.end("lengkap")
    assert intake.waits_at() == []
    assert "complaint_handed_to_review" in intake.announced.names()


def test_the_content_says_what_is_missing(intake: Intake) -> None:
    def missing() -> tuple[str, ...]:
        return usecases.content(READER, REFERENCE, complaints=intake.complaints, vault=intake.complaints.vault).missing

    assert missing() == ("evidence",)
    intake.attach("evidence")
    assert missing() == ()


def test_what_is_asked_goes_into_the_mailbox_and_is_announced_without_its_words(intake: Intake) -> None:
    intake.end("belum", asks=ASKS)
    (message,) = intake.complaints.mail
    assert (message.text, message.author, message.from_reporter) == (ASKS, "contoh_petugas", False)
    told = intake.announced.only("message_posted")
    assert (told.message_id, told.from_reporter) == (message.message_id, False)
    assert ASKS not in told.model_dump_json()
    assert intake.waits_at() == ["tunggu"]


def test_the_reporter_is_not_left_waiting_without_a_question(intake: Intake) -> None:
    with pytest.raises(Invalid) as refused:
        intake.end("belum")
    assert set(refused.value.fields) == {"result.asks"}
    assert intake.waits_at() == ["periksa"]


def test_a_question_that_nobody_would_be_asked_is_refused(intake: Intake) -> None:
    intake.attach("evidence")
    with pytest.raises(Invalid) as refused:
        intake.end("lengkap", asks=ASKS)
    assert list(refused.value.fields) == ["result.asks"]
    assert (intake.complaints.mail, intake.waits_at()) == ([], ["periksa"])


def test_what_the_checklist_calls_lacking_is_not_complete(intake: Intake) -> None:
    intake.attach("evidence")
    lines = [{"item": "Identitas", "is_met": True}, {"item": "Uraian jelas", "is_met": False}]
    with pytest.raises(Invalid) as refused:
        intake.end("lengkap", checklist=lines)
    assert list(refused.value.fields) == ["result.checklist.1.is_met"]
    assert intake.waits_at() == ["periksa"]


def test_what_the_checklist_calls_lacking_is_asked_for(intake: Intake) -> None:
    intake.end("belum", checklist=[{"item": "Uraian jelas", "is_met": False}], asks=ASKS)
    assert intake.waits_at() == ["tunggu"]


def test_the_reporter_completes_and_the_papers_are_checked_again(intake: Intake) -> None:
    intake.end("belum", asks=ASKS)
    intake.end("dilengkapi", REPORTER.model_copy(update={"roles": ("pelapor",)}))
    assert intake.waits_at() == ["periksa"]


def test_a_complaint_that_was_never_filed_is_a_fault_and_no_refusal(intake: Intake) -> None:
    held = intake.desk.held[COMPLAINT]
    stray = replace(held, complaint_id=UUID(int=7))
    act = Completeness(intake.complaints, intake.complaints.vault, intake.announced).act
    step = looping().steps[1]
    with pytest.raises(LookupError):
        act(Ending(officer("jfu"), stray, intake.task, step, "lengkap", False, None, [], NOW, "telaah"))
