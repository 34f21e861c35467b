"""Who reads a complaint: beyond the right to ask (`contracts.rights`), what the complaint itself decides."""

from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.vocabulary import EXTERNAL_ROLES


def is_inside(caller: Caller) -> bool:
    """Whether the caller is an officer with at least one role inside the inspectorate."""
    return caller.kind == "officer" and bool(set(caller.roles) - EXTERNAL_ROLES)


def may_read(caller: Caller, barred: Barred) -> bool:
    """Whether the caller may read this complaint whole: officers of the inspectorate and those who stand in for one.

    Whom the complaint is about finds nothing, as if it were not there. Units and agencies see forwarding copies only.
    """
    if caller.kind != "officer" or barred.shuts_out(caller.actor, caller.unit):
        return False
    return is_inside(caller) or caller.has_any(tuple(barred.stand_ins()))
