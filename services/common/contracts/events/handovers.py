"""Custody passes from desk to desk, to the right only."""

from uuid import UUID

from pydantic import Field

from services.common.contracts.conflict import NOBODY, Barred
from services.common.contracts.events.envelope import Event


class HandedOver(Event):
    """Custody passes to another desk, with all it needs to go on. `sequence` is the last one used."""

    complaint_id: UUID
    reference: str
    sop: str
    step: str
    facts: dict[str, str]
    sequence: int
    outcome_counts: dict[str, int] = Field(default={})
    barred: Barred = NOBODY
    papers: dict[str, str] = Field(default={}, description="Numbers of the documents issued so far, by kind.")


class HandedToReview(HandedOver):
    name = "complaint_handed_to_review"
    sources = ("intake",)


class HandedToAssignment(HandedOver):
    name = "complaint_handed_to_assignment"
    sources = ("intake", "review")


class HandedToFollowup(HandedOver):
    name = "complaint_handed_to_followup"
    sources = ("intake", "review", "assignment")
