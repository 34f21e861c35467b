"""A desk's custody, tasks and SOP copies in PostgreSQL: what `completion` and `arrival` ask for."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.events import AttachmentAdded, SopPublished, TenantPublished
from services.common.contracts.tasks import Product
from services.common.contracts.tenant import TenantProfile
from services.common.desk.custody import Custody, Task
from services.common.errors import NotFound
from services.common.runtime.database import Work
from services.common.sop.model import Sop


class SopNotHere(Exception):
    """The desk has not heard of this SOP version, or this regency, yet; whoever asked tries again later."""


_PARSED: dict[str, Sop] = {}
"""Published SOPs are immutable and public: each is read once a process."""


class Records:
    """Implements `DeskRecords` and `ArrivalRecords` on one transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._connection = work.connection
        self._tables = work.tables

    def sop(self, sop_id: str) -> Sop:
        """A published SOP. SopNotHere."""
        if sop_id not in _PARSED:
            table = self._tables["sop_copy"]
            definition = self._connection.execute(select(table.c.definition).where(table.c.sop == sop_id)).scalar()
            if definition is None:
                raise SopNotHere(sop_id)
            _PARSED[sop_id] = Sop.model_validate(definition)
        return _PARSED[sop_id]

    def keep_sop(self, event: SopPublished) -> None:
        """Keep a copy."""
        row = upsert(self._tables["sop_copy"]).values(sop=event.sop, tenant=event.tenant, definition=event.definition)
        self._connection.execute(row.on_conflict_do_nothing())

    def keep_tenant(self, event: TenantPublished) -> None:
        """Keep the profile as it now is."""
        now = {"profile": event.profile, "units": event.units}
        row = upsert(self._tables["tenant_copy"]).values(tenant=event.tenant, **now)
        self._connection.execute(row.on_conflict_do_update(index_elements=["tenant"], set_=now))

    def profile(self, tenant: str) -> TenantProfile:
        """A regency's profile. SopNotHere when the desk has not heard of it."""
        table = self._tables["tenant_copy"]
        profile = self._connection.execute(select(table.c.profile).where(table.c.tenant == tenant)).scalar()
        if profile is None:
            raise SopNotHere(tenant)
        return TenantProfile.model_validate(profile)

    def keep_attachment(self, event: AttachmentAdded) -> None:
        """Remember that a complaint has this attachment."""
        row = upsert(self._tables["known_attachment"]).values(
            attachment_id=event.attachment_id, tenant=event.tenant, complaint_id=event.complaint_id
        )
        self._connection.execute(row.on_conflict_do_nothing())

    def knows_attachment(self, complaint_id: UUID, attachment_id: UUID) -> bool:
        """Whether this attachment belongs to this complaint."""
        table = self._tables["known_attachment"]
        mine = (table.c.attachment_id == attachment_id, table.c.complaint_id == complaint_id)
        return self._connection.execute(select(table.c.attachment_id).where(*mine)).first() is not None

    def locked_task(self, task_id: UUID) -> tuple[Task, Custody] | None:
        """A task and its complaint, which nobody else can move until this transaction ends."""
        tasks, held = self._tables["task"], self._tables["custody"]
        owner = self._connection.execute(select(tasks.c.complaint_id).where(tasks.c.task_id == task_id)).scalar()
        if owner is None:
            return None
        custody = self._connection.execute(select(held).where(held.c.complaint_id == owner).with_for_update()).one()
        task = self._connection.execute(select(tasks).where(tasks.c.task_id == task_id)).one()
        return Task(**task._mapping), Custody(**custody._mapping)

    def holds(self, complaint_id: UUID) -> bool:
        """Whether the complaint is, or was, on this desk."""
        table = self._tables["custody"]
        return (
            self._connection.execute(select(table.c.state).where(table.c.complaint_id == complaint_id)).first()
            is not None
        )

    def add_custody(self, custody: Custody) -> None:
        """A complaint arrives."""
        self._connection.execute(insert(self._tables["custody"]).values(**asdict(custody)))

    def save_custody(self, custody: Custody) -> None:
        """A complaint has moved."""
        table = self._tables["custody"]
        self._connection.execute(
            update(table).where(table.c.complaint_id == custody.complaint_id).values(**asdict(custody))
        )

    def open_task(self, task: Task) -> None:
        """A step waits."""
        self._connection.execute(insert(self._tables["task"]).values(**asdict(task)))

    def save_task(self, task: Task) -> None:
        """A step ended."""
        table = self._tables["task"]
        self._connection.execute(update(table).where(table.c.task_id == task.task_id).values(**asdict(task)))

    def products(self, reference: str) -> list[Product]:
        """The results of a complaint's steps on this desk, oldest first. NotFound when it never came here."""
        tasks, held = self._tables["task"], self._tables["custody"]
        if self._connection.execute(select(held.c.state).where(held.c.reference == reference)).first() is None:
            raise NotFound("complaint")
        rows = self._connection.execute(
            select(tasks)
            .join(held, held.c.complaint_id == tasks.c.complaint_id)
            .where(held.c.reference == reference, tasks.c.completed_at.is_not(None))
            .order_by(tasks.c.version)
        )
        return [
            Product(
                step=row.step,
                kind=row.kind,
                outcome=row.outcome,
                by=row.completed_by,
                completed_at=row.completed_at,
                reason=row.reason,
                result=row.result,
                document=row.document,
                number=row.number,
            )
            for row in rows
        ]
