"""Intake's keys on a real server: sealed under keys of its own, rotated while it works, destroyed for good."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import psycopg2
import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import event

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.keys import KeysRotated, KeyStatus, RotateKeys
from services.common.contracts.register import Nothing
from services.common.errors import NoLongerKept
from services.common.sealing import KeyMissing
from services.intake.repository import ComplaintRecords
from services.intake.service import IntakeService
from tests.integration.intake.front_door import OPEN, Intake
from tests.support.databases import Databases, holding, rows
from tests.support.rings import intakes_keyring
from tests.unit.intake import samples

STORY = "Cerita kenaripertama"
NAME = "Pelapor Kenarikedua"
FILED: dict[str, Any] = {"mode": "open", "story": STORY, "identity": {"name": NAME, "email": "kenari@example.org"}}
READER, OPERATOR = samples.READER, samples.PUBLIC.model_copy(update={"kind": "operator"})


def read(intake: Intake, filed: c.Submission, service: IntakeService | None = None) -> Any:
    asked = c.ByReference(reference=filed.reference)
    return (service or intake.service).content(intake.caller(READER), asked)


def story(intake: Intake, filed: c.Submission, service: IntakeService | None = None) -> str:
    says = read(intake, filed, service)
    assert isinstance(says, w.Content)
    return says.story


def addresses(intake: Intake, filed: c.Submission, service: IntakeService | None = None) -> dict[str, str]:
    asked = c.ByComplaints(complaint_ids=(filed.complaint_id,))
    found = (service or intake.service).reporter_addresses(intake.caller(READER), asked)
    assert isinstance(found, c.ReporterAddresses)
    return found.emails


def rotate(intake: Intake, service: IntakeService | None = None) -> int:
    """All rounds. How many keys were wrapped anew."""
    wrapped, request = 0, RotateKeys(start=True)
    while True:
        done = (service or intake.service).rotate_keys(intake.caller(OPERATOR), request)
        assert isinstance(done, KeysRotated)
        wrapped, request = wrapped + done.wrapped, RotateKeys()
        if not done.left:
            return wrapped


def versions(intake: Intake) -> list[tuple[Any, ...]]:
    return rows(intake.owner, "SELECT version, master FROM keys.tenant_key WHERE tenant = %s", intake.tenant)


def destroy(intake: Intake, complaint_id: UUID, scope: str) -> None:
    with intake.work() as work:
        ComplaintRecords(work).destroy(complaint_id, scope)


def post(intake: Intake, filed: c.Submission, text: str) -> w.PostMessage:
    request = w.PostMessage(reference=filed.reference, text=text, request_key=filed.request_key)
    assert isinstance(intake.service.post_message(intake.caller(READER), request), w.MailMessage)
    return request


def test_what_was_filed_and_written_stands_in_no_table_in_clear(intake: Intake) -> None:
    filed = intake.file(**FILED)
    request = post(intake, filed, "Pesan kenariketiga")
    assert (story(intake, filed), list(addresses(intake, filed).values())) == (STORY, ["kenari@example.org"])
    assert {word: holding(intake.owner, word) for word in (STORY, NAME, "kenari@", request.text, samples.CODE)} == {
        word: set() for word in (STORY, NAME, "kenari@", request.text, samples.CODE)
    }


def test_a_message_that_is_sent_again_is_answered_as_before(intake: Intake) -> None:
    filed = intake.file(**FILED)
    request = post(intake, filed, "Pesan")
    first = read(intake, filed).messages
    assert intake.service.post_message(intake.caller(READER), request) == first[0]
    assert read(intake, filed).messages == first


def test_filing_takes_one_statement_once_the_regencys_key_is_known(intake: Intake) -> None:
    for _ in range(2):  # the first makes it, the second reads it
        intake.file(**FILED)
    sent, said = intake.submission(**FILED), list[str]()
    event.listen(intake.engine, "before_cursor_execute", lambda _c, _k, statement, *_: said.append(statement.strip()))
    intake.service.submit(intake.caller(samples.PUBLIC), sent)
    assert [statement.split()[0] for statement in said] == ["BEGIN;", "WITH", "COMMIT"]


def test_the_first_complaints_of_a_regency_may_come_at_the_same_time(intake: Intake) -> None:
    intake.published()
    both = [intake.submission(**FILED) for _ in range(2)]
    caller = intake.caller(samples.PUBLIC)
    with ThreadPoolExecutor(2) as pool:
        receipts = list(pool.map(lambda sent: intake.process(intakes_keyring()).submit(caller, sent), both))
    assert all(isinstance(receipt, c.Receipt) for receipt in receipts)
    assert [story(intake, filed) for filed in both] == [STORY, STORY]
    assert len(versions(intake)) == 1


@pytest.mark.parametrize("column", ["complaint_id", "purpose"])
def test_a_key_from_another_place_does_not_unwrap(intake: Intake, column: str) -> None:
    filed, other = intake.file(**FILED), intake.file(**FILED)
    other_place = {"complaint_id": (filed.complaint_id, "content"), "purpose": (other.complaint_id, "identity")}
    swap = """
        UPDATE keys.complaint_key SET wrapped = (
            SELECT wrapped FROM keys.complaint_key WHERE complaint_id = %s AND purpose = %s
        ) WHERE complaint_id = %s AND purpose = 'content'
    """
    complaint_id, purpose = other_place[column]
    rows(intake.owner, swap, str(complaint_id), purpose, str(other.complaint_id))
    assert story(intake, filed) == STORY
    with pytest.raises(InvalidTag):
        read(intake, other)


def test_after_a_rotation_all_is_read_under_the_new_key_and_the_old_one_is_gone(intake: Intake) -> None:
    filed = [intake.file(**FILED) for _ in range(3)]
    assert rotate(intake) == 6
    assert [story(intake, each) for each in filed] == [STORY] * 3
    assert all(addresses(intake, each) for each in filed)
    assert versions(intake) == [(2, "k1")]
    mailbox = c.OpenMailbox(reference=filed[0].reference, access_code=filed[0].access_code)
    assert isinstance(intake.service.open_mailbox(intake.caller(samples.PUBLIC), mailbox), c.MailboxKey)


def test_the_old_master_key_is_not_needed_after_a_rotation(intake: Intake) -> None:
    filed = intake.file(**FILED)
    both = intake.process(intakes_keyring("k2", "k1"))
    rotate(intake, both)
    alone = intake.process(intakes_keyring("k2"))
    assert (story(intake, filed, alone), list(addresses(intake, filed, alone))) == (STORY, [str(filed.complaint_id)])
    mailbox = c.OpenMailbox(reference=filed.reference, access_code=filed.access_code)
    assert isinstance(alone.open_mailbox(intake.caller(samples.PUBLIC), mailbox), c.MailboxKey)
    stands = both.key_status(intake.caller(OPERATOR), Nothing())
    assert isinstance(stands, KeyStatus)
    assert (stands.version, stands.masters, stands.wrapped_under, stands.left) == (2, ("k2", "k1"), ("k2",), 0)


def test_a_complaint_that_comes_in_under_a_key_just_replaced_is_filed_all_the_same(intake: Intake) -> None:
    late = intake.process(intakes_keyring())
    intake.published()
    caller = intake.caller(samples.PUBLIC)
    late.submit(caller, intake.submission(**FILED))
    late.submit(caller, intake.submission(**FILED))  # now its process remembers the key
    rotate(intake)
    sent = intake.submission(**FILED)
    assert isinstance(late.submit(caller, sent), c.Receipt)
    assert story(intake, sent) == STORY


def test_what_was_destroyed_stays_so_with_an_earlier_copy_of_keys_and_rows(intake: Intake) -> None:
    filed = intake.file(**FILED)
    kept = {table: _copied(intake, table, filed.complaint_id) for table in ("keys.complaint_key", "complaint")}
    tenant_key = _copied(intake, "keys.tenant_key", intake.tenant)
    destroy(intake, filed.complaint_id, "complaint")
    rotate(intake, intake.process(intakes_keyring("k2", "k1")))
    _put_back(intake, "keys.tenant_key", tenant_key)
    for table, copy in kept.items():
        rows(intake.owner, f"DELETE FROM {table} WHERE complaint_id = %s", str(filed.complaint_id))
        _put_back(intake, table, copy)
    with pytest.raises(KeyMissing):
        read(intake, filed, intake.process(intakes_keyring("k2")))
    assert story(intake, filed, intake.process(intakes_keyring("k2", "k1"))) == STORY  # why the old one must go


def test_a_destroyed_complaint_is_answered_calmly_and_takes_nothing_more(intake: Intake) -> None:
    filed = intake.file(**FILED)
    request = post(intake, filed, "Pesan")
    for _ in range(2):
        destroy(intake, filed.complaint_id, "complaint")
    assert isinstance(read(intake, filed), NoLongerKept)
    again = request.model_copy(update={"request_key": "another-key"})
    assert isinstance(intake.service.post_message(intake.caller(READER), again), NoLongerKept)
    assert addresses(intake, filed) == {}
    emptied = "SELECT length(content), fingerprint FROM complaint WHERE complaint_id = %s"
    assert rows(intake.owner, emptied, str(filed.complaint_id)) == [(0, "")]


def test_a_destroyed_identity_leaves_what_the_complaint_says(intake: Intake) -> None:
    filed = intake.file(**FILED)
    destroy(intake, filed.complaint_id, "identity")
    rotate(intake)
    says = read(intake, filed)
    assert (says.story, says.has_identity, addresses(intake, filed)) == (STORY, False, {})


@pytest.mark.parametrize("statement", ["SELECT sealed FROM vault.identity", "DELETE FROM vault.identity"])
def test_the_service_itself_cannot_look_into_the_vault(databases: Databases, statement: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(databases.of_role("intake", "dumas_intake"), statement)


@pytest.mark.parametrize("role", ["register", "relay", "gateway"])
def test_nobody_else_can_take_the_keepers_role_on(databases: Databases, role: str) -> None:
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(databases.of_role(role, "dumas_intake"), "SET ROLE dumas_vault")


def test_the_keeper_sees_the_regency_the_work_is_for_and_no_other(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    with intake.work("lain") as work:
        assert ComplaintRecords(work).identities([filed.complaint_id]) == {}
    with intake.work() as work:
        assert list(ComplaintRecords(work).identities([filed.complaint_id])) == [filed.complaint_id]


def _copied(intake: Intake, table: str, value: Any) -> list[str]:
    column = "tenant" if isinstance(value, str) else "complaint_id"
    found = rows(intake.owner, f"SELECT row_to_json(t)::text FROM {table} AS t WHERE {column}::text = %s", str(value))
    return [row for (row,) in found]


def _put_back(intake: Intake, table: str, copies: list[str]) -> None:
    for copy in copies:
        rows(intake.owner, f"INSERT INTO {table} SELECT * FROM json_populate_record(NULL::{table}, %s)", copy)
