"""The register's tables of who is busy with an open task, and of who may be in the place of another."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from services.common.desk import deputy_tables as deputies
from services.intake.register.clock_tables import Base


class TaskHandlerRow(Base):
    """An open task's handler, which goes with the task. `by` handed it over; `reason` is a code."""

    __tablename__ = "task_handler"
    __table_args__ = (Index("ix_task_handler_tenant_officer", "tenant", "officer"),)

    task_id: Mapped[UUID] = mapped_column(ForeignKey("open_task.task_id", ondelete="CASCADE"), primary_key=True)
    tenant: Mapped[str]
    officer: Mapped[str]
    by: Mapped[str]
    reason: Mapped[str | None]
    since: Mapped[datetime]


class DeputyRow(deputies.DeputyRow, Base): ...
