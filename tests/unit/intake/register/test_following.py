"""The register follows complaints: in whatever order events arrive and however often, it shows the same."""

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from services.common.contracts import events
from services.intake.register.usecases import hear
from tests.unit.intake.register.life import (
    COMPLAINT,
    MONDAY,
    MemoryJournal,
    at,
    closed,
    ended,
    entered,
    received,
    whole_life,
)


def heard(*arriving: events.FlowEvent) -> MemoryJournal:
    """The journal after these events, in the order in which they arrived."""
    journal = MemoryJournal()
    for event in arriving:
        hear(event, journal)
    return journal


def test_a_complaint_is_entered_with_what_its_receipt_says() -> None:
    known = heard(received(source_reference="LA-7", unit="dinas_contoh", problem_code="03")).known
    assert known is not None
    assert (known.complaint_id, known.reference, known.sop) == (COMPLAINT, "CTH-26-7K3M-9QXR", "contoh@1")
    assert (known.channel, known.mode, known.filed_by) == ("walk_in", "open", "jfu")
    assert (known.source_reference, known.unit, known.problem_code) == ("LA-7", "dinas_contoh", "03")
    assert (known.received_at, known.facts) == (MONDAY, {"channel": "walk_in", "mode": "open"})


def test_a_new_complaint_stands_at_its_first_step_and_waits_for_its_roles() -> None:
    journal = heard(received())
    assert journal.known is not None
    assert journal.open is not None
    assert (journal.known.step, journal.known.applied) == ("catat", 1)
    assert (journal.open.step, journal.open.roles) == ("catat", ("jfu",))


def test_a_step_that_ended_waits_for_nobody() -> None:
    assert heard(received(), ended("catat", "dicatat", 2)).open is None


def test_the_next_step_waits_when_its_desk_has_opened_it() -> None:
    journal = heard(received(), ended("catat", "dicatat", 2), entered("telaah", 3))
    assert journal.known is not None
    assert journal.open is not None
    assert (journal.known.step, journal.open.step) == ("telaah", "telaah")


def test_a_closed_complaint_stands_nowhere_and_has_its_end() -> None:
    known = heard(*whole_life()).known
    assert known is not None
    assert (known.step, known.end, known.closed_at, known.applied) == (None, "ditutup", at(15), 15)


def test_an_event_that_is_early_waits_until_the_gap_is_filled() -> None:
    early = heard(received(), entered("telaah", 3))
    assert early.known is not None
    assert (early.known.step, early.known.applied) == ("catat", 1)
    hear(ended("catat", "dicatat", 2), early)
    assert early.known is not None
    assert (early.known.step, early.known.applied) == ("telaah", 3)


def test_events_that_come_before_the_receipt_wait_for_it() -> None:
    journal = heard(entered("telaah", 3), ended("catat", "dicatat", 2))
    assert journal.known is None
    hear(received(), journal)
    assert journal.shown() == heard(received(), ended("catat", "dicatat", 2), entered("telaah", 3)).shown()


def test_an_event_beyond_a_gap_is_not_taken_in() -> None:
    journal = heard(received(), closed(15), ended("catat", "dicatat", 2))
    assert journal.known is not None
    assert (journal.known.applied, journal.known.end) == (2, None)


def test_an_event_heard_again_changes_nothing() -> None:
    journal = heard(*whole_life())
    before = journal.shown()
    for event in whole_life():
        hear(event, journal)
    assert journal.shown() == before


@settings(max_examples=60, deadline=None, phases=(Phase.generate,))  # smaller examples say no more, and take minutes
@given(order=st.permutations(whole_life()), doubled=st.lists(st.integers(0, 14), max_size=4))
def test_whatever_the_order_of_arrival_the_register_shows_the_same(
    order: list[events.FlowEvent], doubled: list[int]
) -> None:
    arriving = [*order, *(order[place] for place in doubled)]
    assert heard(*arriving).shown() == heard(*whole_life()).shown()


def test_a_complaint_belongs_to_the_year_it_was_received_in_by_the_regencys_clock() -> None:
    last_minutes_in_utc = MONDAY.replace(year=2026, month=12, day=31, hour=17, minute=30)
    assert heard(received(received_at=last_minutes_in_utc)).years == [2027]
