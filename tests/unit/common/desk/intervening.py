"""Officers who intervene at a desk: who they are, what they ask for, and what was announced of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.events import Post
from services.common.contracts.tasks import (
    AskExtension,
    CompleteTask,
    DecideExtension,
    DeclareConflict,
    Intervened,
    MigrateSop,
    TaskCompleted,
)
from services.common.desk.completion import complete
from services.common.desk.conflicts import declare_conflict
from services.common.desk.custody import Custody, Task
from services.common.desk.ending import Effects
from services.common.desk.extensions import ask_extension, decide_extension
from services.common.desk.remarks import Intervener
from services.common.desk.versions import migrate_sop
from services.common.errors import Refusal
from services.common.sop.model import Sop
from services.common.steps import desk_of
from tests.unit.common.desk.composed import writing
from tests.unit.common.desk.memory import COMPLAINT, TUESDAY, Announced, MemoryDesk, officer
from tests.unit.common.desk.results import UNIT
from tests.unit.common.desk.wide import wide_sop

REFERENCE = "CTH-26-7K3M-9QXR"
REASON = "RAHASIA: alasan petugas"

PENELAAH = officer("tim_penelaah", actor="contoh_penelaah")
INSPEKTUR = officer("inspektur", actor="contoh_inspektur")
PROVINCE = officer("inspektur_provinsi", actor="contoh_provinsi")
CLERK = officer("sekretariat", actor="contoh_sekretariat")
SEKRETARIS = officer("sekretaris", actor="contoh_sekretaris")
COUNTER = officer("petugas_penerima", actor="contoh_petugas")
OF_UNIT = officer("unit_terlapor", actor="contoh_kadis", unit=UNIT)
ADMIN = officer("admin_tenant", actor="contoh_admin")

OFFICE = (PENELAAH, INSPEKTUR, PROVINCE, CLERK, SEKRETARIS, COUNTER, OF_UNIT)


class Desk:
    """A desk of the wide SOP in memory, and what it announced."""

    def __init__(self, *sops: Sop, name: str = "review") -> None:
        self.records = MemoryDesk(*sops or (wide_sop(),))
        self.records.officers = tuple(Post(id=each.actor, roles=each.roles, unit=each.unit or None) for each in OFFICE)
        self.records.units = {UNIT, "kecamatan_contoh"}
        self.announced = Announced()
        self.name = name

    @property
    def custody(self) -> Custody:
        """The complaint as it is kept."""
        return self.records.held[COMPLAINT]

    @property
    def task(self) -> Task:
        """The one open task as it is kept."""
        (task,) = self.records.open_tasks()
        return task

    @contextmanager
    def refuses(self, refusal: type[Refusal], match: str | None = None) -> Iterator[pytest.ExceptionInfo[Refusal]]:
        """What is done inside is refused, and changes, keeps and announces nothing."""
        before = self._all()
        with pytest.raises(refusal, match=match) as refused:
            yield refused
        assert self._all() == before

    def _all(self) -> tuple[Any, ...]:
        tasks = {key: replace(task) for key, task in self.records.tasks.items()}
        return tasks, dict(self.records.held), list(self.records.notes), list(self.announced)

    def by(self, caller: Caller, now: datetime = TUESDAY) -> Intervener:
        """Somebody at this desk."""
        return Intervener(self.name, caller, self.records, self.announced, now)

    def ask(self, caller: Caller, amount: int = 1, **changes: Any) -> Intervened:
        """Ask for more time at the open task."""
        given = self._at() | {"amount": amount}
        return ask_extension(AskExtension(**_envelope() | given | changes), self.by(caller))

    def decide(self, caller: Caller, asked: Intervened, *, is_granted: bool = True, **changes: Any) -> Intervened:
        """Grant more time, or not."""
        kind = self.records.tasks[asked.task_id].kind if asked.task_id else ""
        given = {"kind": kind, "extension_id": asked.intervention_id, "is_granted": is_granted}
        return decide_extension(DecideExtension(**_envelope() | given | changes), self.by(caller))

    def declare(self, caller: Caller, *officers: Caller, units: tuple[str, ...] = (), **changes: Any) -> Intervened:
        """These are reported parties."""
        named = {"officers": tuple(each.actor for each in officers), "units": units}
        given = self._at() | named
        return declare_conflict(DeclareConflict(**_envelope() | given | changes), self.by(caller))

    def migrate(self, caller: Caller, sop: str = "contoh@2", **changes: Any) -> Intervened:
        """Follow another version."""
        kind = {"kind": next(iter(self.records.tasks.values())).kind}
        request = MigrateSop(**_envelope() | kind | {"reference": REFERENCE, "sop": sop} | changes)
        return migrate_sop(request, self.by(caller))

    def _at(self) -> dict[str, Any]:
        """The open task, or the last one where none is open."""
        (task,) = self.records.open_tasks() or list(self.records.tasks.values())[-1:]
        return {"task_id": task.task_id, "kind": task.kind}

    def complete(self, caller: Caller, request: CompleteTask, effects: Effects | None = None) -> TaskCompleted:
        """End a step."""
        return complete(
            self.name,
            caller,
            request,
            records=self.records,
            announce=self.announced,
            effects=effects or {},
            write=writing(desk_of(request.kind), self.records, self.announced).of_step,
            now=TUESDAY,
        )


def kept(desk: Desk, intervention_id: UUID) -> dict[str, Any]:
    """The details of a remark."""
    note = desk.records.remark(intervention_id)
    assert note is not None
    return note.details


def _envelope() -> dict[str, Any]:
    return {"reason": REASON, "request_key": "key-1"}
