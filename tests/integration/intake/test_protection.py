"""Who reports, on a real server: modes that rise side by side, what is left of who is forgotten, who had a hand."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.common.contracts import complaints as c
from services.common.contracts import content as w
from services.common.contracts import identity as i
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, OpeningRefused
from services.common.sealing import Destroyed
from services.intake.repository import ComplaintRecords
from tests.integration.intake.front_door import OPEN, Intake
from tests.support.databases import rows
from tests.unit.intake import samples

CLERK, READER = samples.CLERK, samples.READER


def reporter(intake: Intake, filed: c.Submission) -> Caller:
    return intake.caller(samples.REPORTER, complaint_id=filed.complaint_id)


def mode(intake: Intake, filed: c.Submission) -> Any:
    return rows(intake.owner, "SELECT mode FROM complaint WHERE complaint_id = %s", str(filed.complaint_id))[0][0]


def test_two_wishes_at_once_never_lower_the_mode(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    with ThreadPoolExecutor(1) as pool:
        with intake.work() as first:
            ComplaintRecords(first).set_mode(filed.complaint_id, "anonymous")
            later = pool.submit(intake.service.raise_mode, reporter(intake, filed), i.RaiseMode(mode="confidential"))
            time.sleep(0.5)  # it has read `open`, and waits for the row
        assert isinstance(later.result(), Invalid)
    assert mode(intake, filed) == "anonymous"


def test_nothing_of_who_is_forgotten_can_be_opened_or_tried_out(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    begin = c.BeginAttachment(file_name="KTP Pelapor Contoh.pdf", kind="ktp", media_type="application/pdf")
    upload = intake.service.begin_attachment(reporter(intake, filed), begin)
    assert isinstance(upload, c.Upload)
    with intake.work() as work:
        ComplaintRecords(work).destroy(filed.complaint_id, "identity")
    query = (
        "SELECT sealed_name, fingerprint FROM attachment JOIN complaint USING (complaint_id) WHERE attachment_id = %s"
    )
    ((name, fingerprint),) = rows(intake.owner, query, str(upload.attachment_id))
    assert (bytes(name), fingerprint) == (b"", "")
    with intake.work() as work, pytest.raises(Destroyed):
        intake.service.vault(work).file_key(intake.tenant, filed.complaint_id, upload.attachment_id, "ktp")


def keys_in(intake: Intake, both: Caller) -> c.Submission:
    sent = intake.submission(channel="walk_in", **OPEN)
    assert isinstance(intake.service.submit(both, sent), c.Receipt)
    return sent


def reads(intake: Intake, both: Caller) -> c.Submission:
    filed = intake.file(**OPEN)
    assert isinstance(intake.service.content(both, c.ByReference(reference=filed.reference)), w.Content)
    return filed


def writes(intake: Intake, both: Caller) -> c.Submission:
    filed = intake.file(**OPEN)
    letter = w.PostMessage(reference=filed.reference, text="Mohon KTP", request_key="k" * 32)
    assert isinstance(intake.service.post_message(both, letter), w.MailMessage)
    return filed


@pytest.mark.parametrize("act", [keys_in, reads, writes])
def test_a_custodian_who_had_a_hand_at_intake_does_not_decide(intake: Intake, act: Any) -> None:
    both = intake.caller(CLERK, actor="contoh_rangkap", roles=("jfu", "custodian"))
    filed = act(intake, both)
    request = i.RequestOpening(reference=filed.reference, reason="Perlu", request_key="q" * 32)
    asked = intake.service.request_opening(intake.caller(READER), request)
    assert isinstance(asked, i.Opening)
    decision = i.DecideOpening(opening_id=asked.opening_id, is_granted=True, reason="Cukup")
    assert isinstance(intake.service.decide_opening(both, decision), OpeningRefused)
