"""A desk's service in this process, on its own database, before a complaint that was put there."""

from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Generic, Self, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select

from services.common.contracts.caller import Caller
from services.common.contracts.events import Post, SopPublished, TenantPublished
from services.common.contracts.tasks import CompleteTask
from services.common.desk.custody import Custody, Task, task_id
from services.common.desk.records import Records
from services.common.desk.service import LaterDesk
from services.common.runtime.database import Work, make_engine, transaction
from services.common.sop.load import parse_sop
from tests.support.databases import Databases
from tests.support.rings import keyring
from tests.unit.assignment.samples import profile
from tests.unit.common.desk.intervening import OFFICE, REASON
from tests.unit.common.desk.memory import MONDAY
from tests.unit.common.desk.results import COMPLETE, UNIT
from tests.unit.common.desk.wide import WIDE

TENANT = "contoh_meja"
SOP = parse_sop(WIDE.replace("tenant: contoh\n", f"tenant: {TENANT}\n"), "sop.yaml")

Desk = TypeVar("Desk", bound=LaterDesk)


def here(caller: Caller) -> Caller:
    """The same officer, of this test's regency."""
    return caller.model_copy(update={"tenant": TENANT})


class Office(Generic[Desk]):
    """The desk and its database; what it announces is read from the outbox."""

    def __init__(self, service: Desk, base: type[Any], databases: Databases) -> None:
        self.service, self._base = service, base
        self.database = f"dumas_{service.name}"
        url = databases.of_role(service.name, self.database)
        self._engine = make_engine(url.render_as_string(hide_password=False), 3)
        self.keyring = keyring()
        service.work = self.work
        self.complaint, self.reference = uuid4(), f"CTM-26-{uuid4().hex[:4]}-{uuid4().hex[:4]}".upper()

    def __enter__(self) -> Self:
        self.service.keep_sop(SopPublished(**_envelope(), sop=SOP.id, definition=SOP.model_dump(mode="json")))
        self.publish()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._engine.dispose()

    def publish(self, *posts: Post, units: tuple[str, ...] = (UNIT, "kecamatan_contoh")) -> None:
        """The regency's officers and units as they now are."""
        staff = posts or tuple(Post(id=each.actor, roles=each.roles, unit=each.unit or None) for each in OFFICE)
        own = profile(key=TENANT).model_dump(mode="json")
        listed = [{"key": key, "name": key} for key in units]
        self.service.keep_tenant(TenantPublished(**_envelope(), profile=own, units=listed, posts=staff))

    def work(self, tenant: str = TENANT) -> AbstractContextManager[Work]:
        """A transaction of the service."""
        return transaction(self._engine, self.service.name, tenant, self._base, self.keyring)

    def at(self, step: str, *, unit: str | None = None, **facts: str) -> Task:
        """The complaint waits at a step; `unit` has the memo."""
        found = SOP.step(step)
        assert found is not None
        known = {"channel": "web", "mode": "open", **facts}
        custody = Custody(self.complaint, TENANT, self.reference, SOP.id, known, 5, unit=unit)
        task = Task(
            task_id(self.complaint, 5), self.complaint, TENANT, step, found.kind, list(found.roles), 5, MONDAY, unit
        )
        with self.work() as work:
            Records(work).add_custody(custody)
            Records(work).open_task(task)
        return task

    def open(self) -> Task:
        """The open task as it is kept."""
        with self.work() as work:
            records = Records(work)
            found = records.open_task_of(self.reference)
            assert found is not None
            located = records.locked_task(found)
            assert located is not None
            return located[0]

    def custody(self) -> Custody:
        """The complaint as it is kept."""
        with self.work() as work:
            held = Records(work).locked_custody(self.complaint)
            assert held is not None
            return held

    def complete(self, caller: Caller, outcome: str, **changes: Any) -> Any:
        """End the open step."""
        task = self.open()
        given = {
            "task_id": task.task_id,
            "kind": task.kind,
            "version": task.version,
            "outcome": outcome,
            "result": COMPLETE[task.kind],
            "request_key": str(uuid4()),
        }
        return self.service.complete(here(caller), CompleteTask(**given | changes))

    def told(self) -> list[str]:
        """Names of what was announced of this complaint, in order."""
        outbox = self._base.metadata.tables["outbox"]
        mine = outbox.c.payload["complaint_id"].astext == str(self.complaint)
        with self.work() as work:
            return list(work.connection.scalars(select(outbox.c.name).where(mine).order_by(outbox.c.seq)))


def asking(task: Task, **more: Any) -> dict[str, Any]:
    """What every intervention at a task names."""
    return {"task_id": task.task_id, "kind": task.kind, "reason": REASON, "request_key": str(uuid4()), **more}


def heard(complaint_id: UUID, **more: Any) -> dict[str, Any]:
    """What every event of a complaint names."""
    return {**_envelope(), "complaint_id": complaint_id, **more}


def _envelope() -> dict[str, Any]:
    return {"event_id": uuid4(), "happened_at": MONDAY, "tenant": TENANT}
