"""The followup desk: carry out and report, answer, forward, transfer, deliver, await the source, close, reconsider."""

from collections.abc import Mapping
from datetime import UTC, datetime

from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import ConsentGiven, HandedToFollowup
from services.common.contracts.register import Nothing
from services.common.contracts.sources import ConfirmSource, SourceConfirmed
from services.common.contracts.tasks import Answer, ForwardingCopy
from services.common.desk.ending import Effect
from services.common.desk.papers import Composers
from services.common.desk.service import LaterDesk
from services.common.errors import NotYourRole
from services.common.runtime.database import Database, Work
from services.common.runtime.entrypoints import on, rpc
from services.common.vocabulary import REPORTER
from services.followup import composing, confirming, forwarding, usecases
from services.followup.models import Base
from services.followup.repository import AnswerRecords


class FollowupService(LaterDesk):
    """nameko entrypoints."""

    name = "followup"
    work = Database(Base)

    def records(self, work: Work) -> AnswerRecords:
        """With the answers."""
        return AnswerRecords(work)

    def effects(self, work: Work) -> Mapping[str, Effect]:
        """Answers, what is delivered, the source's word, what is forwarded."""
        records = AnswerRecords(work)
        return {**usecases.effects(records), **forwarding.effects(records, work.announce)}

    def composers(self, work: Work) -> Composers:
        """Reports, answers, memos, proofs."""
        return composing.composers(AnswerRecords(work))

    @on(HandedToFollowup)
    def take_over(self, event: HandedToFollowup) -> None:
        """A complaint arrives."""
        self.hold(event)

    @on(ConsentGiven)
    def keep_consent(self, event: ConsentGiven) -> None:
        """The reporter agrees that the identity goes along."""
        with self.work(event.tenant) as work:
            AnswerRecords(work).keep_consent(event)

    @rpc
    def forwarding(self, caller: Caller, request: ByReference) -> ForwardingCopy:
        """What a unit or an agency was told."""
        with self.work(caller.tenant) as work:
            records = AnswerRecords(work)
            copy = forwarding.forwarding(caller, request.reference, records)
            if held := records.by_reference(copy.reference):
                work.announce(audited_of(caller, "forwarding_read", datetime.now(UTC), held, part="memo"))
            return copy

    @rpc
    def confirm_source(self, caller: Caller, request: ConfirmSource) -> SourceConfirmed:
        """The source has closed the complaint."""
        with self.work(caller.tenant) as work:

            def act() -> SourceConfirmed:
                records = AnswerRecords(work)
                return confirming.confirm(caller, request, records, lambda asked: self.end(work, caller, asked))

            answer: SourceConfirmed = work.once(caller, request, request.request_key, SourceConfirmed, act)
            return answer

    @rpc
    def answer(self, caller: Caller, request: Nothing) -> Answer:
        """What the reporter was told so far; for the reporter alone."""
        if caller.complaint_id is None:
            raise NotYourRole(REPORTER)
        with self.work(caller.tenant) as work:
            return Answer(texts=AnswerRecords(work).delivered(caller.complaint_id))
