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
        is_complete = ending.step.outcomes[ending.outcome].when_complete
        if is_complete:
            _demand_met(ending)
        lacking = missing(known, self.complaints) if is_complete else ()
        if waiting := being_checked(known, lacking, self.complaints):
            raise NotYetChecked(waiting)
        if lacking:
            raise Incomplete(", ".join(lacking))
        next_step = self.complaints.sop(ending.custody.sop).step(ending.to)
        asks = getattr(ending.result, "asks", None)
        if next_step and next_step.kind == AWAITS_REPORTER:
            self._ask(ending, known, asks)
        elif asks:
            said = "With this outcome nobody is asked. Leave it out, or choose the outcome that waits for the reporter."
            raise Invalid({"result.asks": said})

    def _ask(self, ending: Ending, known: Known, asks: str | None) -> None:
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


def _demand_met(ending: Ending) -> None:
    """Nothing is complete of which a line of the checklist says that it is lacking. Invalid."""
    said = (
        "This is not met, so the complaint is not complete. Ask the reporter for it, or answer again once it is there."
    )
    lines = enumerate(getattr(ending.result, "checklist", ()))
    if faults := {f"result.checklist.{at}.is_met": said for at, line in lines if not line.is_met}:
        raise Invalid(faults)
