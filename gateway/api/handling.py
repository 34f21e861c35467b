"""Who is busy with a task: taking it, handing it over, and how much everybody has."""

from gateway.api.handling_shapes import HandOver
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.handling import HandTasks, Holders, TasksHanded, Workload, WorkloadQuery
from services.common.contracts.register import Nothing


def hand(caller: Caller, body: HandOver, key: str) -> TasksHanded:
    """Hand tasks over

    To an officer who holds their role, or to nobody. Holders of the role hand their tasks, leaders those of everybody;
    any holder may still end the step. What cannot be handed stays as it is, and is told with why.
    """
    found = parts()
    request = HandTasks(**body.model_dump(), request_key=found.receipts.request_key(caller, key))
    return found.desks.call("register.hand_tasks", caller, request, TasksHanded)


def holders(caller: Caller) -> Holders:
    """To whom I may hand tasks

    Officers who share a role with me, of a unit those of the unit; for leaders all who handle tasks.
    """
    return parts().desks.call("register.holders", caller, Nothing(), Holders)


def workload(caller: Caller, query: WorkloadQuery) -> Workload:
    """How many tasks each officer has

    And how many nobody has, also because who had them does not hold the role any more. For leaders and the secretary.
    """
    return parts().desks.call("register.workload", caller, query, Workload)
