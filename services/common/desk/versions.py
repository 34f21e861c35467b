"""A running complaint goes over to another published version of its SOP, one by one and with a reason."""

from services.common.contracts.events import Event, SopMigrated
from services.common.contracts.tasks import Intervened, MigrateSop
from services.common.desk import announcements, checks
from services.common.desk.conflicts import barred, declared
from services.common.desk.custody import Custody, Task
from services.common.desk.remarks import Intervener
from services.common.errors import CannotMigrate, NotFound
from services.common.sop.model import Sop, Step


def migrate_sop(request: MigrateSop, by: Intervener) -> Intervened:
    """Follow another version from the step the complaint is at."""
    open_task = by.records.open_task_of(request.reference)
    if open_task is None:
        raise NotFound("open complaint")
    task, custody = checks.located(by.records, open_task, by.caller)
    before, after = custody.sop, by.records.sop(request.sop)
    step = _same_step(after, task, custody)
    custody.sop = after.id
    posts = [post for post in by.records.posts(custody.tenant) if post.id in custody.barred.officers]
    known = custody.barred
    custody.barred = known.joined(barred(after, posts, known.units))
    task.roles, task.unit = custody.roles_of(step, after), custody.unit_of(step)
    note = by.note(custody, "sop_migrated", request.reason, {"before": before, "after": after.id})
    moved = {"before": before, "after": after.id, "by": by.caller.actor, "task": by.told(custody, task, step)}
    told: list[Event] = [announcements.moved(SopMigrated, custody, by.now, **moved)]
    if custody.barred != known:  # the new version names other stand-ins
        told.append(declared(custody, by, task, step))
    return by.save(note, custody, task, tuple(task.roles), *told)


def _same_step(after: Sop, task: Task, custody: Custody) -> Step:
    step = after.step(task.step)
    if after.tenant != custody.tenant:
        raise CannotMigrate(after.id, "it is another regency's")
    if after.id == custody.sop:
        raise CannotMigrate(after.id, "it follows that version already")
    if step is None or step.kind != task.kind:
        raise CannotMigrate(after.id, f"it has no step {task.step} of the kind {task.kind}; end that step first")
    return step
