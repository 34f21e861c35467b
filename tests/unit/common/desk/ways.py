"""A complaint on its way over four desks in memory; every event is delivered to all desks that listen, and twice."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.tasks import CompleteTask, DeclareConflict, ForwardingCopy
from services.common.desk.arrival import reopen, take_over
from services.common.desk.completion import Announce, complete, open_step, run_out
from services.common.desk.conflicts import declare_conflict
from services.common.desk.custody import CLOSED, Custody, Task
from services.common.desk.ending import Effects
from services.common.desk.remarks import Intervener
from services.common.sop.model import Sop, Step
from services.common.steps import DESKS
from services.common.vocabulary import UNITS
from services.followup import forwarding
from tests.unit.common.desk.composed import writing
from tests.unit.common.desk.every_sop import holder, request
from tests.unit.common.desk.memory import ATTACHMENT, COMPLAINT, MONDAY, Announced, MemoryDesk
from tests.unit.common.desk.results import UNIT

ELSEWHERE = "kecamatan_contoh"
"""Another unit, which nobody accuses."""


class Forwardings:
    """Implements `forwarding.Forwardings`: two units, no consent."""

    def unit_keys(self, tenant: str) -> set[str]:
        return {UNIT, ELSEWHERE}

    def has_consent(self, complaint_id: UUID) -> bool:
        return False

    def by_reference(self, reference: str) -> Custody | None:
        return None

    def sent(self, complaint_id: UUID) -> ForwardingCopy | None:
        return None

    def copies(self, complaint_id: UUID) -> set[tuple[str, str]]:
        return set()


class Way:
    """One complaint under one SOP. `told` is all that was announced of it, in order."""

    def __init__(self, sop: Sop, channel: str, mode: str) -> None:
        self.sop, self.now, self.told = sop, MONDAY, Announced()
        self.desks = {name: MemoryDesk(sop) for name in DESKS}
        for desk in self.desks.values():
            desk.attachments.add((COMPLAINT, ATTACHMENT))
            desk.officers = tuple(events.Post(id=f"contoh_{role}", roles=(role,)) for role in sop.roles)
            desk.units = {UNIT, ELSEWHERE}
        facts = {"channel": channel, "mode": mode}
        custody = Custody(COMPLAINT, sop.tenant, "CTH-26-7K3M-9QXR", sop.id, facts, sequence=0)
        self.desks["intake"].add_custody(custody)
        open_step("intake", custody, sop.first, records=self.desks["intake"], announce=self.told, now=self.now)
        self.desks["intake"].save_custody(custody)

    def open(self) -> list[tuple[str, Task]]:
        """The open tasks of all desks."""
        return [(name, task) for name, desk in self.desks.items() for task in desk.open_tasks()]

    def at(self) -> tuple[str, Task, Step, Custody]:
        """The desk, the one open task, its step, and the complaint there."""
        ((name, task),) = self.open()
        step = self.sop.step(task.step)
        assert step is not None
        return name, task, step, self.desks[name].held[COMPLAINT]

    def ended(self) -> Custody | None:
        """The complaint as it is closed, on the one desk where it is; None while it goes on."""
        closed = [desk.held[COMPLAINT] for desk in self.desks.values() if COMPLAINT in desk.held]
        closed = [custody for custody in closed if custody.state == CLOSED]
        assert len(closed) <= 1
        return closed[0] if closed else None

    def end(self, role: str, outcome: str) -> None:
        """Somebody with this role ends the open step."""
        name, task, step, custody = self.at()
        asked = self._asked(task, step, outcome, custody)
        by, records, announce, now = self._by(role, task, custody), self.desks[name], Announced(), self._later()
        effects, write = self._effects(name, announce), writing(name, records, announce).of_step
        complete(name, by, asked, records=records, announce=announce, effects=effects, write=write, now=now)
        self._deliver(announce)

    def declare(self, officer: str | None = None, unit: str | None = None) -> None:
        """It turns out that the complaint is about an officer, or a unit."""
        name, task, _, _ = self.at()
        named = {"officers": (officer,) if officer else (), "units": (unit,) if unit else ()}
        asked = DeclareConflict(task_id=task.task_id, kind=task.kind, reason="Alasan", request_key="key-1", **named)
        someone = Caller(kind="officer", actor="contoh_pemeriksa", tenant=self.sop.tenant, roles=("admin_tenant",))
        announce = Announced()
        declare_conflict(asked, Intervener(name, someone, self.desks[name], announce, self._later()))
        self._deliver(announce)

    def run_out(self, task_id: UUID) -> None:
        """The time of a task is up."""
        event = events.TimeRanOut(**self._envelope(), task_id=task_id, sop=self.sop.id, granted=0)
        for name, records in [*self.desks.items()] * 2:
            announce = Announced()
            run_out(name, event, records=records, announce=announce, now=self.now)
            self._deliver(announce)

    def object_to(self, end: str) -> None:
        """The reporter objects to an end."""
        event = events.ObjectionRaised(**self._envelope(), end=end)
        for name, records in [*self.desks.items()] * 2:
            announce = Announced()
            reopen(name, event, records=records, announce=announce, now=self.now)
            self._deliver(announce)

    def _by(self, role: str, task: Task, custody: Custody) -> Caller:
        """Somebody with the role whom the complaint is not about: a colleague, where there is no stand-in."""
        by = holder(role, self.sop.tenant)
        if role == UNITS:
            return by.model_copy(update={"unit": task.unit})
        if by.actor in custody.barred.officers:
            assert not self.sop.roles[role].substitute, f"{role} would do {task.step} and is the reported party"
            return by.model_copy(update={"actor": f"{by.actor}_dua"})
        return by

    def _asked(self, task: Task, step: Step, outcome: str, custody: Custody) -> CompleteTask:
        asked = request(task, outcome, step.outcomes[outcome])
        if step.outcomes[outcome].is_return:
            return asked
        more: dict[str, Any] = {"attachments": [str(ATTACHMENT)]}
        if task.kind == "forward":
            more["unit"] = ELSEWHERE if UNIT in custody.barred.units else UNIT
        return asked.model_copy(update={"result": asked.result | more})

    def _effects(self, name: str, announce: Announce) -> Effects:
        return forwarding.effects(Forwardings(), announce) if name == "followup" else {}

    def _deliver(self, announced: Announced) -> None:
        self.told += announced
        for event in announced:
            if isinstance(event, events.HandedOver):
                self._hand_over(event)

    def _hand_over(self, event: events.HandedOver) -> None:
        (name,) = [name for name, kind in events.HANDED_TO.items() if isinstance(event, kind)]
        for _ in range(2):
            take_over(name, event, records=self.desks[name], announce=self.told, now=self.now)

    def _later(self) -> Any:
        self.now += timedelta(hours=1)
        return self.now

    def _envelope(self) -> dict[str, Any]:
        return {
            "event_id": uuid4(),
            "happened_at": self._later(),
            "tenant": self.sop.tenant,
            "complaint_id": COMPLAINT,
        }
