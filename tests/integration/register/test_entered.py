"""A complaint's line of the book as papers refer to it, read under the press's own role."""

from uuid import UUID

import pytest

from services.common.press.sheet import BookEntry
from services.common.runtime.errands import make_engine
from services.intake.register.compiling.entered import Entries
from tests.integration.register.printing import Printing
from tests.integration.register.regency import Filed, examined
from tests.support.databases import Databases


@pytest.fixture
def entries(databases: Databases, printing: Printing) -> Entries:
    url = databases.of_role("documents", "dumas_intake").render_as_string(hide_password=False)
    return Entries(make_engine(url, is_autocommit=False), printing.keyring)


def line(entries: Entries, course: Filed) -> BookEntry:
    found = entries.line(course.tenant, course.complaint)
    assert found is not None
    return found


def test_it_has_number_and_year_the_day_and_the_number_at_the_source(printing: Printing, entries: Entries) -> None:
    course = Filed(printing)
    course.received("2026-04-06 09:00", source_reference="B/45/IV/2026")
    found = line(entries, course)
    assert (found.number, str(found.received_on), found.problem_label) == ("1/2026", "2026-04-06", None)
    assert found.source_reference == "B/45/IV/2026"


def test_the_problem_is_the_one_the_office_gave_or_put_right(printing: Printing, entries: Entries) -> None:
    course = examined(printing)
    printing.recorded(course, "03")
    assert line(entries, course).problem_label == "03 Korupsi/pungli"
    printing.corrected(course, "problem_code", "02", "2026-05-05 10:00")
    assert line(entries, course).problem_label == "02 Pelayanan masyarakat"


def test_what_the_register_has_not_heard_of_has_no_line(printing: Printing, entries: Entries) -> None:
    assert entries.line(printing.tenant, UUID(int=7)) is None
