"""Intake is the first desk: nothing is handed to it, and it knows its files at first hand."""

from services.common.desk.service import LaterDesk
from services.common.runtime.entrypoints import handlers_of
from services.intake.service import IntakeService


def test_it_takes_nothing_over() -> None:
    assert not issubclass(IntakeService, LaterDesk)
    assert "keep_attachment" not in dict(handlers_of(IntakeService))


def test_it_hears_what_went_to_units_and_came_back() -> None:
    heard = {event.name for event in dict(handlers_of(IntakeService))["keep_forwarding"]}
    assert heard == {"complaint_forwarded", "forwarding_returned"}
