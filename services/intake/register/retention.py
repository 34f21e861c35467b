"""When what is kept of a closed complaint comes to its end: the days, and what is due on a day. Pure.

Months count from the day of the closing by the calendar of the regency's zone. While the reporter may still object, and
while an objection is on its way, nothing is due; under a legal hold nothing is destroyed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.common.clocks.counting import months_as_days
from services.common.clocks.zones import ZONES, TimeZone
from services.common.contracts.retention import Scope
from services.common.contracts.tenant import RetentionClass
from services.common.sop.retention import class_of

_DOCUMENT = "document."
_SHORTEST_MONTH: Final = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class Ended:
    """A closed complaint, as far as keeping it goes."""

    complaint_id: UUID
    reference: str
    end: str
    facts: dict[str, str]
    happened: dict[str, str]
    closed_at: datetime
    objection_until: datetime | None = None
    objected_at: datetime | None = None
    held_since: datetime | None = None
    identity_destroyed_at: datetime | None = None
    destroyed_at: datetime | None = None

    def is_over(self, scope: Scope) -> bool:
        """Whether that was destroyed already."""
        return (self.identity_destroyed_at if scope == "identity" else self.destroyed_at) is not None


@dataclass(frozen=True, slots=True)
class Term:
    """Until which day something of a complaint is kept."""

    ended: Ended
    scope: Scope
    retention_class: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Schedule:
    """A regency's classes, and the zone its days are those of."""

    classes: Sequence[RetentionClass]
    zone: TimeZone

    def day(self, at: datetime) -> date:
        """The regency's day."""
        return at.astimezone(ZONES[self.zone]).date()

    def terms(self, ended: Ended) -> tuple[Term, ...]:
        """What is not destroyed yet, and when it will be; who reports first. Nothing for a complaint of no class."""
        documents = {name.removeprefix(_DOCUMENT) for name in ended.happened if name.startswith(_DOCUMENT)}
        kept = class_of(self.classes, ended.end, ended.facts, documents)
        if kept is None or ended.objected_at:
            return ()
        identity_months = min(kept.identity_months, kept.complaint_months)
        all_of_it: tuple[tuple[Scope, int], ...] = (
            ("identity", identity_months),
            ("complaint", kept.complaint_months),
        )
        return tuple(
            Term(ended, scope, kept.key, self._due_on(ended, months))
            for scope, months in all_of_it
            if not ended.is_over(scope)
        )

    def due(self, ended: Ended, now: datetime) -> tuple[Term, ...]:
        """What is to be destroyed now, were it not held."""
        if ended.objection_until and now <= ended.objection_until:
            return ()
        return tuple(term for term in self.terms(ended) if term.due_on <= self.day(now))

    def may_be_due(self, scope: Scope, now: datetime) -> datetime:
        """Nothing closed after this can be due; some of what was closed before may not be due either."""
        months = [min(kept.identity_months, kept.complaint_months) for kept in self.classes]
        if scope == "complaint":
            months = [kept.complaint_months for kept in self.classes]
        return now - min(months) * _SHORTEST_MONTH

    def _due_on(self, ended: Ended, months: int) -> date:
        closed_on = self.day(ended.closed_at)
        due_on = closed_on + timedelta(days=months_as_days(closed_on, months))
        return max(due_on, self.day(ended.objection_until)) if ended.objection_until else due_on
