"""Who finds which complaints: the conditions every list and every reading puts into its query.

Whom a complaint is about finds no trace of it; so it is left out by the database and not refused.
"""

from sqlalchemy import ColumnElement, and_, or_

from services.common.contracts.caller import Caller
from services.common.contracts.rights import INSIDE
from services.common.desk.access import is_inside, lent_by
from services.common.vocabulary import UNITS
from services.intake.register.models import Entry, OpenTaskRow


def not_about(caller: Caller, by: frozenset[str] = INSIDE) -> ColumnElement[bool]:
    """Complaints that are not about the caller, nor about the caller's unit; nor about all those in whose place alone
    the caller has one of the roles the reading is by."""
    shut_out = [_about(caller.actor)]
    if caller.unit:
        shut_out.append(Entry.barred.contains({"units": [caller.unit]}))
    if lenders := lent_by(caller, by):
        shut_out.append(and_(*(_about(officer) for officer in lenders)))
    return ~or_(*shut_out)


def _about(officer: str) -> ColumnElement[bool]:
    return Entry.barred.contains({"officers": [officer]})


def not_about_oneself(caller: Caller) -> ColumnElement[bool]:
    """The same where each complaint decides by which role it is found."""
    return not_about(caller, by=frozenset())


def tasks_of(caller: Caller) -> list[ColumnElement[bool]]:
    """Open tasks for the caller's roles. A system sees its own channel's, a unit what was forwarded to it."""
    of_role = or_(*(_of_role(role, caller) for role in caller.roles))
    mine = [of_role, not_about_oneself(caller)]
    if caller.kind == "system":
        mine.append(Entry.channel.in_(caller.roles))
    return mine


def _of_role(role: str, caller: Caller) -> ColumnElement[bool]:
    holds = OpenTaskRow.roles.contains([role])
    if lenders := lent_by(caller, frozenset({role})):
        holds = and_(holds, ~and_(*(_about(officer) for officer in lenders)))
    if role != UNITS or is_inside(caller):
        return holds
    # An SOP without a forwarding step names no unit; its unit's step waits for all of them.
    return and_(holds, or_(OpenTaskRow.unit == caller.unit, OpenTaskRow.unit.is_(None)))
