"""Who acts where a holder of a role is the reported party: is there somebody, and never the same role again?"""

from collections.abc import Iterator

from services.common.sop.finding import Finding
from services.common.sop.model import Sop
from services.common.vocabulary import EXTERNAL_ROLES, HEAD, PROVINCE, UNITS

INDISPENSABLE = (HEAD, UNITS)
"""Roles whose holder is the reported party sooner or later, and for whom no colleague of the same role can act."""


def weak_substitutes(sop: Sop) -> Iterator[Finding]:
    """Every substitute that could not act, and every role that needs one and has none."""
    for role in sop.roles:
        where = ("roles", role, "substitute")
        if role in _behind(sop, role):
            yield Finding(where, f"'{role}' would in the end stand in for itself; break the circle.")
        for other in sop.roles[role].substitute:
            if other in EXTERNAL_ROLES and other != PROVINCE:
                message = f"'{other}' is outside the inspectorate and stands in for nobody; name another role."
                yield Finding(where, message)
    doing = {role for step in sop.steps for role in step.roles}
    for role in INDISPENSABLE:
        if role in doing and not sop.roles[role].substitute:
            message = f"A complaint about a holder of '{role}' would find nobody; name who acts then with `substitute`."
            yield Finding(("roles", role), message)


def _behind(sop: Sop, role: str) -> set[str]:
    """All roles that act when nobody of `role` may, at first, second or any further hand."""
    found = set(sop.roles[role].substitute)
    while more := {behind for each in found for behind in sop.roles[each].substitute} - found:
        found |= more
    return found
