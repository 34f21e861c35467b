"""Intake's own SQL: what filing saves in its one statement, forwarding copies, consent, and whom it recognises."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import URL, Engine

from services.common.contracts import complaints as c
from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.errors import NotFound
from services.common.runtime.database import Work, make_engine, transaction
from services.intake import filing as use
from services.intake import submission as saving
from services.intake.consent import give_consent
from services.intake.forwarding import forwarded
from services.intake.models import Base
from services.intake.repository import ComplaintRecords
from services.intake.submission import FilingRecords
from tests.support.databases import Databases, rows
from tests.unit.assignment.samples import profile
from tests.unit.common.desk.memory import small_sop
from tests.unit.intake import samples

OPEN = {"mode": "open", "identity": {"name": "Pelapor Contoh"}}


class Intake:
    """Intake's tables, and one regency of its own in them."""

    def __init__(self, engine: Engine, owner: URL) -> None:
        self.tenant, self.owner, self._engine = f"t{uuid4().hex[:12]}", owner, engine
        self.vault = samples.vault()
        told = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        shape = profile(key=self.tenant).model_dump(mode="json")
        units = [{"key": "dinas_contoh", "name": "Dinas Contoh"}]
        with self.work() as work:
            ComplaintRecords(work).keep_tenant(events.TenantPublished(**told, profile=shape, units=units))
        self.publish(1)
        self.know(samples.OFFICERS)

    def work(self, tenant: str = "") -> AbstractContextManager[Work]:
        return transaction(self._engine, "intake", tenant or self.tenant, Base)

    def publish(self, version: int) -> None:
        """A version of the SOP came into force."""
        sop = small_sop().model_copy(update={"tenant": self.tenant, "version": version})
        told = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        with self.work() as work:
            kept = events.SopPublished(**told, sop=sop.id, definition=sop.model_dump(mode="json"))
            ComplaintRecords(work).keep_sop(kept)

    def retire(self, version: int, *, is_retired: bool = True) -> None:
        """A version takes no new complaints, or does again."""
        told = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        event = events.SopRetired(**told, sop=f"{self.tenant}@{version}", is_retired=is_retired)
        with self.work() as work:
            ComplaintRecords(work).retire_sop(event)

    def know(self, officers: Any) -> None:
        """These officers may turn out to be reported parties."""
        with self.work() as work:
            ComplaintRecords(work).replace_officers(self.tenant, officers)

    def published(self) -> use.Published | None:
        """What a process that has just started knows of the regency."""
        vars(saving)["_published"].clear()
        with self.work() as work:
            return FilingRecords(work).published(self.tenant)

    def file(self, **filed: Any) -> c.Submission:
        """A complaint on the public form."""
        self.published()
        reference = f"CTH-26-{uuid4().hex[:4].upper()}-{uuid4().hex[:4].upper()}"
        sent = samples.submission(
            of=samples.filing(**filed), complaint_id=uuid4(), reference=reference, request_key=uuid4().hex
        )
        caller = samples.PUBLIC.model_copy(update={"tenant": self.tenant})
        with self.work() as work:
            use.submit(caller, sent, filings=FilingRecords(work), vault=self.vault, now=samples.NOW)
        return sent

    def told(self, complaint_id: UUID) -> list[str]:
        """What the outbox holds of a complaint, in order."""
        query = "SELECT name FROM outbox WHERE payload->>'complaint_id' = %s ORDER BY seq"
        return [name for (name,) in rows(self.owner, query, str(complaint_id))]

    def send(self, filed: c.Submission, sequence: int, *, is_return: bool = False, **changes: Any) -> None:
        """Hear that the complaint was forwarded, or came back."""
        told: dict[str, Any] = {"event_id": uuid4(), "happened_at": samples.NOW, "tenant": self.tenant}
        told |= {"complaint_id": filed.complaint_id, "reference": filed.reference, "sequence": sequence}
        kind = events.ForwardingReturned if is_return else events.ComplaintForwarded
        with self.work() as work:
            ComplaintRecords(work).keep_forwarding(kind(**told, **{"unit": "dinas_contoh", **changes}))

    def seen(self, filed: c.Submission, caller: Caller = samples.UNIT) -> c.ForwardedContent:
        """The forwarding copy as the caller sees it."""
        with self.work() as work:
            return forwarded(caller, filed.reference, complaints=ComplaintRecords(work), vault=self.vault)


@pytest.fixture
def intake(databases: Databases) -> Iterator[Intake]:
    engine = make_engine(databases.of_role("intake", "dumas_intake").render_as_string(hide_password=False), 2)
    made = Intake(engine, databases.of_owner("dumas_intake"))
    yield made
    rows(made.owner, "DELETE FROM outbox WHERE tenant = %s", made.tenant)  # nobody relays it
    engine.dispose()


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
        with pytest.raises(NotFound):
            forwarded(samples.UNIT, filed.reference, complaints=records, vault=intake.vault)


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
        receipt = use.submit(caller, filed, filings=FilingRecords(work), vault=intake.vault, now=later)
    assert not receipt.is_new
    assert intake.told(filed.complaint_id) == ["complaint_received", "consent_given"]
