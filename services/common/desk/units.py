"""A unit that has a complaint loses it: it returned the memo, or turned out to be a reported party."""

from datetime import datetime

from services.common.contracts.events import ForwardingReturned
from services.common.desk import announcements
from services.common.desk.completion import Announce
from services.common.desk.custody import Custody


def take_back(custody: Custody, announce: Announce, now: datetime) -> None:
    """The unit, if one has it, sees nothing of it any more."""
    if custody.unit:
        announce(announcements.moved(ForwardingReturned, custody, now, unit=custody.unit))
        custody.unit = None
