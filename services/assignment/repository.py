"""The assignment desk's queries: the roster, and the team that was proposed."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import delete, insert, select

from services.assignment.domain import by_id
from services.assignment.models import RosterOfficer, Task
from services.common.contracts.events import OfficerDeputised
from services.common.contracts.results import ProposeTeamResult
from services.common.contracts.tenant import Officer
from services.common.desk.deputy_tables import keep_deputy
from services.common.desk.records import Records
from services.common.desk.writings import TASK

_RESULT = (Task.task_id, Task.complaint_id, Task.reason, Task.result, Task.sealed)


class LetterRecords(Records):
    """Implements `usecases.Letters`."""

    def roster(self) -> dict[str, Officer]:
        """The tenant's officers by id."""
        rows = self._work.session.scalars(select(RosterOfficer.details).order_by(RosterOfficer.officer))
        return by_id(Officer.model_validate(row) for row in rows)

    def replace_roster(self, tenant: str, officers: Iterable[Officer]) -> None:
        """The roster is now exactly these."""
        self._work.session.execute(delete(RosterOfficer))
        rows = [{"tenant": tenant, "officer": o.id, "details": o.model_dump(mode="json")} for o in officers]
        self._work.session.execute(insert(RosterOfficer), rows)

    def keep_deputy(self, event: OfficerDeputised) -> None:
        """Remember who stands in for whom."""
        keep_deputy(self._connection, self._tables["deputy"], event)

    def proposal(self, complaint_id: UUID) -> ProposeTeamResult | None:
        """The latest proposal of a team for this complaint."""
        newest = (
            select(*_RESULT)
            .where(Task.complaint_id == complaint_id, Task.kind == "propose_team", Task.completed_at.is_not(None))
            .order_by(Task.version.desc())
            .limit(1)
        )
        row = self._connection.execute(newest).first()
        result = self.written(TASK).read(row)["result"] if row else None
        return ProposeTeamResult.model_validate(result) if result else None
