"""Who finds which complaints: the conditions every list and every reading puts into its query.

Whom a complaint is about finds no trace of it; so it is left out by the database and not refused.
"""

from sqlalchemy import ColumnElement, and_, or_

from services.common.contracts.caller import Caller
from services.common.errors import NotYourRole
from services.common.vocabulary import EXTERNAL_ROLES
from services.intake.register.models import Entry, OpenTaskRow

UNIT = "unit_terlapor"


def is_inside(caller: Caller) -> bool:
    """Whether the caller holds a role inside the inspectorate."""
    return bool(set(caller.roles) - EXTERNAL_ROLES)


def staff_only(caller: Caller) -> None:
    """Officers of the inspectorate, and the operator. NotYourRole."""
    if caller.kind != "operator" and not (caller.kind == "officer" and is_inside(caller)):
        raise NotYourRole("officer")


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
    return and_(holds, OpenTaskRow.unit == caller.unit) if role == UNIT and not is_inside(caller) else holds
