"""Another access code, on a real server: the old one is good no more, and filing again does not bring it back."""

from services.common.contracts import complaints as c
from services.common.contracts import identity as i
from services.common.errors import WrongReferenceOrCode
from tests.integration.intake.front_door import OPEN, Intake
from tests.support.databases import rows
from tests.unit.intake import samples

NEW = "7RN0-V5B4-H2D9-WQZK"


def opened(intake: Intake, filed: c.Submission, code: str) -> object:
    asked = c.OpenMailbox(reference=filed.reference, access_code=code)
    return intake.service.open_mailbox(intake.caller(samples.PUBLIC), asked)


def test_the_new_code_opens_the_complaint_and_the_old_one_no_more(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    asked = i.ReplaceCode(reference=filed.reference, access_code=NEW, shown="ktp", name="PELAPOR CONTOH")
    told = intake.service.replace_code(intake.caller(samples.CLERK), asked)
    assert isinstance(told, i.CodeReplaced)
    assert told.is_replaced
    intake.service.submit(intake.caller(samples.PUBLIC), filed)  # sent again
    assert isinstance(opened(intake, filed, filed.access_code), WrongReferenceOrCode)
    assert isinstance(opened(intake, filed, NEW), c.MailboxKey)


def test_a_try_that_does_not_fit_is_recorded_and_changes_nothing(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    asked = i.ReplaceCode(reference=filed.reference, access_code=NEW, shown="ktp", name="Orang Lain")
    intake.service.replace_code(intake.caller(samples.CLERK), asked)
    assert isinstance(opened(intake, filed, filed.access_code), c.MailboxKey)
    query = "SELECT payload->>'action' FROM outbox WHERE payload->>'complaint_id' = %s AND name = 'audited'"
    assert ("code_refused",) in [tuple(row) for row in rows(intake.owner, query, str(filed.complaint_id))]
