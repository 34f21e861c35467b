"""Letters of the build before documents were files: they keep their numbers, and those after them go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from alembic import command
from alembic.config import Config

from deploy.cli.migrate import upgrade
from deploy.services import TREES
from services.assignment.domain import letter
from services.assignment.models import Base
from services.assignment.repository import LetterRecords
from services.common.contracts.events import TenantPublished
from services.common.desk.papers import Paper, Writing
from services.common.runtime.database import Work, make_engine, transaction
from tests.integration.desk.office import TENANT
from tests.support.databases import Databases, connect, rows
from tests.support.rings import keyring
from tests.unit.assignment.samples import ROSTER, draft, profile, proposal
from tests.unit.common.desk.endings import being_ended
from tests.unit.common.desk.memory import MONDAY, TUESDAY

DATABASE, TREE = "dumas_assignment_before", TREES["dumas_assignment"]
DRAFTED, SIGNED, NEW = uuid4(), uuid4(), uuid4()
_LETTER = """
    INSERT INTO letter (complaint_id, tenant, year, serial, number, content, drafted_at, signed_at, signed_by)
    VALUES (%s, %s, 2026, %s, %s, '{}', %s, %s, %s)
"""


class Before:
    """A database that was migrated with two letters in it."""

    def __init__(self, databases: Databases) -> None:
        self._engine = make_engine(databases.of_role("assignment", DATABASE).render_as_string(hide_password=False), 1)

    @contextmanager
    def work(self) -> Iterator[Work]:
        with transaction(self._engine, "assignment", TENANT, Base, keyring()) as work:
            yield work

    def standing(self, complaint_id: UUID) -> Paper | None:
        with self.work() as work:
            return LetterRecords(work).standing(complaint_id, "spt")

    def draft(self, complaint_id: UUID) -> Paper:
        """The letter is drafted (anew)."""
        ending = being_ended("draft_letter", draft().model_dump(mode="json"))
        ending.custody.complaint_id, ending.custody.tenant = complaint_id, TENANT
        says = letter(draft(), proposal(), ROSTER, ending.custody.reference)
        with self.work() as work:
            return Writing(LetterRecords(work), {}, work.announce).one("spt", ending, says, "contoh", "konsep")


@pytest.fixture(scope="module")
def before(databases: Databases) -> Before:
    """As the build before left it, and then brought up to date."""
    server = connect(databases.of_owner("postgres"))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    server.close()
    owner = databases.of_owner(DATABASE)
    config = Config()
    config.set_main_option("script_location", TREE)
    config.attributes["url"] = owner.render_as_string(hide_password=False)
    command.upgrade(config, "0003")
    rows(owner, _LETTER, str(DRAFTED), TENANT, 12, "700/012/CTH/2026", MONDAY, None, None)
    rows(owner, _LETTER, str(SIGNED), TENANT, 13, "700/013/CTH/2026", MONDAY, TUESDAY, "contoh_inspektur")
    rows(owner, "INSERT INTO letter_counter VALUES (%s, 2026, 13)", TENANT)
    upgrade(owner, TREE)
    made = Before(databases)
    own = profile(key=TENANT).model_dump(mode="json")
    envelope = {"event_id": uuid4(), "happened_at": datetime.now(UTC), "tenant": TENANT}
    with made.work() as work:
        LetterRecords(work).keep_tenant(TenantPublished(**envelope, profile=own, units=[], posts=()))
    return made


def test_a_letter_that_was_signed_stands_as_signed_by_hand(before: Before) -> None:
    paper = before.standing(SIGNED)
    assert paper is not None
    assert (paper.number, paper.way, paper.signed_by) == ("700/013/CTH/2026", "wet", "contoh_inspektur")
    assert (paper.signed_at, paper.object_key) == (TUESDAY, None)


def test_a_letter_that_was_drafted_keeps_its_number_when_it_is_drafted_again(before: Before) -> None:
    found = before.standing(DRAFTED)
    assert found is not None
    assert (found.number, found.edition, found.way, found.signer_roles) == ("700/012/CTH/2026", 1, None, ["inspektur"])
    again = before.draft(DRAFTED)
    assert (again.number, again.edition) == ("700/012/CTH/2026", 2)


def test_the_next_letter_has_the_next_number(before: Before) -> None:
    assert before.draft(NEW).number == "700/014/CTH/2026"
