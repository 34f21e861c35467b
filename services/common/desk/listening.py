"""What every desk hears: SOPs and regencies as they are published, time that ran out, objections, conflicts."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, ClassVar

from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.events import (
    ConflictDeclared,
    DocumentCopied,
    ObjectionRaised,
    RetentionEnded,
    SopPublished,
    SopRetired,
    TenantPublished,
    TimeRanOut,
)
from services.common.desk import arrival, completion
from services.common.desk.records import Records
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import on


class ListeningDesk:
    """A desk as the events of others find it."""

    name: ClassVar[str]
    work: Callable[[str], Any]

    def records(self, work: Work) -> Records:
        """The desk's database, as the shared use cases see it."""
        return Records(work)

    @on(SopPublished)
    def keep_sop(self, event: SopPublished) -> None:
        """Keep a copy of a published SOP."""
        with self.work(event.tenant) as work:
            Records(work).keep_sop(event)

    @on(TenantPublished)
    def keep_tenant(self, event: TenantPublished) -> None:
        """Keep a regency's profile."""
        with self.work(event.tenant) as work:
            Records(work).keep_tenant(event)

    @on(SopRetired)
    def retire_sop(self, event: SopRetired) -> None:
        """Keep whether a version takes new complaints."""
        with self.work(event.tenant) as work:
            Records(work).retire_sop(event)

    @on(TimeRanOut)
    def run_out(self, event: TimeRanOut) -> None:
        """A step's time is up. Each desk hears it; the one that holds the task acts, and a second time finds it
        ended."""
        with self.work(event.tenant) as work:
            completion.run_out(
                self.name, event, records=self.records(work), announce=work.announce, now=datetime.now(UTC)
            )

    @on(ObjectionRaised)
    def reopen(self, event: ObjectionRaised) -> None:
        """The reporter objects to the end. The desk where the complaint ended opens it again."""
        with self.work(event.tenant) as work:
            if work.first_time(event, "reopen"):
                arrival.reopen(
                    self.name, event, records=self.records(work), announce=work.announce, now=datetime.now(UTC)
                )

    @on(RetentionEnded)
    def forget(self, event: RetentionEnded) -> None:
        """The time for which a complaint, or who reported it, is kept has ended: it is made unreadable for good."""
        with self.work(event.tenant) as work:
            if work.first_time(event, "forget"):
                records, now = self.records(work), datetime.now(UTC)
                records.destroy(event.complaint_id, event.scope)
                if records.purposes[event.scope] and records.holds(event.complaint_id):
                    itself = Caller(kind="service", actor=self.name, tenant=event.tenant)
                    work.announce(audited_of(itself, f"{event.scope}_destroyed", now, event, desk=self.name))

    @on(DocumentCopied)
    def keep_copy(self, event: DocumentCopied) -> None:
        """A role got a copy of a document, which may be on this desk."""
        with self.work(event.tenant) as work:
            Records(work).keep_copy(event.tenant, event.complaint_id, event.document, event.to)

    @on(ConflictDeclared)
    def shut_out(self, event: ConflictDeclared) -> None:
        """A desk that had the complaint earlier shuts out the same people; joining again changes nothing."""
        with self.work(event.tenant) as work:
            custody = Records(work).locked_custody(event.complaint_id)
            if custody:
                custody.barred = custody.barred.joined(event.barred)
                Records(work).save_custody(custody)
