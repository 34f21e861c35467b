"""The register's entrypoints about who is busy with a task."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.common.contracts import handling as h
from services.common.contracts.caller import Caller
from services.common.contracts.events import DeputyEnded, OfficerDeputised
from services.common.contracts.register import Nothing
from services.common.desk.deputy_tables import keep_deputy
from services.common.runtime.entrypoints import on, rpc
from services.intake.register import workloads
from services.intake.register.handling import Handing
from services.intake.register.models import Base


class HandlerKeeper:
    """Knows who handles what."""

    work: Callable[[str], Any]

    @on(OfficerDeputised, DeputyEnded)
    def keep_deputies(self, event: OfficerDeputised) -> None:
        """Who stands in for whom, and may be busy with what waits for the other."""
        with self.work(event.tenant) as work:
            keep_deputy(work.connection, Base.metadata.tables["deputy"], event)

    @rpc
    def hand_tasks(self, caller: Caller, request: h.HandTasks) -> h.TasksHanded:
        """Hand tasks to an officer, or let them go."""
        with self.work(caller.tenant) as work:

            def act() -> h.TasksHanded:
                return Handing(work, caller, datetime.now(UTC)).hand(request)

            answer: h.TasksHanded = work.once(caller, request, request.request_key, h.TasksHanded, act)
            return answer

    @rpc
    def holders(self, caller: Caller, request: Nothing) -> h.Holders:
        """To whom the caller may hand tasks."""
        with self.work(caller.tenant) as work:
            return Handing(work, caller, datetime.now(UTC)).holders()

    @rpc
    def workload(self, caller: Caller, request: h.WorkloadQuery) -> h.Workload:
        """How many tasks each officer handles."""
        with self.work(caller.tenant) as work:
            return workloads.workload(work, caller, request)
