"""What intake keeps of what went to units and agencies."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column


class ForwardingRow:
    """What went to a unit or agency, or that the unit gave it back, as heard from followup. Codes only."""

    __tablename__ = "forwarding"

    complaint_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    tenant: Mapped[str]
    unit: Mapped[str | None]
    shared: Mapped[list[str]]
    includes_story: Mapped[bool]
    with_identity: Mapped[bool]
    by_order: Mapped[bool] = mapped_column(server_default=false())
    by: Mapped[str]
    is_return: Mapped[bool]
    happened_at: Mapped[datetime]
