"""Every kind of step and the desk that owns it. Read this first.

An SOP is a chain of steps; each step is of one kind, each kind belongs to one desk, so a complaint lies on exactly
one desk at a time and no two services compete to move it. Desks stand in a fixed order and a complaint only ever
moves to the right: what flows back (a letter returned unsigned, a report returned) stays on its desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

DESKS: Final = ("intake", "review", "assignment", "followup")
"""The desks that own steps, from left to right."""

AWAITS_REPORTER: Final = "await_reporter"
"""The one kind of step that a reporter ends."""


@dataclass(frozen=True, slots=True)
class StepKind:
    """One kind of step: its code, the desk that owns it and what is done there."""

    name: str
    desk: str
    does: str


_TABLE = (
    StepKind("record", "intake", "Receive the complaint and write it into the Buku Pengaduan."),
    StepKind("verify", "intake", "Identify, clarify, check that it is complete."),
    StepKind("await_reporter", "intake", "Wait until the reporter has completed the complaint."),
    StepKind("hand_up", "intake", "Pass the complaint on to the Inspektur."),
    StepKind("order_review", "review", "Order the examination (penelaahan)."),
    StepKind("assess", "review", "Examine (penelaahan, kaji cepat) and recommend."),
    StepKind("receive", "review", "Receive the examined file at the secretariat."),
    StepKind("decide", "review", "Decide on the follow-up."),
    StepKind("propose_team", "assignment", "Plan the work and propose a team."),
    StepKind("draft_letter", "assignment", "Draft the assignment letter (SPT) and give it its number."),
    StepKind("sign_letter", "assignment", "Sign the letter, or return it with a reason."),
    StepKind("hand_over_letter", "assignment", "Hand the letter to the team, copies as the SOP says."),
    StepKind("carry_out", "followup", "Carry out the follow-up and report."),
    StepKind("respond", "followup", "Write the answer."),
    StepKind("forward", "followup", "Forward the complaint to a unit, with a memo and without the reporter."),
    StepKind("accept", "followup", "The unit accepts the memo, or returns it with a reason."),
    StepKind("delegate", "followup", "A unit handles the complaint itself and reports."),
    StepKind("transfer", "followup", "Pass the complaint to the agency that has the authority."),
    StepKind("deliver", "followup", "Deliver the answer, report or notice."),
    StepKind("await_source", "followup", "Wait until the source of the complaint confirms."),
    StepKind("close", "followup", "Close the complaint."),
    StepKind("reconsider", "followup", "Decide on an objection of the reporter."),
)

KINDS: Final = {kind.name: kind for kind in _TABLE}
"""Step kinds by name."""


def asks_for_what_is_missing(kinds: Iterable[str]) -> bool:
    """Whether an SOP of these kinds of steps looks what a complaint lacks, and waits for its reporter to give it."""
    return {"verify", AWAITS_REPORTER} <= set(kinds)


def desk_of(kind: str) -> str:
    """The desk that owns a kind of step; KeyError for an unknown kind."""
    return KINDS[kind].desk
