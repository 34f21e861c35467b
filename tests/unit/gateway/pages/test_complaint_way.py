"""What the page of a complaint tells of its way through the SOP, and how an SOP is read for it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from apiflask import APIFlask

from gateway.pages import complaint_sop, complaint_way
from gateway.pages.complaint_parts import Whole
from services.common.contracts.register import Deadline, RegisterEntry, Standing, TimelineRow

NOW = datetime.now(UTC)
ID = UUID("0d9b7c52-6b0e-4a8e-9c9c-0c1f8a0f7d10")


def step(key: str, to: Any, **more: Any) -> dict[str, Any]:
    outcomes = {"selesai": {"label": "Selesai", "to": to}}
    return {
        "key": key,
        "title": key.title(),
        "text": key,
        "kind": "hand_up",
        "roles": "irban",
        "outcomes": outcomes,
        **more,
    }


SOP = complaint_sop.read(
    "contoh@1",
    {
        "title": "SOP Contoh",
        "roles": {"irban": {"label": "Irban"}},
        "channels": {},
        "ends": {"tamat": {"label": "Tamat", "objection": {"to": "keberatan"}}},
        "steps": [
            step("terima", "putusan"),
            step("putusan", [{"when": {"channel": ["letter"]}, "to": "surat"}, {"to": "lisan"}]),
            step("surat", "tamat"),
            step("lisan", "tamat"),
            step("keberatan", "tamat"),
        ],
    },
)


def whole(**more: Any) -> Whole:
    entry = dict.fromkeys(RegisterEntry.model_fields)
    entry |= {"number": 1, "year": 2026, "reference": "CTH-26-7K3M-Q9TX", "received_at": NOW, "channel": "letter"}
    told = {"entry": entry | {"mode": "open"}, "sop": SOP.sop, "complaint_id": ID, "facts": {"channel": "letter"}}
    told |= {"version": 3, "tasks": (), "clocks": (), "timeline": ()}
    return Whole(Standing.model_validate(told | more), lambda code: code or "", procedure=SOP)


def task(at: str) -> dict[str, Any]:
    told = {
        "task_id": ID,
        "reference": "CTH-26-7K3M-Q9TX",
        "step": at,
        "title": at,
        "kind": "hand_up",
        "desk": "intake",
    }
    return told | {
        "roles": ("irban",),
        "outcomes": {},
        "version": 1,
        "opened_at": NOW,
        "due_at": None,
        "source_reference": None,
    }


def test_a_branch_that_the_facts_rule_out_is_left_aside() -> None:
    done = TimelineRow(sequence=1, event="step_completed", happened_at=NOW, step="terima")
    states = {row.step.key: row.state for row in complaint_way.rows(whole(tasks=(task("putusan"),), timeline=(done,)))}
    assert states == {"terima": "done", "putusan": "now", "surat": "ahead", "lisan": "aside", "keberatan": "ahead"}


def test_between_two_steps_nothing_that_may_come_is_left_aside() -> None:
    done = TimelineRow(sequence=1, event="step_completed", happened_at=NOW, step="terima")
    states = {row.step.key: row.state for row in complaint_way.rows(whole(timeline=(done,)))}
    assert states == {"terima": "done", "putusan": "ahead", "surat": "ahead", "lisan": "aside", "keberatan": "ahead"}


def test_as_long_as_a_fact_is_not_known_both_branches_may_come() -> None:
    assert SOP.ahead("terima", {}) == {"putusan", "surat", "lisan"}


def test_a_role_has_the_regencys_own_name() -> None:
    rows = complaint_way.rows(whole(tasks=(task("putusan"),)))
    assert rows[1].holders == "Irban"


def test_a_clock_that_has_stopped_says_whether_that_was_in_time(app: APIFlask) -> None:
    clock = {"key": "total", "text": "5 hari", "is_late": False, "due_at": NOW, "started_at": NOW, "stopped_at": NOW}
    with app.test_request_context():
        assert complaint_way.shown(Deadline.model_validate(clock)).left == "selesai pada waktunya"


def test_half_of_the_time_used_is_fifty_percent(app: APIFlask) -> None:
    times = {"started_at": NOW - timedelta(days=1), "due_at": NOW + timedelta(days=1), "stopped_at": None}
    clock = Deadline.model_validate({"key": "total", "text": "2 hari", "is_late": False, **times})
    with app.test_request_context():
        assert complaint_way.shown(clock).used == 50
