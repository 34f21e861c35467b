"""Whoever reads a complaint at intake is announced to the audit trail in the transaction of the reading."""

from typing import Any

from services.common.contracts import complaints as c
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited
from services.common.contracts.register import Nothing
from services.common.errors import NotFound
from tests.integration.intake.front_door import OPEN, Intake
from tests.support.databases import rows
from tests.unit.intake import samples

_NOTED = "SELECT payload FROM outbox WHERE payload->>'complaint_id' = %s AND name = 'audited' ORDER BY seq"


def noted(intake: Intake, filed: c.Submission) -> list[Audited]:
    """What the trail is told of the complaint, in order."""
    return [Audited.model_validate(payload) for (payload,) in rows(intake.owner, _NOTED, str(filed.complaint_id))]


def read(intake: Intake, filed: c.Submission, what: str, caller: Caller) -> Any:
    return getattr(intake.service, what)(intake.caller(caller), c.ByReference(reference=filed.reference))


def test_reading_the_content_is_told_with_reader_and_complaint(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    read(intake, filed, "content", samples.READER)
    (told,) = noted(intake, filed)
    assert (told.action, told.actor, told.subject) == ("content_read", samples.READER.actor, filed.reference)
    assert told.tenant == intake.tenant


def test_reading_a_forwarding_copy_is_told_of_the_unit(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    intake.send(filed, 5)
    read(intake, filed, "forwarded", samples.UNIT)
    (told,) = noted(intake, filed)
    assert (told.action, told.actor, told.details) == ("forwarding_read", samples.UNIT.actor, {"part": "copy"})


def test_who_is_refused_has_read_nothing(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    assert isinstance(read(intake, filed, "forwarded", samples.UNIT), NotFound)
    assert isinstance(read(intake, filed, "content", samples.UNIT), NotFound)
    assert noted(intake, filed) == []


def test_a_reporter_who_reads_the_own_mailbox_is_not_told_of(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    intake.service.mailbox(intake.caller(samples.REPORTER, complaint_id=filed.complaint_id), Nothing())
    assert noted(intake, filed) == []
