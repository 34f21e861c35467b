"""The round that ends retention: closed complaints whose time is over, under no hold. Replicas share the work.

The certificate, the mark on the entry and the event are saved together, so each is told exactly once. The register
itself forgets what may lead to the reporter: the complaint's number at its source, in its line and in the journal. Its
line, clocks and timeline stay for statistics: codes and dates. Who is shut out stays too, because whoever the complaint
is about would otherwise find it now and know.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import Select, insert, or_, select, text, update

from services.common.contracts import events
from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.retention import RetentionRun, Scope
from services.common.contracts.tenant import TenantProfile
from services.common.runtime.database import Work
from services.common.sop.retention import classes_of
from services.intake.register import rounds
from services.intake.register.models import DestructionRow, Entry, Tenant
from services.intake.register.recalling import recall
from services.intake.register.regencies import TenantNotHere
from services.intake.register.retention import Ended, Schedule, Term

BATCH = 100
_FIRST = UUID(int=0)
_ENDED = [getattr(Entry, field.name) for field in fields(Ended)]
_MARK: Final[dict[Scope, str]] = {"identity": "identity_destroyed_at", "complaint": "destroyed_at"}
_FORGET_CORRECTIONS = text(
    "UPDATE entry_correction SET before = NULL, after = NULL "
    "WHERE complaint_id = :complaint_id AND field = 'source_reference'"
)
_FORGET_SOURCE = text(
    """
    UPDATE journal SET payload = payload || jsonb_build_object('source_reference', NULL)
    WHERE complaint_id = :complaint_id AND payload ->> 'source_reference' IS NOT NULL
    """
)


def end_retention(work: Callable[[str], Any], now: datetime) -> None:
    """Destroy what is due, regency by regency. One regency's fault is its own."""
    failing = "what is due of %s was not destroyed; tried again at the next round"
    rounds.each_by_itself(rounds.calendars(work), lambda tenant: end_of(work, tenant, now), failing)


def end_of(work: Callable[[str], Any], tenant: str, now: datetime) -> RetentionRun:
    """Destroy what is due of one regency, in transactions of a hundred complaints. TenantNotHere."""
    after, done = _FIRST, RetentionRun()
    while True:
        with work(tenant) as mine:
            ending = Ending(mine, schedule_of(mine), now)
            found = ending.closed(after)
            done = _sum(done, ending.destroy(found))
        if len(found) < BATCH:
            return done
        after = found[-1].complaint_id


def schedule_of(work: Work) -> Schedule:
    """The regency's classes and zone. TenantNotHere."""
    row = work.session.get(Tenant, work.tenant)
    if row is None:
        raise TenantNotHere(work.tenant)
    profile = TenantProfile.model_validate(row.profile)
    return Schedule(classes_of(profile), profile.time_zone)


def closed_before(schedule: Schedule, by: datetime) -> Select[Any]:
    """Closed complaints of which something may be due by then, with more of them than are."""
    return select(*_ENDED).where(
        Entry.end.is_not(None),
        Entry.destroyed_at.is_(None),
        Entry.closed_at <= schedule.may_be_due("identity", by),
        or_(Entry.identity_destroyed_at.is_(None), Entry.closed_at <= schedule.may_be_due("complaint", by)),
    )


@dataclass(frozen=True, slots=True)
class Ending:
    """One transaction of the round, for one regency."""

    work: Work
    schedule: Schedule
    now: datetime

    def closed(self, after: UUID) -> list[Ended]:
        """The next complaints that may be due, which nobody else is at; by id."""
        query = closed_before(self.schedule, self.now).where(
            Entry.tenant == self.work.tenant, Entry.complaint_id > after
        )
        taken = query.order_by(Entry.complaint_id).limit(BATCH).with_for_update(skip_locked=True)
        return [Ended(**row._mapping) for row in self.work.connection.execute(taken)]

    def destroy(self, found: Sequence[Ended]) -> RetentionRun:
        """Announce what is due of these, unless it is held."""
        due = [term for ended in found for term in self.schedule.due(ended, self.now)]
        free = [term for term in due if term.ended.held_since is None]
        for term in free:
            self._certify(term)
        recall(self.work, [term.ended.complaint_id for term in free if term.scope == "complaint"], self.now)
        self.work.announce(*(event for term in free for event in self._told(term)))
        scopes = [term.scope for term in free]
        return RetentionRun(
            identities=scopes.count("identity"), complaints=scopes.count("complaint"), held=len(due) - len(free)
        )

    def _certify(self, term: Term) -> None:
        mine = Entry.complaint_id == term.ended.complaint_id
        marks: dict[str, Any] = {_MARK[term.scope]: self.now}
        if term.scope == "complaint":
            marks["source_reference"] = None
            for forget in (_FORGET_SOURCE, _FORGET_CORRECTIONS):
                self.work.connection.execute(forget, {"complaint_id": term.ended.complaint_id})
        self.work.connection.execute(update(Entry).where(mine).values(**marks))
        self.work.connection.execute(
            insert(DestructionRow).values(
                tenant=self.work.tenant,
                complaint_id=term.ended.complaint_id,
                reference=term.ended.reference,
                scope=term.scope,
                retention_class=term.retention_class,
                due_on=term.due_on,
                announced_at=self.now,
            )
        )

    def _told(self, term: Term) -> Iterator[events.Event]:
        known = {"complaint_id": term.ended.complaint_id, "reference": term.ended.reference}
        yield events.RetentionEnded(
            event_id=uuid5(term.ended.complaint_id, f"retention:{term.scope}"),
            happened_at=self.now,
            tenant=self.work.tenant,
            scope=term.scope,
            **known,
        )
        register = Caller(kind="service", actor="register", tenant=self.work.tenant)
        codes = {"retention_class": term.retention_class, "due_on": term.due_on.isoformat()}
        yield audited_of(register, f"{term.scope}_destroyed", self.now, term.ended, desk="register", **codes)


def _sum(one: RetentionRun, other: RetentionRun) -> RetentionRun:
    counts = {name: getattr(one, name) + getattr(other, name) for name in RetentionRun.model_fields}
    return RetentionRun(**counts)
