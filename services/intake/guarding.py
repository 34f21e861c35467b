"""Intake's entrypoints that guard the reporter's identity: how well it is protected, and who may open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from services.common.contracts import identity as i
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import ComplaintForwarded, ExtensionAsked, ExtensionDecided, StepCompleted
from services.common.contracts.register import Nothing
from services.common.desk.service import DeskService
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import on, rpc
from services.intake import access_codes, protection
from services.intake.opening_records import OpeningRecords
from services.intake.openings import Openings
from services.intake.repository import ComplaintRecords
from services.intake.vault import Vault


class GuardingDesk(DeskService):
    """A desk that keeps the vault."""

    def vault(self, work: Work) -> Vault:
        """The regency's vault, for one transaction."""
        return Vault(work.keys)

    @rpc
    def raise_mode(self, caller: Caller, request: i.RaiseMode) -> Nothing:
        """The reporter wants to be better protected."""
        with self.work(caller.tenant) as work:
            using, now = ComplaintRecords(work), datetime.now(UTC)
            protection.raise_mode(caller, request.mode, complaints=using, announce=work.announce, now=now)
        return Nothing()

    @rpc
    def replace_code(self, caller: Caller, request: i.ReplaceCode) -> i.CodeReplaced:
        """Who reports has lost the access code."""
        with self.work(caller.tenant) as work:
            using, now = ComplaintRecords(work), datetime.now(UTC)
            told = access_codes.replace_code(
                caller, request, complaints=using, vault=self.vault(work), announce=work.announce, now=now
            )
            if known := using.filed_under(request.reference):  # who saw the card knows who reports
                OpeningRecords(work).keep_hand(caller.tenant, known.complaint_id, caller.actor)
            return told

    @rpc
    def request_opening(self, caller: Caller, request: i.RequestOpening) -> i.Opening:
        """Ask the custodian to open an identity."""
        with self.work(caller.tenant) as work:
            openings = self.openings_on(work)

            def act() -> i.Opening:
                return openings.request(caller, request)

            answer: i.Opening = work.once(caller, request, request.request_key, i.Opening, act)
            return answer

    @rpc
    def decide_opening(self, caller: Caller, request: i.DecideOpening) -> i.Opening:
        """The custodian agrees or refuses."""
        with self._at(caller) as openings:
            return openings.decide(caller, request)

    @rpc
    def openings(self, caller: Caller, request: Nothing) -> i.Openings:
        """Requests to open identities."""
        with self._at(caller) as openings:
            return openings.listed(caller)

    @rpc
    def identity(self, caller: Caller, request: ByReference) -> i.OpenedIdentity:
        """Who reports."""
        with self._at(caller) as openings:
            return openings.identity(caller, request.reference)

    @on(StepCompleted, ExtensionAsked, ExtensionDecided, ComplaintForwarded)
    def keep_hand(self, event: StepCompleted | ExtensionAsked | ExtensionDecided | ComplaintForwarded) -> None:
        """Remember who had a hand in a complaint on whatever desk: they cannot be its custodian. What is done at
        intake itself (keying in, reading, writing to the reporter) is remembered where it is done."""
        with self.work(event.tenant) as work:
            OpeningRecords(work).keep_hand(event.tenant, event.complaint_id, event.by)

    @contextmanager
    def _at(self, caller: Caller) -> Iterator[Openings]:
        with self.work(caller.tenant) as work:
            yield self.openings_on(work)

    def openings_on(self, work: Work) -> Openings:
        """What may be known of who reports, on one transaction."""
        return Openings(
            ComplaintRecords(work), OpeningRecords(work), self.vault(work), work.announce, datetime.now(UTC)
        )
