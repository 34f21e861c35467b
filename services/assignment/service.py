"""The assignment desk: team, assignment letter (SPT), signature, hand-over of the letter. Keeps the roster."""

from collections.abc import Mapping
from datetime import UTC, datetime

from services.assignment import usecases
from services.assignment.models import Base
from services.assignment.repository import LetterRecords
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.events import DeputyEnded, HandedToAssignment, OfficerDeputised
from services.common.contracts.register import Applied, ApplyOfficers, Nothing
from services.common.desk.ending import Effect
from services.common.desk.papers import Composers
from services.common.desk.service import LaterDesk
from services.common.runtime.database import Database, Work
from services.common.runtime.entrypoints import on, rpc


class AssignmentService(LaterDesk):
    """nameko entrypoints."""

    name = "assignment"
    work = Database(Base)

    def records(self, work: Work) -> LetterRecords:
        """With the letters."""
        return LetterRecords(work)

    def effects(self, work: Work) -> Mapping[str, Effect]:
        """Letters and teams."""
        return usecases.effects(LetterRecords(work))

    def composers(self, work: Work) -> Composers:
        """Proposals and letters."""
        return usecases.composers(LetterRecords(work))

    @on(HandedToAssignment)
    def take_over(self, event: HandedToAssignment) -> None:
        """A complaint arrives."""
        self.hold(event)

    @on(OfficerDeputised, DeputyEnded)
    def keep_deputies(self, event: OfficerDeputised) -> None:
        """Who stands in for whom: documents name the deputy."""
        with self.work(event.tenant) as work:
            LetterRecords(work).keep_deputy(event)

    @rpc
    def apply_officers(self, caller: Caller, request: ApplyOfficers) -> Applied:
        """Replace the roster by the tenant's data file."""
        officers = [officer for officer in request.officers if officer.kind == "officer"]
        with self.work(caller.tenant) as work:
            LetterRecords(work).replace_roster(caller.tenant, officers)
            work.announce(audited(caller, "officers_applied", datetime.now(UTC), subject=self.name))
        return Applied(count=len(officers))

    @rpc
    def roster(self, caller: Caller, request: Nothing) -> ApplyOfficers:
        """The officers a team can be drawn from."""
        with self.work(caller.tenant) as work:
            return ApplyOfficers(officers=tuple(LetterRecords(work).roster().values()))
