"""The assignment desk's queries: roster, letters, numbers."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.assignment.domain import LetterNumber, by_id
from services.assignment.models import Letter, LetterCounter, RosterOfficer, Task
from services.common.contracts.results import ProposeTeamResult
from services.common.contracts.tenant import Officer
from services.common.desk.completion import Ending
from services.common.desk.records import Records
from services.common.desk.writings import TASK, Prose

LETTER = Prose("letter", "complaint_id", {"content": {}})

_RESULT = (Task.task_id, Task.complaint_id, Task.reason, Task.result, Task.sealed)
_SAYS = (Letter.complaint_id, Letter.content, Letter.sealed)


class LetterRecords(Records):
    """Implements `usecases.Letters`."""

    prose = (*Records.prose, LETTER)

    def roster(self) -> dict[str, Officer]:
        """The tenant's officers by id."""
        rows = self._work.session.scalars(select(RosterOfficer.details).order_by(RosterOfficer.officer))
        return by_id(Officer.model_validate(row) for row in rows)

    def replace_roster(self, tenant: str, officers: Iterable[Officer]) -> None:
        """The roster is now exactly these."""
        self._work.session.execute(delete(RosterOfficer))
        rows = [{"tenant": tenant, "officer": o.id, "details": o.model_dump(mode="json")} for o in officers]
        self._work.session.execute(insert(RosterOfficer), rows)

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

    def number_of(self, complaint_id: UUID) -> LetterNumber | None:
        """The number this complaint's letter already has."""
        letter = self._work.session.get(Letter, complaint_id)
        return LetterNumber(letter.year, letter.serial, letter.number) if letter else None

    def next_serial(self, tenant: str, year: int) -> int:
        """The next number of the year. The row stays locked until the letter is saved, or the number is free again."""
        row = upsert(LetterCounter).values(tenant=tenant, year=year, last=1)
        counted = row.on_conflict_do_update(index_elements=["tenant", "year"], set_={"last": LetterCounter.last + 1})
        return int(self._connection.execute(counted.returning(LetterCounter.last)).scalar_one())

    def save_draft(self, ending: Ending, number: LetterNumber, content: dict[str, Any]) -> None:
        """Keep the draft, replacing one that was returned."""
        custody = ending.custody
        says = {"complaint_id": custody.complaint_id, "content": content, "drafted_at": ending.now}
        says = self.written(LETTER).row(custody.complaint_id, says)
        row = upsert(Letter).values(
            tenant=custody.tenant, year=number.year, serial=number.serial, number=number.text, **says
        )
        self._connection.execute(row.on_conflict_do_update(index_elements=["complaint_id"], set_=says))

    def named_in_letter(self, complaint_id: UUID) -> list[str]:
        """The officers the letter names."""
        mine = select(*_SAYS).where(Letter.complaint_id == complaint_id)
        row = self._connection.execute(mine).first()
        says = self.written(LETTER).read(row)["content"] if row else {}
        return [member["officer"] for member in says.get("team", ())]

    def sign(self, complaint_id: UUID, by: str, at: datetime) -> str:
        """The letter is signed. Returns its number."""
        signed = update(Letter).where(Letter.complaint_id == complaint_id).values(signed_at=at, signed_by=by)
        return str(self._connection.execute(signed.returning(Letter.number)).scalar_one())
