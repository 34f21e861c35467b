"""Handing tasks to officers who hold their role, taking them, and letting them go; one by one or many at once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import and_, delete, false, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts import events
from services.common.contracts import handling as h
from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.conflict import Barred
from services.common.contracts.rights import DISPATCHERS
from services.common.desk.access import facing, is_inside
from services.common.runtime.database import Work
from services.common.vocabulary import UNITS
from services.intake.register.handlers import fits, handling_roles
from services.intake.register.models import Entry, OpenTaskRow, TaskHandlerRow
from services.intake.register.repository import RegisterRecords
from services.intake.register.sight import not_about, tasks_of
from services.intake.register.standing_in import posts_now


@dataclass(frozen=True, slots=True)
class _Found:
    """A task as the caller sees it; `before` was entered as its handler last, who may have lost the role since."""

    task: OpenTaskRow
    entry: Entry
    before: str | None
    is_mine: bool
    fits: bool


class Handing:
    """One transaction, for one caller."""

    def __init__(self, work: Work, caller: Caller, now: datetime) -> None:
        self._work, self._caller, self._now = work, caller, now
        self._records = RegisterRecords(work)
        self._is_dispatcher = caller.has_any(tuple(DISPATCHERS))

    def holders(self) -> h.Holders:
        """To whom the caller may hand tasks: who shares a role, and for those who dispatch everybody."""
        shared, found = set(self._caller.roles), []
        for post, lent in posts_now(self._work, self._caller.tenant):
            roles = handling_roles(post)
            if not self._is_dispatcher:
                roles = tuple(role for role in roles if role in shared and (role != UNITS or self._is_of(post.unit)))
            if roles:
                of = {role: kind for role, kind in lent.items() if role in roles}
                found.append(h.Holder(officer=post.id, roles=roles, lent=of, unit=post.unit))
        return h.Holders(holders=tuple(found))

    def hand(self, request: h.HandTasks) -> h.TasksHanded:
        """Hand over what can be; the rest stays as it is, each with why."""
        found = {row.task.task_id: row for row in self._locked(request)}
        handed, left = [], []
        for task_id in dict.fromkeys(request.tasks):
            row = found.get(task_id)
            if why := self._refusal(row, request.to):
                knows = row is not None and why != "gone"
                reference = row.entry.reference if row and knows else None
                left.append(h.NotHanded(task_id=task_id, reference=reference, because=why))
            elif row:
                self._give(row, request)
                handed.append(h.Handed(task_id=task_id, reference=row.entry.reference))
        return h.TasksHanded(to=request.to, handed=tuple(handed), left=tuple(left))

    def _is_of(self, unit: str | None) -> bool:
        return is_inside(self._caller) or (unit or "") == self._caller.unit

    def _locked(self, request: h.HandTasks) -> list[_Found]:
        """None of them ends before this transaction; in one order always, so that two never wait for each other."""
        rows = self._work.session.execute(
            select(
                OpenTaskRow,
                Entry,
                TaskHandlerRow.officer,
                and_(*tasks_of(self._caller)),
                fits(request.to) if request.to else false(),
            )
            .join(Entry, Entry.complaint_id == OpenTaskRow.complaint_id)
            .outerjoin(TaskHandlerRow, TaskHandlerRow.task_id == OpenTaskRow.task_id)
            .where(OpenTaskRow.task_id.in_(request.tasks), not_about(self._caller))
            .order_by(OpenTaskRow.task_id)
            .with_for_update(of=OpenTaskRow, key_share=True)
        )
        return [_Found(*row) for row in rows]

    def _refusal(self, row: _Found | None, to: str | None) -> h.LeftBecause | None:
        if row is None or not (row.is_mine or is_inside(self._caller)):
            return "gone"
        mine = facing(self._caller, Barred.model_validate(row.entry.barred))
        if not (row.is_mine or mine.has_any(tuple(DISPATCHERS))):
            return "not_yours"
        return "not_theirs" if to and not row.fits else None

    def _give(self, row: _Found, request: h.HandTasks) -> None:
        if row.before == request.to:
            return
        mine = TaskHandlerRow.task_id == row.task.task_id
        if request.to is None:
            self._work.connection.execute(delete(TaskHandlerRow).where(mine))
        else:
            now = {"officer": request.to, "by": self._caller.actor, "reason": request.reason, "since": self._now}
            put = upsert(TaskHandlerRow).values(task_id=row.task.task_id, tenant=row.task.tenant, **now)
            self._work.connection.execute(put.on_conflict_do_update(index_elements=["task_id"], set_=now))
        self._tell(row, request)

    def _tell(self, row: _Found, request: h.HandTasks) -> None:
        step = self._records.sop(row.entry.sop).step(row.task.step)
        codes = {"step": row.task.step, "before": row.before, "to": request.to, "reason": request.reason}
        told = {name: code for name, code in codes.items() if code}
        event = events.TaskHanded(
            event_id=uuid4(),
            happened_at=self._now,
            tenant=row.entry.tenant,
            complaint_id=row.entry.complaint_id,
            reference=row.entry.reference,
            task_id=row.task.task_id,
            step=row.task.step,
            to=request.to,
            by=self._caller.actor,
            title=step.title if step else "",
            not_for=tuple(row.entry.barred.get("officers", ())),
        )
        self._work.announce(event, audited_of(self._caller, "task_handed", self._now, row.entry, **told))
