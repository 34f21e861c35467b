"""The composers of every desk, over a desk in memory: what a step writes there is what it writes in production."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services.assignment import usecases as assignment
from services.common.contracts.results import AssessResult, ProposeTeamResult
from services.common.contracts.tenant import Officer, TenantProfile
from services.common.desk.completion import Announce
from services.common.desk.papers import Composers, Paper, Writing
from services.common.sop.model import Sop
from services.followup import composing as followup
from services.intake import composing as intake
from services.review import composing as review
from tests.unit.assignment.samples import ROSTER
from tests.unit.common.desk.memory import MemoryDesk
from tests.unit.common.desk.papers import ISSUED_AT


class Asked:
    """Implements what the composers of all desks ask of a database."""

    def __init__(self, desk: MemoryDesk) -> None:
        self._desk = desk

    def sop(self, sop_id: str) -> Sop:
        return self._desk.sop(sop_id)

    def papers(self, complaint_id: UUID) -> list[Paper]:
        return self._desk.papers(complaint_id)

    def standing(self, complaint_id: UUID, kind: str) -> Paper | None:
        return self._desk.standing(complaint_id, kind)

    def roster(self) -> dict[str, Officer]:
        return ROSTER

    def profile(self, tenant: str) -> TenantProfile:
        return self._desk.profile(tenant)

    def filed(self, complaint_id: UUID) -> tuple[dict[str, Any], datetime] | None:
        return {"story": "Cerita contoh", "location": "Loket contoh"}, ISSUED_AT

    def unit_name(self, tenant: str, unit: str) -> str:
        return unit.replace("_", " ").title()

    def examination(self, complaint_id: UUID) -> AssessResult | None:
        found = self._latest("assess")
        return AssessResult.model_validate(found) if found else None

    def proposal(self, complaint_id: UUID) -> ProposeTeamResult | None:
        found = self._latest("propose_team")
        return ProposeTeamResult.model_validate(found) if found else None

    def _latest(self, kind: str) -> dict[str, Any] | None:
        ended = [task for task in self._desk.tasks.values() if task.kind == kind and task.result]
        return ended[-1].result if ended else None


COMPOSERS: Final[dict[str, Callable[[Asked], Composers]]] = {
    "intake": intake.composers,
    "review": review.composers,
    "assignment": assignment.composers,
    "followup": followup.composers,
}
"""What each desk can write."""


def writing(name: str, desk: MemoryDesk, announce: Announce) -> Writing:
    """Writes the documents of the named desk into the desk in memory."""
    return Writing(desk, COMPOSERS[name](Asked(desk)), announce)
