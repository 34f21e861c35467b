"""What the trail says of moves: who, by codes, and the hash of the event as the journal keeps it."""

import json
from typing import Any
from uuid import uuid5

import pytest

from services.common.contracts import events
from services.common.contracts.conflict import Barred
from services.intake.register import recording
from tests.unit.intake.register.life import COMPLAINT, at, closed, ended, entered, issued, received


def details(event: events.FlowEvent) -> dict[str, str]:
    told: dict[str, str] = json.loads(recording.of_move(event)["details"])
    return told


def actor(event: events.FlowEvent, **changes: Any) -> tuple[str, str]:
    told = recording.of_move(event.model_copy(update=changes))
    return told["actor"], told["actor_kind"]


def test_a_move_is_told_under_its_events_name_and_id() -> None:
    event = ended("catat", "dicatat", 2)
    told = recording.of_move(event)
    assert (told["action"], told["entry_id"], told["at"]) == ("step_completed", event.event_id, event.happened_at)
    assert (told["complaint_id"], told["subject"]) == (COMPLAINT, event.reference)


def test_its_codes_are_told_and_no_words() -> None:
    told = details(ended("catat", "dicatat", 2))
    assert (told["step"], told["outcome"], told["sequence"]) == ("catat", "dicatat", "2")
    opened = details(entered("telaah", 3))
    assert opened["step"] == "telaah"
    assert "title" not in opened
    assert details(closed(9))["end"] == "ditutup"


def test_the_hash_is_that_of_the_event_as_the_journal_gives_it_back() -> None:
    event = received()
    kept = json.loads(event.model_dump_json())
    in_another_order = dict(reversed(kept.items()))
    assert details(event)["journal"] == recording.hash_in_journal(in_another_order)
    assert details(event)["journal"] != recording.hash_in_journal({**kept, "channel": "letter"})


def test_the_hash_still_holds_when_retention_has_ended() -> None:
    event = received(source_reference="SRT/12/2026")
    forgotten = json.loads(event.model_dump_json()) | {"source_reference": None}
    assert details(event)["journal"] == recording.hash_in_journal(forgotten)


def test_who_filed_is_told_by_role() -> None:
    assert actor(received()) == ("jfu", "role")


@pytest.mark.parametrize(
    ("by", "roles", "expected"),
    [
        ("contoh_irban", ("irban",), ("contoh_irban", "officer")),
        ("contoh_lapak", ("lapak_aduan",), ("contoh_lapak", "system")),
        (str(COMPLAINT), ("pelapor",), (str(COMPLAINT), "reporter")),
        ("tenggat", (), ("tenggat", "rule")),
    ],
)
def test_who_ended_a_step_is_told_with_the_kind_of_caller(
    by: str, roles: tuple[str, ...], expected: tuple[str, str]
) -> None:
    assert actor(ended("catat", "dicatat", 2), by=by, roles=roles) == expected


def test_who_declared_a_conflict_and_in_whose_place_is_told() -> None:
    envelope = ended("catat", "dicatat", 2).model_dump(include=set(events.FlowEvent.model_fields))
    event = events.ConflictDeclared(
        **envelope, barred=Barred(officers=("contoh_lain",)), by="contoh_plh", as_deputy="plh:inspektur:contoh_satu"
    )
    assert actor(event) == ("contoh_plh", "officer")
    assert details(event)["as_deputy"] == "plh:inspektur:contoh_satu"
    assert "contoh_lain" not in recording.of_move(event)["details"]


def test_what_follows_from_a_step_was_done_by_the_sop() -> None:
    assert actor(entered("telaah", 3)) == actor(issued("spt", "telaah", 4)) == ("sop", "rule")


def test_consent_is_told_of_the_reporter() -> None:
    event = events.ConsentGiven(
        event_id=uuid5(COMPLAINT, "consent"), happened_at=at(1), tenant="contoh", complaint_id=COMPLAINT
    )
    told = recording.of_consent(event)
    assert (told["action"], told["actor"], told["actor_kind"]) == ("consent_given", str(COMPLAINT), "reporter")


def test_what_a_service_announced_is_told_as_it_is_and_in_one_order() -> None:
    event = events.Audited(
        event_id=uuid5(COMPLAINT, "audited"),
        happened_at=at(1),
        tenant="contoh",
        action="content_read",
        actor="contoh_irban",
        actor_kind="officer",
        complaint_id=COMPLAINT,
        details={"part": "memo", "desk": "followup"},
    )
    told = recording.of_announced(event)
    assert told["details"] == '{"desk":"followup","part":"memo"}'
    assert (told["action"], told["actor"], told["actor_kind"]) == ("content_read", "contoh_irban", "officer")
