"""Conflicts of interest: whom the complaint is about is out of everything, and the SOP's substitutes take over."""

from services.common.contracts.conflict import Barred
from services.common.contracts.events import ConflictDeclared, Event, Post
from services.common.contracts.tasks import DeclareConflict, Intervened
from services.common.desk import announcements, checks
from services.common.desk.access import may_read, reading_roles
from services.common.desk.custody import Custody, Task
from services.common.desk.remarks import Intervener, RemarkRecords
from services.common.desk.units import take_back
from services.common.errors import Invalid, NotFound, TaskDone
from services.common.sop.model import Sop, Step
from services.common.vocabulary import UNITS


def declare_conflict(request: DeclareConflict, by: Intervener) -> Intervened:
    """These officers or units are reported parties: they find nothing of the complaint from here on, and where an
    officer's role has a substitute in the SOP, that does its steps. A unit that has the complaint loses it."""
    task, custody = checks.located(by.records, request.task_id, by.caller)
    sop = by.records.sop(custody.sop)
    step = checks.step_of(sop, task, request.kind)
    if not may_read(by.caller, custody.barred):
        raise NotFound("task")
    if task.completed_at is not None:
        raise TaskDone(task.outcome)
    as_deputy = by.as_deputy(custody, reading_roles(custody.barred))
    custody.barred = custody.barred.joined(_barred(request, sop, by.records, custody.tenant))
    if custody.unit in custody.barred.units:
        take_back(custody, by.announce, by.now)  # the office ends the unit's step in its place, by returning it
    task.roles, task.unit = custody.roles_of(step, sop), custody.unit_of(step)
    details = {"officers": list(request.officers), "units": list(request.units)}
    note = by.note(custody, "conflict_declared", request.reason, details, as_deputy)
    return by.save(note, custody, task, tuple(task.roles), declared(custody, by, task, step, as_deputy))


def declared(custody: Custody, by: Intervener, task: Task, step: Step, as_deputy: str = "") -> Event:
    """The event that says who is shut out now, and whom the open step waits for."""
    told = {"barred": custody.barred, "task": by.told(custody, task, step)}
    who = {"by": by.caller.actor, "as_deputy": as_deputy}
    return announcements.moved(ConflictDeclared, custody, by.now, **told, **who)


def _barred(request: DeclareConflict, sop: Sop, records: RemarkRecords, tenant: str) -> Barred:
    posts = {post.id: post for post in records.posts(tenant)}
    faults = {}
    if strangers := [name for name in request.officers if name not in posts]:
        faults["officers"] = f"Not officers of this regency: {', '.join(strangers)}."
    if strange := set(request.units) - records.unit_keys(tenant):
        faults["units"] = f"Not units of this regency: {', '.join(sorted(strange))}."
    if not request.officers and not request.units:
        faults["officers"] = "Name at least one officer or unit."
    if faults:
        raise Invalid(faults)
    return barred(sop, [posts[name] for name in request.officers], request.units)


def barred(sop: Sop, officers: list[Post], units: tuple[str, ...]) -> Barred:
    """Who is shut out, and who stands in for each role these officers hold. Who acts for a unit takes it along."""
    held = {role for post in officers for role in post.roles if role in sop.roles} - {UNITS}
    instead = {role: sop.roles[role].substitute for role in sorted(held) if sop.roles[role].substitute}
    theirs = tuple(post.unit for post in officers if post.unit)
    return Barred(
        officers=tuple(post.id for post in officers), units=tuple(dict.fromkeys((*units, *theirs))), instead=instead
    )
