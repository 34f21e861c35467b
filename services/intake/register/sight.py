"""Who finds which complaints: the conditions every list and every reading puts into its query.

Whom a complaint is about finds no trace of it; so it is left out by the database and not refused.
"""

from sqlalchemy import ColumnElement, and_, or_

from services.common.contracts.caller import Caller
from services.common.desk.access import is_inside
from services.common.vocabulary import UNITS
from services.intake.register.models import Entry, OpenTaskRow


def not_about(caller: Caller) -> ColumnElement[bool]:
    """Complaints that are not about the caller, nor about the caller's unit."""
    shut_out = [Entry.barred.contains({"officers": [caller.actor]})]
    if caller.unit:
        shut_out.append(Entry.barred.contains({"units": [caller.unit]}))
    return ~or_(*shut_out)


def tasks_of(caller: Caller) -> list[ColumnElement[bool]]:
    """Open tasks for the caller's roles. A system sees its own channel's, a unit what was forwarded to it."""
    of_role = or_(*(_of_role(role, caller) for role in caller.roles))
    mine = [of_role, not_about(caller)]
    if caller.kind == "system":
        mine.append(Entry.channel.in_(caller.roles))
    return mine


def _of_role(role: str, caller: Caller) -> ColumnElement[bool]:
    holds = OpenTaskRow.roles.contains([role])
    if role != UNITS or is_inside(caller):
        return holds
    # An SOP without a forwarding step names no unit; its unit's step waits for all of them.
    return and_(holds, or_(OpenTaskRow.unit == caller.unit, OpenTaskRow.unit.is_(None)))
