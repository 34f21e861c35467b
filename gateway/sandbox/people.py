"""In whose name a step is ended: the reporter, the source it came from, or an officer of the roster who may."""

from collections.abc import Iterator, Sequence

from gateway.sandbox.entry import Sandbox
from gateway.sandbox.procedure import performers
from gateway.sandbox.samples import Given, Result, result
from services.common.contracts.caller import Caller
from services.common.contracts.register import ApplyOfficers, Nothing, OpenTask, Standing
from services.common.contracts.tenant import Officer
from services.common.vocabulary import PORTALS, REPORTER, UNITS

Roster = Sequence[Officer]


def roster(sandbox: Sandbox) -> Roster:
    """The officers of the regency."""
    return sandbox.read("assignment.roster", Nothing(), ApplyOfficers).officers


def able(sandbox: Sandbox, standing: Standing, task: OpenTask, officers: Roster) -> Iterator[Caller]:
    """Whoever may end the task, as the SOP names them. Whom the complaint is about is refused by the desk."""
    for role in task.roles:
        if role == REPORTER:
            yield sandbox.reporter(standing.complaint_id, task.reference)
        elif role in PORTALS:
            if role == standing.entry.channel:
                yield sandbox.portal(role)
        else:
            yield from (sandbox.officer(one) for one in officers if _holds(one, role, task))


def _holds(one: Officer, role: str, task: OpenTask) -> bool:
    return role in one.roles and (role != UNITS or task.unit in {None, one.unit})


def results(sandbox: Sandbox, standing: Standing, kind: str, officers: Roster) -> Iterator[Result]:
    """Made-up results, of which one will do: a unit that is accused gets no memo, and who is accused joins no team."""
    today, place = sandbox.today, sandbox.regency.profile.place
    if kind == "forward":
        units = {one.unit: None for one in officers if one.unit}
        yield from (result(kind, Given.on(today, place, unit=unit)) for unit in units if unit)
    elif kind == "propose_team":
        roles = performers(sandbox, standing, "carry_out")
        team = [one.id for one in officers if not roles.isdisjoint(one.roles)]
        turns = (team[at:] + team[:at] for at in range(len(team)))
        yield from (result(kind, Given.on(today, place, team=turn)) for turn in turns)
    else:
        yield result(kind, Given.on(today, place))
