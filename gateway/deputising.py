"""Whether an officer may stand in for another: every rule before anything is kept. Pure.

Plt. where a post is vacant and Plh. where its holder is away are of UU 30/2014 Pasal 14; SE BKN 1/SE/I/2021 gives a
Plt. three months and three more, which is the 184 days here. For a Plh. no law counts days; who is away for more than
a quarter of a year is not away for the time being, so 90 days, after which the reason is looked at anew.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.common.contracts.deputies import LENT, DeputyKind
from services.common.vocabulary import CUSTODIAN

MOST_DAYS: Final[Mapping[DeputyKind, int]] = {"plh": 90, "plt": 184}
"""How many days ahead the last day may lie."""

FAULTS: Final[Mapping[str, str]] = {
    "no_holder": "There is no such officer in this regency. GET /api/v1/roster lists them.",
    "holder_gone": "This officer is in the officers' file no more, so the post is vacant: record a `plt`.",
    "no_officer": "There is no such officer who can sign in. GET /api/v1/roster lists them.",
    "same": "Nobody stands in for oneself. Name another officer.",
    "oneself": "Nobody lends an office to oneself. Another administrator records this.",
    "keeper": "This officer keeps identities and therefore handles no complaint. Name another officer.",
    "units": "The two are of different units, and an officer acts for one unit only. Name an officer of the same unit.",
    "not_held": "The holder has no such role. Name roles of the holder, or leave this out for all that can be lent.",
    "not_lent": "The roles of administrators and of who keeps identities are not lent: they stay one person's each.",
    "nothing": "The holder has no role that can be lent and that this officer does not have already.",
    "taken": "Somebody stands in for this holder in one of these roles already in these days. End that first.",
    "past": "This day has passed. Nobody acts for somebody else in hindsight; the first day is today or later.",
    "backwards": "The last day lies before the first.",
    "too_far": "This lies too far ahead: a Plh. has 90 days from today, a Plt. 184. Record it anew when they are over.",
}
"""What is wrong, by code, and what to do."""


class Unfit(Exception):
    """Codes of what is wrong, by field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(", ".join(faults.values()))
        self.faults = dict(faults)


@dataclass(frozen=True, slots=True)
class Known:
    """An account as far as these rules ask. `is_open`: it is let in."""

    id: str
    name: str
    roles: tuple[str, ...]
    unit: str
    is_active: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to stand in for whom, in which roles (none named: all that can be lent), on which days, by which order."""

    holder: str
    officer: str
    kind: DeputyKind
    roles: tuple[str, ...]
    from_on: date
    until_on: date
    basis: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Days on which somebody stands in for the same holder already."""

    roles: tuple[str, ...]
    from_on: date
    until_on: date


def lendable(holder: Known) -> tuple[str, ...]:
    """Which of the holder's roles can be lent."""
    return tuple(role for role in holder.roles if role in LENT)


def lent_by(
    wish: Wish, *, holder: Known | None, officer: Known | None, taken: Iterable[Taken], today: date, by: str
) -> tuple[str, ...]:
    """The roles that are lent. Unfit with every fault."""
    faults = _of_people(wish, holder, officer, by) | _of_days(wish, today)
    roles = wish.roles or (lendable(holder) if holder else ())
    if holder and officer and not faults and (fault := _of_roles(roles, holder, officer)):
        faults["roles"] = fault
    if not faults and any(_overlaps(each, wish, roles) for each in taken):
        faults["roles"] = "taken"
    if faults:
        raise Unfit(faults)
    return roles


def _of_people(wish: Wish, holder: Known | None, officer: Known | None, by: str) -> dict[str, str]:
    faults = {}
    if holder is None:
        faults["holder"] = "no_holder"
    elif wish.kind == "plh" and not holder.is_active:
        faults["holder"] = "holder_gone"
    if officer is None or not officer.is_open:
        faults["officer"] = "no_officer"
    elif wish.officer == wish.holder:
        faults["officer"] = "same"
    elif wish.officer == by:
        faults["officer"] = "oneself"
    elif CUSTODIAN in officer.roles:
        faults["officer"] = "keeper"
    elif holder and holder.unit != officer.unit:
        faults["officer"] = "units"
    return faults


def _of_days(wish: Wish, today: date) -> dict[str, str]:
    if wish.from_on < today:
        return {"from_on": "past"}
    if wish.until_on < wish.from_on:
        return {"until_on": "backwards"}
    if wish.until_on > today + timedelta(days=MOST_DAYS[wish.kind]):
        return {"until_on": "too_far"}
    return {}


def _of_roles(roles: Collection[str], holder: Known, officer: Known) -> str:
    if not set(roles) <= set(holder.roles):
        return "not_held"
    if not set(roles) <= LENT:
        return "not_lent"
    return "nothing" if set(roles) <= set(officer.roles) else ""


def _overlaps(each: Taken, wish: Wish, roles: Iterable[str]) -> bool:
    is_then = each.from_on <= wish.until_on and wish.from_on <= each.until_on
    return is_then and not set(each.roles).isdisjoint(roles)
