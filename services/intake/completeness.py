"""What intake's steps do besides being recorded: refuse to go on while papers are missing, and ask the reporter.

Klungkung wants KTP, letter and evidence, Banyumas the disposition sheet. The SOP says at which outcomes
(`when_complete`); the reporter is asked through the mailbox, so that it is known what was asked and when.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.common.desk.completion import Announce
from services.common.desk.ending import Effect, Ending
from services.common.errors import Incomplete, Invalid, NotYetChecked
from services.common.steps import AWAITS_REPORTER, KINDS
from services.intake.attachments import being_checked, missing
from services.intake.known import Complaints, Known
from services.intake.usecases import write
from services.intake.vault import Vault


@dataclass(frozen=True, slots=True)
class Completeness:
    """The effect of every kind of intake's steps, on one transaction."""

    complaints: Complaints
    vault: Vault
    announce: Announce

    def effects(self) -> Mapping[str, Effect]:
        """The same for each kind: which outcomes it touches, the SOP says."""
        return {name: self.act for name, kind in KINDS.items() if kind.desk == "intake"}

    def act(self, ending: Ending) -> None:
        """Incomplete, NotYetChecked, Invalid."""
        known = self.complaints.by_id(ending.custody.complaint_id)
        if known is None:
            raise LookupError(f"{ending.custody.reference} is held and was never filed")
        lacking = missing(known, self.complaints) if ending.step.outcomes[ending.outcome].when_complete else ()
        if waiting := being_checked(known, lacking, self.complaints):
            raise NotYetChecked(waiting)
        if lacking:
            raise Incomplete(", ".join(lacking))
        next_step = self.complaints.sop(ending.custody.sop).step(ending.to)
        if next_step and next_step.kind == AWAITS_REPORTER:
            self._ask(ending, known)

    def _ask(self, ending: Ending, known: Known) -> None:
        asks = getattr(ending.result, "asks", None)
        if not asks:
            raise Invalid({"result.asks": "Say what the reporter is to add; it is posted in the mailbox."})
        write(
            ending.caller,
            known,
            asks,
            complaints=self.complaints,
            vault=self.vault,
            announce=self.announce,
            now=ending.now,
        )
