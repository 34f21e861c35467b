"""How well the reporter is protected: open, confidential, anonymous. The reporter alone changes it, and only upwards.

An officer can never lower it; there is no call for that.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID, uuid4

from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.events import ModeRaised
from services.common.desk.completion import Announce
from services.common.errors import Invalid
from services.common.vocabulary import MODES
from services.intake.known import Complaints, find

_ORDER = tuple(MODES)


class Protected(Complaints, Protocol):
    """What raising a mode asks of the database."""

    def locked_mode(self, complaint_id: UUID) -> str: ...
    def set_mode(self, complaint_id: UUID, mode: str) -> None: ...
    def destroy(self, complaint_id: UUID, scope: str) -> None: ...


def raise_mode(caller: Caller, mode: str, *, complaints: Protected, announce: Announce, now: datetime) -> None:
    """Protect the reporter better from now on; asking for what holds already changes nothing. NotFound, Invalid."""
    known = find(caller, None, complaints)
    before = complaints.locked_mode(known.complaint_id)
    if mode == before:
        return
    if _ORDER.index(mode) < _ORDER.index(before):
        raise Invalid({"mode": "The protection can be raised, and never lowered."})
    channel = complaints.sop(known.sop).channels.get(known.channel)
    if channel and mode not in channel.modes:
        raise Invalid({"mode": f"Not possible on this channel. Possible are: {', '.join(channel.modes)}."})
    complaints.set_mode(known.complaint_id, mode)
    if mode == "anonymous":
        complaints.destroy(known.complaint_id, "identity")
    raised = {"tenant": known.tenant, "complaint_id": known.complaint_id, "mode": mode}
    announce(ModeRaised(event_id=uuid4(), happened_at=now, **raised))
    announce(audited_of(caller, "mode_raised", now, known, mode=mode))
