"""Books and reports in PostgreSQL: documents of the register, in the table they share with intake's."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from services.common.contracts.caller import Caller
from services.common.contracts.tenant import TenantProfile
from services.common.desk.paper_records import PaperRecords
from services.common.desk.papers import Paper
from services.intake.register.models import Tenant
from services.intake.register.regencies import TenantNotHere
from services.intake.report_access import may_have, may_have_one

_MOST: Final = 500


class ReportRecords(PaperRecords):
    """Implements `signing.Signed` too; the register knows its regencies at first hand."""

    def profile(self, tenant: str) -> TenantProfile:
        """A regency's profile. TenantNotHere."""
        found = self._connection.execute(select(Tenant.profile).where(Tenant.tenant == tenant)).scalar()
        if found is None:
            raise TenantNotHere(tenant)
        return TenantProfile.model_validate(found)

    def had_by(self, caller: Caller) -> list[Paper]:
        """Books and reports the caller may have, the newest first."""
        table = self._tables["document"]
        mine = select(*self._columns()).where(table.c.tenant == caller.tenant, may_have(caller, table))
        rows = self._connection.execute(mine.order_by(table.c.issued_at.desc()).limit(_MOST))
        return [Paper(**row._mapping) for row in rows]

    def report(self, caller: Caller, document_id: UUID) -> Paper | None:
        """One of them, which nobody else changes until this transaction ends."""
        if not may_have_one(caller, document_id, self._tables["document"], self._connection):
            return None
        return self.paper(document_id)

    def add_report(self, paper: Paper, ordered: Mapping[str, Any]) -> None:
        """Keep what was ordered; what it says is put together by the press."""
        self.add_document(paper, {})
        self.change(paper.document_id, ordered=dict(ordered))

    def has(self, document_id: UUID) -> bool:
        """Whether it was ordered."""
        table = self._tables["document"]
        found = select(table.c.document_id).where(table.c.document_id == document_id)
        return self._connection.execute(found).first() is not None
