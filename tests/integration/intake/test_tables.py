"""Intake's own SQL: what filing saves in its one statement, forwarding copies, consent, and whom it recognises."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.errors import NotFound
from services.intake import filing as use
from services.intake import submission as saving
from services.intake.consent import give_consent
from services.intake.forwarding import forwarded
from services.intake.repository import ComplaintRecords
from services.intake.submission import FilingRecords
from services.intake.vault import Vault
from tests.integration.intake.front_door import OPEN, Intake
from tests.unit.intake import samples


def test_filing_with_consent_saves_and_announces_it_in_the_same_statement(intake: Intake) -> None:
    filed = intake.file(**OPEN, consents_to_forwarding=True)
    assert intake.told(filed.complaint_id) == ["complaint_received", "consent_given"]
    with intake.work() as work:
        assert ComplaintRecords(work).has_consent(filed.complaint_id)


def test_filing_without_consent_announces_the_complaint_alone(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    assert intake.told(filed.complaint_id) == ["complaint_received"]
    with intake.work() as work:
        assert not ComplaintRecords(work).has_consent(filed.complaint_id)


def test_consent_given_later_is_announced_once(intake: Intake) -> None:
    filed = intake.file(**OPEN)
    reporter = Caller(kind="reporter", actor="x", tenant=intake.tenant, complaint_id=filed.complaint_id)
    for _ in range(2):
        with intake.work() as work:
            give_consent(reporter, complaints=ComplaintRecords(work), announce=work.announce, now=samples.NOW)
    assert intake.told(filed.complaint_id) == ["complaint_received", "consent_given"]


def test_whom_the_complaint_is_about_stands_in_its_custody(intake: Intake) -> None:
    filed = intake.file(reported=[{"name": "Contoh Satu, S.H."}, {"unit": "dinas_contoh"}])
    accused = Barred(officers=("contoh_inspektur",), units=("dinas_contoh",), instead={"inspektur": ("sekretaris",)})
    with intake.work() as work:
        known = ComplaintRecords(work).filed_under(filed.reference)
    assert known is not None
    assert known.barred == accused


def test_officers_who_left_the_list_are_not_recognised_any_more(intake: Intake) -> None:
    intake.know(samples.OFFICERS[:1])
    published = intake.published()
    assert published is not None
    assert published.officers == samples.OFFICERS[:1]


def test_a_regency_without_listed_officers_takes_complaints(intake: Intake) -> None:
    intake.know(())
    filed = intake.file(reported=[{"name": "Contoh Satu"}])
    with intake.work() as work:
        known = ComplaintRecords(work).filed_under(filed.reference)
    assert known is not None
    assert known.barred == Barred()


def test_a_retired_version_takes_no_new_complaints_until_it_is_taken_back(intake: Intake) -> None:
    def newest() -> int:
        published = intake.published()
        assert published is not None
        return published.sop.version

    intake.publish(2)
    assert newest() == 2
    intake.retire(2)
    assert newest() == 1
    intake.retire(2, is_retired=False)
    assert newest() == 2


def test_what_is_known_of_a_regency_is_read_again_after_some_seconds_only(intake: Intake) -> None:
    before = intake.published()
    intake.publish(2)
    with intake.work() as work:
        assert FilingRecords(work).published(intake.tenant) is before
    kept_at, published = vars(saving)["_published"][intake.tenant]
    vars(saving)["_published"][intake.tenant] = (kept_at - time.monotonic(), published)
    with intake.work() as work:
        again = FilingRecords(work).published(intake.tenant)
    assert again is not None
    assert again.sop.version == 2


def test_a_unit_sees_what_was_forwarded_until_it_gives_it_back(intake: Intake) -> None:
    filed = intake.file(problem_code="03")
    intake.send(filed, 7, includes_story=True)
    assert (intake.seen(filed).story, intake.seen(filed).problem_code) == ("Cerita", "03")
    intake.send(filed, 9, is_return=True)
    with pytest.raises(NotFound):
        intake.seen(filed)


def test_events_heard_late_and_twice_change_nothing(intake: Intake) -> None:
    filed = intake.file()
    intake.send(filed, 9, is_return=True)
    for _ in range(2):
        intake.send(filed, 7, includes_story=True)
    with pytest.raises(NotFound):
        intake.seen(filed)
    intake.send(filed, 11)
    assert intake.seen(filed).story is None


def test_another_regency_finds_neither_complaint_nor_copy(intake: Intake) -> None:
    filed = intake.file()
    intake.send(filed, 7, includes_story=True)
    with intake.work("lain") as work:
        records = ComplaintRecords(work)
        assert records.forwardings(filed.complaint_id) == []
        who = intake.service.openings_on(work).as_far_as_granted
        with pytest.raises(NotFound):
            forwarded(samples.UNIT, filed.reference, complaints=records, vault=Vault(work.keys), who=who)


def test_an_officer_who_is_shut_out_later_finds_nothing_from_then_on(intake: Intake) -> None:
    filed = intake.file()
    with intake.work() as work:
        records = ComplaintRecords(work)
        custody = records.locked_custody(filed.complaint_id)
        assert custody is not None
        records.save_custody(replace(custody, barred=Barred(officers=(samples.READER.actor,))))
    with pytest.raises(NotFound):
        intake.seen(filed, samples.READER)


def test_filing_again_with_the_same_key_saves_nothing_twice(intake: Intake) -> None:
    filed = intake.file(**OPEN, consents_to_forwarding=True)
    caller = samples.PUBLIC.model_copy(update={"tenant": intake.tenant})
    later = samples.NOW + timedelta(minutes=1)
    with intake.work() as work:
        receipt = use.submit(caller, filed, filings=FilingRecords(work), vault=Vault(work.keys), now=later)
    assert not receipt.is_new
    assert intake.told(filed.complaint_id) == ["complaint_received", "consent_given"]
