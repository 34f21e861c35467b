"""The review desk's one query of its own: the examination its memos rest on."""

from uuid import UUID

from sqlalchemy import select

from services.common.contracts.results import AssessResult
from services.common.desk.records import Records
from services.common.desk.writings import TASK
from services.review.models import Task

_RESULT = (Task.task_id, Task.complaint_id, Task.reason, Task.result, Task.sealed)


class ReviewRecords(Records):
    """Implements `composing.Examinations`."""

    def examination(self, complaint_id: UUID) -> AssessResult | None:
        """The latest examination of this complaint that was not a return."""
        newest = (
            select(*_RESULT)
            .where(Task.complaint_id == complaint_id, Task.kind == "assess", Task.completed_at.is_not(None))
            .order_by(Task.version.desc())
        )
        results = (self.written(TASK).read(row)["result"] for row in self._connection.execute(newest))
        found = next((result for result in results if "core_problem" in result), None)
        return AssessResult.model_validate(found) if found else None
