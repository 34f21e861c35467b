"""A document of intake that was signed by hand is bound to a scan that intake itself has accepted."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from services.common.contracts import complaints as c
from services.common.errors import KeptApart, NotYetChecked
from services.common.vocabulary import REPORTER, SIGNED_DOCUMENT
from services.intake.repository import ComplaintRecords
from tests.integration.intake.front_door import Intake
from tests.support.databases import rows
from tests.unit.intake import samples

DIGEST = "ab" * 32


def scanned(intake: Intake, filed: c.Submission, state: str, kind: str = SIGNED_DOCUMENT) -> UUID:
    """An officer has attached a file, and it was looked through."""
    caller = intake.caller(samples.READER)
    begin = c.BeginAttachment(reference=filed.reference, file_name="x.pdf", kind=kind, media_type="application/pdf")
    upload = intake.service.begin_attachment(caller, begin)
    done: dict[str, Any] = {"size": 9, "sha256": DIGEST, "media_type": "application/pdf"}
    intake.service.finish_attachment(caller, c.FinishAttachment(attachment_id=upload.attachment_id, **done))
    attachment_id: UUID = upload.attachment_id
    stands(intake, attachment_id, state)
    return attachment_id


def stands(intake: Intake, attachment_id: UUID, state: str) -> None:
    """How the file stands now."""
    rows(intake.owner, "UPDATE attachment SET state = %s WHERE attachment_id = %s", state, str(attachment_id))


def scan(intake: Intake, filed: c.Submission, attachment_id: UUID) -> str | None:
    with intake.work() as work:
        return ComplaintRecords(work).scan(filed.complaint_id, attachment_id)


def test_an_accepted_scan_is_known_by_its_hash(intake: Intake) -> None:
    filed = intake.file()
    assert scan(intake, filed, scanned(intake, filed, "accepted")) == DIGEST


def test_another_kind_another_complaints_and_one_nobody_knows_are_no_scans(intake: Intake) -> None:
    filed = intake.file()
    assert scan(intake, filed, scanned(intake, filed, "accepted", kind="evidence")) is None
    assert scan(intake, filed, scanned(intake, intake.file(), "accepted")) is None
    assert scan(intake, filed, uuid4()) is None


def test_what_a_reporter_attached_is_no_scan_of_the_office(intake: Intake) -> None:
    filed = intake.file()
    attachment_id = scanned(intake, filed, "accepted")
    rows(intake.owner, "UPDATE attachment SET added_by = %s WHERE attachment_id = %s", REPORTER, str(attachment_id))
    assert scan(intake, filed, attachment_id) is None


@pytest.mark.parametrize(("state", "refusal"), [("checking", NotYetChecked), ("infected", KeptApart)])
def test_a_scan_that_has_not_passed_its_checks_is_none_yet(
    intake: Intake, state: str, refusal: type[Exception]
) -> None:
    filed = intake.file()
    attachment_id = scanned(intake, filed, state)
    with pytest.raises(refusal):
        scan(intake, filed, attachment_id)
    stands(intake, attachment_id, "refused")  # otherwise who checks files would find it
