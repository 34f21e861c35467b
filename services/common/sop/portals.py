"""Channels by which complaints come from another system, which numbers them: each of its numbers is filed once."""

from services.common.sop.model import Channel
from services.common.vocabulary import PORTALS


def is_of_a_portal(channel: Channel) -> bool:
    """Whether a system may file there."""
    return not PORTALS.isdisjoint(channel.filed_by)
