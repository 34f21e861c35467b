"""The report of half a year, or of whatever period the SOP's schedule names: figures alone, of nobody."""

from datetime import date

from services.common.contracts.report_fields import LaporanSemester
from services.intake.register.compiling.course import course_of
from services.intake.register.compiling.figures import Figures, digest, tables
from services.intake.register.compiling.office import Office
from services.intake.register.periods import Span


def report(office: Office, covered: Span, *, label: str, from_on: date, to_on: date) -> LaporanSemester:
    """From the journal, which is only ever added to: ordered anew it says the same."""
    figures = Figures(office.zone)
    for life in office.lives(covered):
        course = course_of(life, office, covered)
        if course and course.is_counted:
            figures.add(course)
    found = tables(figures)
    return LaporanSemester(
        period_label=label, from_on=from_on, to_on=to_on, tables=found, snapshot_sha256=digest(from_on, to_on, found)
    )
