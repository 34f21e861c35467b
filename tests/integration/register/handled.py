"""A made-up office whose officers hand tasks to one another, by the register's own tables."""

from typing import Any
from uuid import UUID, uuid4

from services.common.contracts import handling as h
from services.common.contracts import register as r
from services.common.contracts.caller import Caller
from services.common.contracts.events import Post
from services.common.contracts.lists import TaskQuery
from services.intake.register.handling import Handing
from services.intake.register.task_lists import TaskLists
from services.intake.register.workloads import workload
from tests.integration.register.regency import Filed, Regency
from tests.unit.common.clocks.support import local

NOW = "2026-04-08 09:00"
POSTS = (
    Post(id="satu", roles=("inspektur",)),
    Post(id="dua", roles=("inspektur", "jfu")),
    Post(id="catat", roles=("jfu",)),
    Post(id="sekretaris", roles=("sekretaris",)),
    Post(id="kepala_a", roles=("unit_terlapor",), unit="dinas_a"),
    Post(id="staf_a", roles=("unit_terlapor",), unit="dinas_a"),
    Post(id="kepala_b", roles=("unit_terlapor",), unit="dinas_b"),
)


class Office:
    """A regency whose examination waits for the Inspektur, of whom there are two."""

    def __init__(self, regency: Regency) -> None:
        self.regency = regency
        self.staff(*POSTS)

    def staff(self, *posts: Post) -> None:
        """The officers' list is this from now on."""
        self.regency.apply(posts=posts)

    def officer(self, name: str) -> Caller:
        """One of the officers above."""
        post = next(post for post in POSTS if post.id == name)
        return self.regency.caller(*post.roles, actor=name, unit=post.unit or "")

    def hand(self, by: str, to: str | None, *tasks: Filed | UUID, key: str = "", **more: Any) -> h.TasksHanded:
        """Hand the open tasks of complaints to somebody; the same key is the same request."""
        caller = self.officer(by)
        ids = tuple(task if isinstance(task, UUID) else task_of(self.regency, task).task_id for task in tasks)
        request = h.HandTasks(tasks=ids, to=to, request_key=key or str(uuid4()), **more)
        with self.regency.work(self.regency.tenant) as work:

            def act() -> h.TasksHanded:
                return Handing(work, caller, local(NOW)).hand(request)

            answer: h.TasksHanded = work.once(caller, request, request.request_key, h.TasksHanded, act)
            return answer

    def holders(self, by: str) -> list[str]:
        """To whom an officer may hand tasks."""
        with self.regency.work(self.regency.tenant) as work:
            told = Handing(work, self.officer(by), local(NOW)).holders()
        return [holder.officer for holder in told.holders]

    def handler(self, course: Filed) -> str | None:
        """Who handles the open task of a complaint."""
        return task_of(self.regency, course).handler

    def tasks(self, name: str, **asked: Any) -> r.Tasks:
        """What an officer finds in the list."""
        with self.regency.work(self.regency.tenant) as work:
            return TaskLists(work, self.officer(name), local(NOW)).tasks(TaskQuery(**asked))

    def references(self, name: str, **asked: Any) -> list[str]:
        """The complaints of those tasks."""
        return [task.reference for task in self.tasks(name, **asked).tasks]

    def workload(self, at: str = NOW, **page: Any) -> h.Workload:
        """What the secretary sees."""
        with self.regency.work(self.regency.tenant) as work:
            return workload(work, self.officer("sekretaris"), h.WorkloadQuery(**page), local(at))


def task_of(regency: Regency, course: Filed) -> r.OpenTask:
    """The open task of a complaint, as the office sees it."""
    (task,) = regency.standing(course).tasks
    return task
