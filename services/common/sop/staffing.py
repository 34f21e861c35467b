"""Is there somebody for every step? Asked when a tenant's SOP, its officers and its units are read together."""

from collections.abc import Iterable

from services.common.contracts.tenant import Officer, Unit
from services.common.sop.model import Sop, Step
from services.common.vocabulary import CUSTODIAN


def unstaffed(sop: Sop, officers: Iterable[Officer]) -> list[str]:
    """Keys of steps that no officer or system has a role for."""
    held = {role for officer in officers for role in officer.roles}
    return [step.key for step in sop.steps if held.isdisjoint(step.roles)]


def unguarded(sop: Sop, officers: Iterable[Officer]) -> list[str]:
    """Roles whose only holder nobody could replace at some step, were a complaint about that officer.

    Another role of the step or a substitute helps, if somebody else holds it. Systems are never the reported party.
    """
    staff = tuple(officers)
    return [role for role in sop.roles if any(_nobody_else(sop, staff, step, role) for step in sop.steps)]


def strange_units(officers: Iterable[Officer], units: Iterable[Unit]) -> list[str]:
    """Ids of officers who act for a unit that `units.yaml` does not list."""
    known = {unit.key for unit in units}
    return [officer.id for officer in officers if officer.unit is not None and officer.unit not in known]


def doubled_custodians(officers: Iterable[Officer]) -> list[str]:
    """Ids of officers who keep identities and hold another role: it is the custodian's not to work on complaints."""
    return [officer.id for officer in officers if CUSTODIAN in officer.roles and set(officer.roles) != {CUSTODIAN}]


def _nobody_else(sop: Sop, staff: tuple[Officer, ...], step: Step, role: str) -> bool:
    holders = [officer for officer in staff if role in officer.roles]
    if role not in step.roles or len(holders) != 1 or holders[0].kind == "system":
        return False
    able = {*step.roles, *sop.roles[role].substitute}
    return not any(able.intersection(officer.roles) for officer in staff if officer is not holders[0])
