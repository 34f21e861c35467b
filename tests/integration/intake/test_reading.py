"""Whoever reads a complaint at intake is announced to the audit trail in the transaction of the reading."""

from typing import Any
from uuid import uuid4

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts.caller import Caller
from services.common.contracts.events import Audited, DocumentCopied
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
    asked = w.ReadForwarding if what == "forwarded" else c.ByReference
    return getattr(intake.service, what)(intake.caller(caller), asked(reference=filed.reference))


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


def test_what_is_read_for_a_bundle_is_told_as_a_bundle_without_names_of_files(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    intake.send(filed, 5)
    request = w.ReadForwarding(reference=filed.reference, for_bundle=True)
    assert isinstance(intake.service.forwarded(intake.caller(samples.UNIT), request), w.ForwardedContent)
    (told,) = noted(intake, filed)
    assert (told.action, told.actor, told.details) == ("bundle_read", samples.UNIT.actor, {})


def test_an_agency_that_got_a_copy_reads_the_transfer_and_is_told_of(intake: Intake) -> None:
    filed, agency = intake.file(**OPEN), samples.UNIT.model_copy(update={"roles": ("instansi_lain",), "unit": ""})
    intake.send(filed, 5, unit=None)
    assert isinstance(read(intake, filed, "forwarded", agency), NotFound)
    about = {"tenant": intake.tenant, "complaint_id": filed.complaint_id, "reference": filed.reference, "sequence": 6}
    copied = {"event_id": uuid4(), "happened_at": samples.NOW, "document": "memo_inspektur", "step": "salurkan"}
    intake.service.keep_copy(DocumentCopied(**about, **copied, to="instansi_lain"))
    assert isinstance(read(intake, filed, "forwarded", agency), w.ForwardedContent)
    assert isinstance(read(intake, filed, "content", agency), NotFound)
    assert [told.action for told in noted(intake, filed)] == ["forwarding_read"]


def test_who_is_refused_has_read_nothing(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    assert isinstance(read(intake, filed, "forwarded", samples.UNIT), NotFound)
    assert isinstance(read(intake, filed, "content", samples.UNIT), NotFound)
    assert noted(intake, filed) == []


def test_a_reporter_who_reads_the_own_mailbox_is_not_told_of(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    intake.service.mailbox(intake.caller(samples.REPORTER, complaint_id=filed.complaint_id), Nothing())
    assert noted(intake, filed) == []
