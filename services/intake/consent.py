"""The reporter's consent that the identity goes along when the complaint is passed to another agency.

Given at filing or later, never taken for granted, and announced once: only then can a forwarding carry the identity.
"""

from datetime import datetime
from uuid import UUID, uuid5

from services.common.contracts.caller import Caller
from services.common.contracts.events import ConsentGiven
from services.common.desk.completion import Announce
from services.common.errors import Invalid, NotYourRole
from services.common.vocabulary import REPORTER
from services.intake.known import Complaints, find


def give_consent(caller: Caller, *, complaints: Complaints, announce: Announce, now: datetime) -> None:
    """The reporter agrees; asking again changes nothing. NotYourRole, NotFound, Invalid."""
    if caller.kind != "reporter":
        raise NotYourRole(REPORTER)
    known = find(caller, None, complaints)
    if known.mode == "anonymous":
        raise Invalid({"consent": "An anonymous complaint has no identity that could go along."})
    if complaints.add_consent(known, now):
        announce(consent_given(known.tenant, known.complaint_id, now))


def consent_given(tenant: str, complaint_id: UUID, now: datetime) -> ConsentGiven:
    """The event that the reporter agrees. It happens once in a complaint's life."""
    event_id = uuid5(complaint_id, "consent")
    return ConsentGiven(event_id=event_id, happened_at=now, tenant=tenant, complaint_id=complaint_id)
