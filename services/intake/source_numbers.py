"""Numbers that portals give their complaints: each is filed once, and by it a complaint is found again.

A portal that lost its answer, and files anew under another Idempotency-Key, learns which complaint it has already.
The rules; what is kept is in `source_number_records`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.sources import FiledBefore, FiledFrom
from services.common.errors import Invalid, NotYourRole
from services.common.sop.model import Sop
from services.common.sop.portals import is_of_a_portal
from services.common.vocabulary import EXTERNAL_ROLES, SYSTEMS


@dataclass(frozen=True, slots=True)
class Numbered:
    """A complaint by its number at the source."""

    number: str
    reference: str
    barred: Barred

    def known_to(self, caller: Caller) -> str:
        """Its reference; empty for whom it is about."""
        return "" if self.barred.shuts_out(caller.actor, caller.unit) else self.reference


class Numbers(Protocol):
    """What these rules ask of the database."""

    def numbered(self, channel: str, numbers: Iterable[str]) -> list[Numbered]: ...


def filed_from(caller: Caller, request: FiledFrom, sop: Sop, numbers: Numbers) -> FiledBefore:
    """References by number, for who files on the channel. Invalid, NotYourRole."""
    channel = _channel(caller, request.channel, sop)
    found = numbers.numbered(channel, request.numbers)
    return FiledBefore(references={one.number: one.known_to(caller) for one in found})


def _channel(caller: Caller, asked: str | None, sop: Sop) -> str:
    portals = {key: channel for key, channel in sop.channels.items() if is_of_a_portal(channel)}
    mine = [key for key, channel in portals.items() if not _roles(caller).isdisjoint(channel.filed_by)]
    if asked is None and len(mine) == 1:
        return mine[0]
    if asked not in portals:
        raise Invalid({"channel": f"Not a channel of another portal. Possible are: {', '.join(portals) or 'none'}."})
    if asked not in mine:
        raise NotYourRole(" / ".join(portals[asked].filed_by))
    return asked


def _roles(caller: Caller) -> set[str]:
    """A system speaks for its portal, an officer for the office."""
    return set(caller.roles) & SYSTEMS if caller.kind == "system" else set(caller.roles) - EXTERNAL_ROLES
