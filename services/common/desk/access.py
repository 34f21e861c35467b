"""Who reads a complaint: beyond the right to ask (`contracts.rights`), what the complaint itself decides."""

from collections.abc import Collection

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.rights import HANDLERS, INSIDE
from services.common.vocabulary import EXTERNAL_ROLES


def facing(caller: Caller, barred: Barred) -> Caller:
    """The caller as far as one complaint goes: roles held in the place of whom it is about do not count.

    A deputy named by the accused is no stand-in. The one place where this is decided; lists do the same in SQL
    (`intake/register/sight`).
    """
    kept = tuple(each for each in caller.deputises if each.officer not in barred.officers)
    if kept == caller.deputises:
        return caller
    roles = {*caller.own_roles, *(each.role for each in kept)}
    held = tuple(role for role in caller.roles if role in roles)
    return caller.model_copy(update={"roles": held, "deputises": kept})


def lent_by(caller: Caller, roles: Collection[str]) -> tuple[str, ...]:
    """In whose place alone the caller has any of these roles; nobody where one is the caller's own, or none is held."""
    if not set(caller.own_roles).isdisjoint(roles):
        return ()
    return tuple(dict.fromkeys(each.officer for each in caller.deputises if each.role in roles))


def is_inside(caller: Caller) -> bool:
    """Whether the caller is an officer with at least one role inside the inspectorate."""
    return caller.kind == "officer" and bool(set(caller.roles) - EXTERNAL_ROLES)


def reading_roles(barred: Barred) -> tuple[str, ...]:
    """Roles by which officers read this complaint and act on it beside its steps."""
    return tuple(sorted(HANDLERS & INSIDE | set(barred.stand_ins())))


def may_read(caller: Caller, barred: Barred) -> bool:
    """Whether the caller may read this complaint whole: officers of the inspectorate and those who stand in for one.

    Whom the complaint is about finds nothing, as if it were not there. Units and agencies see forwarding copies only.
    """
    if caller.kind != "officer" or barred.shuts_out(caller.actor, caller.unit):
        return False
    mine = facing(caller, barred)
    return is_inside(mine) or mine.has_any(tuple(barred.stand_ins()))
