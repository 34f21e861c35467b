"""Open tasks, and ending a step: one address per kind of step, each passed on to the desk that owns the kind."""

from collections.abc import Callable
from uuid import UUID

from gateway.api.shapes import Completion, completion_of
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.lists import TaskQuery
from services.common.contracts.register import Tasks
from services.common.contracts.results import RESULTS
from services.common.contracts.tasks import CompleteTask, TaskCompleted
from services.common.steps import KINDS, desk_of

BODIES: dict[str, type[Completion]] = {kind: completion_of(kind, RESULTS[kind]) for kind in KINDS}
"""The body that ends a step, by its kind."""


def list_mine(caller: Caller, query: TaskQuery) -> Tasks:
    """Tasks that wait for me

    Those of my roles, the most urgent first; in the office also what waits for reporters, and all that is open.
    """
    return parts().desks.call("register.tasks", caller, query, Tasks)


def completer(kind: str) -> Callable[..., TaskCompleted]:
    """The handler that ends steps of one kind."""

    def complete(caller: Caller, task_id: UUID, body: Completion, key: str) -> TaskCompleted:
        found = parts()
        request = CompleteTask(
            task_id=task_id, kind=kind, request_key=found.receipts.request_key(caller, key), **body.model_dump()
        )
        return found.desks.call(f"{desk_of(kind)}.complete", caller, request, TaskCompleted)

    complete.__name__ = f"complete_{kind}"
    complete.__doc__ = f"""Complete a step of the kind `{kind}`

    {KINDS[kind].does} Which outcomes there are, and which fields each needs, is said by the regency's SOP.
    """
    return complete
