"""The register in words: what officers and reporters are shown of a complaint's life."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.common.contracts import events
from services.common.sop.model import Sop
from services.intake.register import progress, timeline
from services.intake.register.domain import FAR_AWAY
from services.intake.register.models import ClockRow, Entry, OpenTaskRow
from tests.unit.common.clocks.support import shipped
from tests.unit.intake.register.life import COMPLAINT, at, closed, ended, entered, issued, received, sop, whole_life

OFFICE = shipped("banyumas")


def payload(event: events.FlowEvent) -> dict[str, Any]:
    """An event as the journal hands it out."""
    return {"event": event.name, **event.model_dump(mode="json")}


def entry(**changes: Any) -> Entry:
    """A line of the Buku Pengaduan."""
    given: dict[str, Any] = {
        "complaint_id": COMPLAINT,
        "tenant": "contoh",
        "reference": "CTH-26-7K3M-9QXR",
        "year": 2026,
        "number": 7,
        "sop": "contoh@1",
        "channel": "walk_in",
        "mode": "open",
        "received_at": at(1),
        "step": "telaah",
    }
    return Entry(**{**given, **changes})


def clock(**changes: Any) -> ClockRow:
    """A clock of the whole SOP that runs."""
    given: dict[str, Any] = {
        "key": "total",
        "visit": 0,
        "text": "20 hari kerja",
        "started_at": at(1),
        "due_at": datetime(2099, 1, 1, tzinfo=UTC),
        "is_provisional": False,
        "extra": 0,
        "why": "Karena.",
    }
    return ClockRow(**{**given, **changes})


def test_a_step_that_waits_is_shown_by_the_sops_title() -> None:
    row = timeline.row(payload(entered("telaah", 3)), sop())
    assert (row.sequence, row.event, row.step, row.title) == (3, "task_opened", "telaah", "Menelaah")


def test_a_step_that_ended_is_shown_with_its_outcome_in_words() -> None:
    row = timeline.row(payload(ended("catat", "dicatat", 2)), sop())
    assert (row.title, row.outcome, row.outcome_label, row.by) == ("Mencatat", "dicatat", "Dicatat", "contoh_petugas")


def test_a_document_and_an_end_are_shown_by_their_codes() -> None:
    assert timeline.row(payload(issued("jawaban", "jawaban", 14)), sop()).document == "jawaban"
    assert timeline.row(payload(closed(15)), sop()).outcome == "ditutup"


def test_a_task_says_which_of_its_outcomes_give_the_complaint_back_and_which_need_a_reason() -> None:
    given = {"task_id": COMPLAINT, "kind": "decide", "desk": "review", "roles": ["inspektur"], "unit": None}
    given |= {"version": 5, "opened_at": at(5), "urgent_at": FAR_AWAY, "step": "putusan"}
    task = timeline.open_task(OpenTaskRow(**given), entry(), sop())
    assert "dikembalikan" in task.outcomes
    assert (task.returns, task.with_reason) == (("dikembalikan",), ("dikembalikan",))


def test_a_conflict_without_an_open_step_is_a_line_of_its_own() -> None:
    declared = {"event": "conflict_declared", "sequence": 5, "happened_at": at(5), "barred": {}, "task": None}
    assert timeline.row(declared, sop()).step is None


def test_a_forwarding_names_the_unit_and_a_migration_the_version() -> None:
    line = {"sequence": 5, "happened_at": at(5)}
    forwarded = timeline.row({"event": "complaint_forwarded", "unit": "dinas_contoh", **line}, sop())
    passed_on = timeline.row({"event": "complaint_forwarded", "unit": None, **line}, sop())
    migrated = timeline.row({"event": "sop_migrated", "before": "contoh@1", "after": "contoh@2", **line}, sop())
    assert (forwarded.copies_to, passed_on.copies_to) == (("dinas_contoh",), ("instansi_lain",))
    assert migrated.outcome == "contoh@2"


@pytest.mark.parametrize(("basis", "is_reconstructed"), [("reconstructed", True), ("read", False)])
def test_a_regency_whose_sop_was_reconstructed_in_part_says_so(basis: str, is_reconstructed: bool) -> None:
    text = sop().model_dump(mode="json")
    text["steps"][1]["clock"]["provenance"]["basis"] = basis
    assert timeline.is_reconstructed(Sop.model_validate(text)) is is_reconstructed


def test_the_receipt_is_the_first_line() -> None:
    row = timeline.row(payload(received()), sop())
    assert (row.sequence, row.event, row.outcome) == (1, "complaint_received", None)


def test_a_line_of_the_register_names_the_step_in_words() -> None:
    line = timeline.register_entry(entry(), sop(), OFFICE)
    assert (line.number, line.year, line.step_title, line.closed_on) == (7, 2026, "Menelaah", None)


def test_the_day_of_closing_is_the_offices_and_not_greenwichs() -> None:
    early_on_tuesday_in_jakarta = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    line = timeline.register_entry(
        entry(step=None, end="ditutup", closed_at=early_on_tuesday_in_jakarta), sop(), OFFICE
    )
    assert line.closed_on is not None
    assert line.closed_on.isoformat() == "2026-03-03"


@pytest.mark.parametrize(
    ("due", "stopped", "late"),
    [(at(5), None, True), (at(5), at(4), False), (at(5), at(6), True), (None, None, False)],
)
def test_a_clock_is_late_by_when_it_stopped_or_by_now(
    due: datetime | None, stopped: datetime | None, late: bool
) -> None:
    assert timeline.deadline(clock(due_at=due, stopped_at=stopped)).is_late is late


def test_a_reporter_sees_titles_and_no_officer_reason_or_fact() -> None:
    journal = [payload(event) for event in whole_life()[:11]]
    shown = progress.progress(entry(step="jawaban"), sop(), [clock()], journal, at(12))
    assert (shown.state, shown.step) == ("in_progress", "Menjawab")
    assert shown.done == ("Mencatat", "Menelaah", "Memutuskan")
    assert (shown.due_at, shown.why) == (clock().due_at, "Karena.")
    assert (shown.kind, [step.kind for step in shown.passed]) == ("respond", ["record", *["assess", "decide"] * 2])
    assert "contoh_petugas" not in shown.model_dump_json()


def test_a_reporter_is_told_of_the_end_in_words() -> None:
    shown = progress.progress(entry(step=None, end="ditutup"), sop(), [], [], at(16))
    assert (shown.state, shown.step, shown.end) == ("closed", None, "Ditutup")


def test_a_reporter_is_told_the_nearest_deadline_of_the_whole_and_not_a_steps_own() -> None:
    soon, later = clock(key="soon", due_at=at(1) + timedelta(days=3)), clock(due_at=at(1) + timedelta(days=9))
    own = clock(key="telaah", visit=3, due_at=at(2))
    stopped = clock(key="done", due_at=at(2), stopped_at=at(3))
    shown = progress.progress(entry(), sop(), [later, own, stopped, soon], [], at(4))
    assert shown.due_at == soon.due_at


def test_a_public_step_shows_the_sops_words_and_its_desk() -> None:
    shown = timeline.public_step(sop().steps[1])
    assert (shown["title"], shown["desk"], shown["clock"]) == ("Menelaah", "review", "2 hari kerja")
    assert shown["outcomes"] == {"ditelaah": "Ditelaah"}
