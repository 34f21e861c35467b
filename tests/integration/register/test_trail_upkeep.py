"""The trail held against what else the register has: moves of the journal, anchors, and how long entries wait."""

from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from services.common.contracts.audit import Anchor
from services.intake.register.trail import Trail
from tests.integration.register.regency import Regency, examined
from tests.integration.register.test_trail import NOW, announced, examination, fault_in, hear, keep, shown


def said_of(regency: Regency) -> str:
    """Everything that is wrong besides a first entry."""
    return "; ".join(examination(regency).besides)


def upgraded(regency: Regency) -> None:
    """What the migration does with the moves of this regency."""
    migration = import_module("services.intake.migrations.versions.0010_trail_upkeep")
    url = regency.databases.of_role("register", "dumas_intake").set(drivername="postgresql+psycopg2")
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("SELECT set_config('dumas.tenant', :tenant, true)"), {"tenant": regency.tenant})
        migration.tell_of_earlier_moves(connection)
    engine.dispose()


@pytest.mark.parametrize("which", ["number > 1", "true"])
def test_moves_of_an_end_of_the_trail_that_was_cut_off_are_told(regency: Regency, which: str) -> None:
    course = examined(regency)
    keep(regency)
    assert said_of(regency) == ""
    regency.rows(f"DELETE FROM trail.audit WHERE tenant = %s AND {which}", regency.tenant)
    assert f"move 2 of {course.reference} is in the journal and not in the trail" in said_of(regency)


def test_a_move_that_was_removed_before_it_was_chained_is_told(regency: Regency) -> None:
    course = examined(regency)
    regency.rows("DELETE FROM trail.pending WHERE tenant = %s", regency.tenant)
    keep(regency)
    assert f"move 1 of {course.reference}" in said_of(regency)


def test_a_move_that_waits_to_be_chained_is_no_fault(regency: Regency) -> None:
    examined(regency)
    assert examination(regency).is_sound


FORGED = {
    "as it is": "payload",
    "with its sequence": "payload || '{\"sequence\": 90}'",
    "as another event": "payload || jsonb_build_object('sequence', 90, 'event_id', gen_random_uuid())",
    "without an id": "'{}'",
}


@pytest.mark.parametrize("payload", FORGED.values(), ids=FORGED)
def test_a_move_that_was_written_into_the_journal_is_told(regency: Regency, payload: str) -> None:
    examined(regency)
    keep(regency)
    forge = f"""INSERT INTO journal (complaint_id, sequence, tenant, name, payload)
        SELECT complaint_id, 90, tenant, name, {payload} FROM journal WHERE tenant = '{regency.tenant}' LIMIT 1"""
    regency.rows(forge)
    assert "move 90 of" in said_of(regency)


def test_a_move_under_another_name_is_found(regency: Regency) -> None:
    examined(regency)
    keep(regency)
    rename = "UPDATE journal SET name = 'document_issued' WHERE tenant = %s AND sequence = 2"
    regency.rows(rename, regency.tenant)
    assert fault_in(regency) == (2, "journal")


def test_moves_made_before_there_was_a_trail_enter_it_with_the_upgrade(regency: Regency) -> None:
    course = examined(regency)
    regency.rows("DELETE FROM trail.pending WHERE tenant = %s", regency.tenant)
    older = "UPDATE journal SET payload = payload - 'barred' WHERE tenant = %s AND sequence = 1"  # before it said that
    regency.rows(older, regency.tenant)
    upgraded(regency)
    keep(regency)
    assert examination(regency).is_sound
    told = [entry.action for entry in shown(regency, reference=course.reference).entries]
    assert told == ["complaint_received", "step_completed", "task_opened"]


def test_anchors_go_on_after_one_of_a_day_to_come_and_it_is_told(regency: Regency) -> None:
    hear(regency, announced(regency))
    keep(regency)
    keep(regency, NOW + timedelta(days=3650))
    assert "a day to come" in said_of(regency)
    for day in range(1, 4):
        hear(regency, announced(regency))
        keep(regency, NOW + timedelta(days=day))
    assert [told["entries"] for told in regency.told("audit_anchored")] == [1, 1, 2, 3]


def test_an_event_of_a_time_to_come_does_not_hold_up_the_first_anchor(regency: Regency) -> None:
    hear(regency, announced(regency).model_copy(update={"happened_at": NOW + timedelta(days=3650)}))
    keep(regency)
    keep(regency, NOW + timedelta(days=1))
    assert [told["entries"] for told in regency.told("audit_anchored")] == [1]


def test_entries_nobody_anchors_are_told(regency: Regency) -> None:
    hear(regency, announced(regency))
    keep(regency, NOW - timedelta(days=4))
    assert "are not anchored" in said_of(regency)
    keep(regency)
    assert said_of(regency) == ""


def test_entries_that_are_kept_from_the_chain_are_told(regency: Regency) -> None:
    hear(regency, announced(regency))
    assert said_of(regency) == ""
    regency.rows("UPDATE trail.pending SET heard_at = heard_at - interval '1 hour' WHERE tenant = %s", regency.tenant)
    assert "entries wait since" in said_of(regency)


def test_a_chain_that_grows_and_is_anchored_while_it_is_read_is_sound(
    regency: Regency, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear(regency, announced(regency))
    keep(regency)
    read = Trail._last

    def meanwhile(trail: Trail) -> Anchor | None:
        monkeypatch.setattr(Trail, "_last", read)
        hear(regency, announced(regency))
        keep(regency)
        keep(regency, NOW + timedelta(days=1))
        return read(trail)

    monkeypatch.setattr(Trail, "_last", meanwhile)
    assert fault_in(regency) == (0, "")


def test_nobody_is_shown_entries_of_a_complaint_the_register_has_not_heard_of(regency: Regency) -> None:
    hear(regency, announced(regency, action="evidence_received", complaint_id=uuid4()), announced(regency))
    keep(regency)
    assert [entry.number for entry in shown(regency, actor="accused").entries] == [2]
