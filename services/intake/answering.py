"""Intake's entrypoints for whom the data are about: everything kept about a reporter, and requests about data."""

from datetime import UTC, datetime

from services.common.contracts import privacy as d
from services.common.contracts.caller import Caller
from services.common.contracts.register import Nothing
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import rpc
from services.intake.data_request_records import DataRequestRecords
from services.intake.data_requests import DataRequests
from services.intake.issuing import IssuingDesk
from services.intake.own_data import own_data
from services.intake.repository import ComplaintRecords


class AnsweringDesk(IssuingDesk):
    """A desk that answers for the data it keeps."""

    @rpc
    def own_data(self, caller: Caller, request: Nothing) -> d.OwnData:
        """Everything that is kept about the reporter."""
        with self.work(caller.tenant) as work:
            requests, using, now = self._requests(work), ComplaintRecords(work), datetime.now(UTC)
            asked = requests.listed(caller).requests
            return own_data(caller, asked, complaints=using, vault=self.vault(work), announce=work.announce, now=now)

    @rpc
    def ask_data(self, caller: Caller, request: d.AskData) -> d.DataRequest:
        """A request about personal data."""
        with self.work(caller.tenant) as work:
            requests = self._requests(work)

            def act() -> d.DataRequest:
                return requests.ask(caller, request)

            answer: d.DataRequest = work.once(caller, request, request.request_key, d.DataRequest, act)
            return answer

    @rpc
    def data_requests(self, caller: Caller, request: Nothing) -> d.DataRequests:
        """The reporter's own requests, or for a leader all of the regency."""
        with self.work(caller.tenant) as work:
            return self._requests(work).listed(caller)

    @rpc
    def decide_data_request(self, caller: Caller, request: d.DecideDataRequest) -> d.DataRequest:
        """Grant a request, or refuse it and say why."""
        with self.work(caller.tenant) as work:
            return self._requests(work).decide(caller, request)

    def _requests(self, work: Work) -> DataRequests:
        return DataRequests(
            ComplaintRecords(work), DataRequestRecords(work), self.vault(work), work.announce, datetime.now(UTC)
        )
