"""Is there somebody for every step? Asked when a tenant's SOP and its officers are read together."""

from collections.abc import Iterable

from services.common.contracts.tenant import Officer
from services.common.sop.model import Sop


def unstaffed(sop: Sop, officers: Iterable[Officer]) -> list[str]:
    """Keys of steps that no officer or system has a role for."""
    held = {role for officer in officers for role in officer.roles}
    return [step.key for step in sop.steps if held.isdisjoint(step.roles)]
