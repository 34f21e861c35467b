"""The report of half a year, or of whatever period the SOP's schedule names: figures alone, of nobody."""

from datetime import date
from uuid import UUID

from services.common.contracts import events
from services.common.contracts.report_fields import LaporanSemester
from services.common.runtime.keys import Keys
from services.intake.register.compiling.course import course_of
from services.intake.register.compiling.figures import Figures, digest, tables
from services.intake.register.compiling.office import BATCH, Office
from services.intake.register.compiling.recorded import recorded_codes
from services.intake.register.periods import Span


def report(office: Office, keys: Keys, covered: Span, *, label: str, from_on: date, to_on: date) -> LaporanSemester:
    """From the journal, which is only ever added to: ordered anew it says the same. Problem codes are the desk's own
    words, and are no longer counted once they were destroyed."""
    figures, filed = Figures(office.zone), dict[UUID, str | None]()
    for life in office.lives(covered):
        course, begun = course_of(life, office, covered), life[0]
        if course and course.is_counted:
            figures.add(course)
        if course and not course.was_there and isinstance(begun, events.ComplaintReceived):
            filed[begun.complaint_id] = begun.problem_code
    figures.problems.update(_problem_codes(filed, office, keys, covered))
    found = tables(figures)
    return LaporanSemester(
        period_label=label, from_on=from_on, to_on=to_on, tables=found, snapshot_sha256=digest(from_on, to_on, found)
    )


def _problem_codes(filed: dict[UUID, str | None], office: Office, keys: Keys, covered: Span) -> list[str]:
    """Of each complaint that has one: as the office wrote it into the book, else as it was filed."""
    known, ids = dict(filed), list(filed)
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        keys.forget()
        keys.load(batch)
        known |= recorded_codes(office.connection, batch, keys, until=covered.end)
    return [code for code in known.values() if code]
