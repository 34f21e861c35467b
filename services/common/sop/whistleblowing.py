"""A whistleblowing channel lets people stay anonymous; so, by the rule on anonymous channels, it demands no identity,
no telephone and no KTP of anybody."""

from collections.abc import Iterator

from services.common.sop.finding import Finding
from services.common.sop.model import Sop

CHANNEL = "wbs"


def exposing_channels(sop: Sop) -> Iterator[Finding]:
    """A whistleblowing channel on which everybody has to say who they are."""
    channel = sop.channels.get(CHANNEL)
    if channel and "anonymous" not in channel.modes:
        message = "Whistleblowers must be able to stay anonymous; add `anonymous`."
        yield Finding(("channels", CHANNEL, "modes"), message)
