"""The regency's own words for outcomes, channels and roles, as its SOP gives them; for the documents a desk writes."""

from typing import Final

from services.common.desk.custody import Custody
from services.common.desk.ending import Ending
from services.common.sop.model import Sop
from services.common.vocabulary import HEAD

_FILE: Final = "Arsip"
"""To whom a document goes that nobody acts upon."""


def outcome_label(ending: Ending) -> str:
    """How the step ends."""
    return ending.step.outcomes[ending.outcome].label


def channel_label(sop: Sop, custody: Custody) -> str:
    """The way the complaint came."""
    channel = sop.channels.get(custody.facts["channel"])
    return channel.label if channel else custody.facts["channel"]  # an SOP it was moved to may have closed the channel


def role_label(sop: Sop, role: str) -> str:
    """The office's name for a role."""
    return sop.roles[role].label if role in sop.roles else role


def addressee(sop: Sop, ending: Ending) -> str:
    """Who has to act upon what the step brings forth: the roles of the step it leads to, but not the Inspektur, whose
    word it is, where there are others."""
    step = sop.step(ending.to)
    if step is None:
        return _FILE
    roles = ending.custody.roles_of(step, sop)
    others = [role for role in roles if role != HEAD] or roles
    return ", ".join(role_label(sop, role) for role in others)
