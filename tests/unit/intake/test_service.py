"""Intake is the first desk: nothing is handed to it, and it knows its files at first hand."""

from services.common.desk.service import LaterDesk
from services.common.runtime.entrypoints import handlers_of
from services.intake.service import IntakeService


def test_it_takes_nothing_over_and_hears_of_published_regencies_only() -> None:
    assert not issubclass(IntakeService, LaterDesk)
    assert {method for method, _ in handlers_of(IntakeService)} == {"keep_sop", "keep_tenant"}
