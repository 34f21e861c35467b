"""Names inside an SOP lead somewhere, and every single move obeys the desks."""

import pytest

from tests.unit.common.sop.small import broken

RETURN = "        is_return: true\n        reason_required: true\n        limit: 2\n"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- key: catat", "- key: selesai", "'selesai' is also the key of an end"),
        ("- key: catat", "- key: document", "'document' has a meaning of its own in clocks"),
        ("dijawab:\n", "completed:\n", "'completed' has a meaning of its own in clocks"),
        ("to: ditutup", "to: nowhere", "'nowhere' is neither a step nor an end"),
        ("[received, catat.dicatat]", "[received, catat.lost]", "'lost' is no event of 'catat'; use one of: entered"),
        ("[received, catat.dicatat]", "[received, nowhere.entered]", "There is no step 'nowhere'"),
        ("[document.jawaban]", "[document.spt]", "No step has 'spt' among its outputs"),
    ],
)
def test_a_loose_name_is_refused_on_its_line(old: str, new: str, message: str) -> None:
    assert message in broken(old, new).said(new)


def test_a_step_key_that_stands_twice_is_reported_at_the_second() -> None:
    result = broken("- key: jawaban\n", "- key: putusan\n    number: 9\n")
    assert "Another step is already called 'putusan'" in result.said("- key: putusan\n    number: 9")


def test_a_clock_key_that_stands_twice_is_refused() -> None:
    twin = (
        "clocks:\n  - {key: total, text: x, amount: 1, unit: days, provenance: {basis: added},\n"
        "     start: {any_of: [received]}, stop: {any_of: [closed]}}\n"
    )
    assert "Another clock is already called 'total'" in broken("clocks:\n", twin).said("- key: total")


def test_the_first_step_belongs_to_intake() -> None:
    assert "enters at the intake desk" in broken("kind: record", "kind: assess").said("kind: assess\n    roles: [jfu]")


def test_a_complaint_cannot_go_to_a_desk_on_the_left() -> None:
    said = broken("to: telaah\n", "to: catat\n").said("to: catat\n")
    assert "cannot go back from the review desk to 'catat' on the intake desk" in said


def test_leading_back_without_saying_so_is_refused() -> None:
    said = broken(RETURN, "").said("dikembalikan:")
    assert "This leads back; set `is_return: true`" in said


def test_leading_to_the_same_step_is_leading_back() -> None:
    said = broken("dijawab:\n", "ulang: {label: Ulang, to: jawaban}\n      dijawab:\n").said("ulang:")
    assert "This leads back; set `is_return: true`" in said


def test_a_return_needs_a_limit() -> None:
    said = broken("        limit: 2\n", "").said("dikembalikan:")
    assert said == "A return needs a `limit`, or a complaint could go round for ever."


def test_a_return_must_give_a_reason() -> None:
    said = broken("        reason_required: true\n", "").said("dikembalikan:")
    assert said == "A return must say why; set `reason_required: true`."


def test_a_return_that_leads_on_is_refused() -> None:
    said = broken("to: telaah\n", "to: jawaban\n").said("is_return: true")
    assert said.startswith("`is_return` is set but this leads on")


def test_a_return_that_ends_the_complaint_is_refused() -> None:
    said = broken("to: telaah\n", "to: ditutup\n").said("is_return: true")
    assert said.startswith("`is_return` is set but this leads on")


def test_a_transition_below_one_that_is_always_taken_is_refused() -> None:
    said = broken("{when: {channel: wbs}, to: selesai}", "{to: selesai}").said("{to: selesai}")
    assert "put it last" in said
