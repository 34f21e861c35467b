"""A desk's custody, tasks and remarks in PostgreSQL: what `completion`, `arrival` and `remarks` ask for."""

from dataclasses import asdict, fields
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.conflict import Barred
from services.common.contracts.events import AttachmentAdded
from services.common.contracts.tasks import Product
from services.common.desk.custody import HERE, Custody, Task
from services.common.desk.paper_records import PaperRecords
from services.common.desk.remarks import Note
from services.common.desk.writings import REMARK, TASK, Prose
from services.common.sealing import Destroyed

_PRODUCT = tuple(Product.model_fields)


class Records(PaperRecords):
    """Implements `DeskRecords`, `ArrivalRecords` and `RemarkRecords` on one transaction."""

    def keep_attachment(self, event: AttachmentAdded) -> None:
        """Remember that a complaint has this attachment."""
        row = upsert(self._tables["known_attachment"]).values(
            attachment_id=event.attachment_id,
            tenant=event.tenant,
            complaint_id=event.complaint_id,
            kind=event.kind,
            sha256=event.sha256,
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
        return Task(**self.written(TASK).read(task)), _custody(custody)

    def locked_custody(self, complaint_id: UUID) -> Custody | None:
        """A complaint, which nobody else can move until this transaction ends."""
        held = self._tables["custody"]
        row = self._connection.execute(select(held).where(held.c.complaint_id == complaint_id).with_for_update())
        found = row.first()
        return _custody(found) if found else None

    def open_task_of(self, reference: str) -> UUID | None:
        """The task that is open on this desk for the complaint."""
        tasks, held = self._tables["task"], self._tables["custody"]
        mine = (held.c.reference == reference, held.c.state == HERE, tasks.c.completed_at.is_(None))
        joined = select(tasks.c.task_id).join(held, held.c.complaint_id == tasks.c.complaint_id)
        return self._connection.execute(joined.where(*mine)).scalar()

    def holds(self, complaint_id: UUID) -> bool:
        """Whether the complaint is, or was, on this desk."""
        table = self._tables["custody"]
        return (
            self._connection.execute(select(table.c.state).where(table.c.complaint_id == complaint_id)).first()
            is not None
        )

    def add_custody(self, custody: Custody) -> None:
        """A complaint arrives."""
        self._connection.execute(insert(self._tables["custody"]).values(**_columns(custody)))

    def save_custody(self, custody: Custody) -> None:
        """A complaint has moved."""
        table = self._tables["custody"]
        self._connection.execute(
            update(table).where(table.c.complaint_id == custody.complaint_id).values(**_columns(custody))
        )

    def open_task(self, task: Task) -> None:
        """A step waits."""
        row = self.written(TASK).row(task.complaint_id, asdict(task))
        self._connection.execute(insert(self._tables["task"]).values(row))

    def save_task(self, task: Task) -> None:
        """A step ended."""
        table = self._tables["task"]
        row = self.written(TASK).row(task.complaint_id, asdict(task))
        self._connection.execute(update(table).where(table.c.task_id == task.task_id).values(row))

    def add_remark(self, note: Note) -> None:
        """Keep a remark."""
        row = self.written(REMARK).row(note.complaint_id, asdict(note))
        self._connection.execute(insert(self._tables["intervention"]).values(row))

    def remark(self, intervention_id: UUID) -> Note | None:
        """One remark."""
        return next(iter(self._remarks(self._tables["intervention"].c.intervention_id == intervention_id)), None)

    def remarks(self, complaint_id: UUID) -> list[Note]:
        """The complaint's remarks on this desk, oldest first."""
        return self._remarks(self._tables["intervention"].c.complaint_id == complaint_id)

    def _remarks(self, condition: Any) -> list[Note]:
        table = self._tables["intervention"]
        columns = [table.c[field.name] for field in fields(Note)]
        rows = self._connection.execute(select(*columns, table.c.sealed).where(condition).order_by(table.c.sequence))
        return [Note(**self._read(REMARK, row)) for row in rows]

    def custody(self, complaint_id: UUID) -> Custody | None:
        """The same, by its id."""
        held = self._tables["custody"]
        row = self._connection.execute(select(held).where(held.c.complaint_id == complaint_id)).first()
        return _custody(row) if row else None

    def by_reference(self, reference: str) -> Custody | None:
        """A complaint that is, or was, on this desk."""
        held = self._tables["custody"]
        row = self._connection.execute(select(held).where(held.c.reference == reference)).first()
        return _custody(row) if row else None

    def products(self, complaint_id: UUID) -> list[Product]:
        """The results of a complaint's steps on this desk, oldest first."""
        tasks = self._tables["task"]
        mine = (tasks.c.complaint_id == complaint_id, tasks.c.completed_at.is_not(None))
        rows = self._connection.execute(select(tasks).where(*mine).order_by(tasks.c.version))
        given = (self._read(TASK, row) for row in rows)
        return [
            Product(by=row["completed_by"], **{name: row[name] for name in _PRODUCT if name != "by"}) for row in given
        ]

    def _read(self, prose: Prose, row: Any) -> dict[str, Any]:
        """A row, without its words where they are no longer kept."""
        try:
            return self.written(prose).read(row)
        except Destroyed:
            return {name: value for name, value in row._mapping.items() if name != "sealed"} | dict(prose.columns)


def _custody(row: Any) -> Custody:
    values = dict(row._mapping)
    return Custody(**values | {"barred": Barred.model_validate(values["barred"])})


def _columns(custody: Custody) -> dict[str, Any]:
    return {field.name: getattr(custody, field.name) for field in fields(Custody)} | {
        "barred": custody.barred.model_dump(mode="json")
    }
