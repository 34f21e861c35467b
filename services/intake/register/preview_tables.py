"""The table of previews: what documents of a regency look like, made by the press."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from services.intake.register.clock_tables import Base


class PreviewRow(Base):
    """One kind of document with made-up words; `ended_at` once there is a file, or a fault for good."""

    __tablename__ = "document_preview"

    tenant: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    not_before: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    file: Mapped[bytes | None]
    fault: Mapped[str | None]
