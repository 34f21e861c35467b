"""The versions of a regency's SOP: which are in force, how many complaints follow each, and what a draft would do."""

from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Select, func, select

from services.common.contracts import events
from services.common.contracts import procedures as p
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, NotFound, NotYourRole
from services.common.runtime.database import Work
from services.common.simulation import simulate
from services.common.sop.difference import difference
from services.common.sop.model import Sop
from services.common.vocabulary import ADMIN
from services.intake.register.models import Entry, SopVersion
from services.intake.register.publishing import parse_draft
from services.intake.register.regencies import Regencies
from services.intake.register.sight import not_about


class Versions:
    """Reads and changes on one transaction, for the caller's regency."""

    def __init__(self, work: Work, caller: Caller) -> None:
        self._work, self._caller = work, caller
        self._regencies = Regencies(work)

    def all(self) -> p.Sops:
        """All versions, the newest first."""
        in_force = self._regencies.in_force(self._work.tenant)
        counts = (Entry.end.is_(None), not_about(self._caller))
        counted = select(Entry.sop, func.count().label("open_now")).where(*counts).group_by(Entry.sop)
        following = {row.sop: row.open_now for row in self._work.session.execute(counted)}
        return p.Sops(
            sops=tuple(
                p.SopEntry(
                    sop=row.sop,
                    version=row.version,
                    title=row.definition["title"],
                    published_at=row.published_at,
                    retired_at=row.retired_at,
                    is_in_force=row.sop == in_force,
                    open_complaints=following.get(row.sop, 0),
                )
                for row in self._work.session.scalars(_of(self._work.tenant))
            )
        )

    def definition(self, sop: str) -> p.SopDefinition:
        """A published version as data. NotFound."""
        row = self._work.session.scalar(_of(self._work.tenant).where(SopVersion.sop == sop))
        if row is None:
            raise NotFound("SOP")
        return p.SopDefinition(sop=sop, definition=row.definition)

    def changes(self, request: p.CompareSops) -> p.SopChanges:
        """What differs between two published versions. NotFound."""
        before, after = (Sop.model_validate(self.definition(sop).definition) for sop in (request.before, request.after))
        return p.SopChanges(changes=tuple(p.SopChange(**asdict(change)) for change in difference(before, after)))

    def retire(self, request: p.RetireSop, now: datetime) -> p.Sops:
        """Take no new complaint in under a version, or do so again. NotFound; Invalid for the last one in force."""
        # All of them are locked: two that are retired at once must not leave none.
        rows = {row.sop: row for row in self._work.session.scalars(_of(self._work.tenant).with_for_update())}
        if request.sop not in rows:
            raise NotFound("SOP")
        row = rows[request.sop]
        others = [sop for sop, other in rows.items() if other.retired_at is None and sop != request.sop]
        if request.is_retired and not others:
            raise Invalid({"sop": "This is the only version in force. Publish another before you retire it."})
        if request.is_retired != (row.retired_at is not None):
            row.retired_at = now if request.is_retired else None
            self._work.session.flush()
            self._work.announce(
                events.SopRetired(
                    event_id=uuid4(),
                    happened_at=now,
                    tenant=self._work.tenant,
                    sop=request.sop,
                    is_retired=request.is_retired,
                ),
                audited(
                    self._caller, "sop_retired", now, subject=request.sop, is_retired=str(request.is_retired).lower()
                ),
            )
        return self.all()

    def simulate(self, request: p.Simulate) -> p.Simulation:
        """A hypothetical complaint through a published version, a draft, or the version in force."""
        return simulate(self._chosen(request), self._regencies.calendar(self._work.tenant), request)

    def _chosen(self, request: p.Simulate) -> Sop:
        if request.draft is not None:
            return parse_draft(request.draft)
        sop = request.sop or self._regencies.in_force(self._work.tenant)
        if sop is None:
            raise NotFound("SOP")
        return Sop.model_validate(self.definition(sop).definition)


def administrators_only(caller: Caller) -> None:
    """The operator, or an administrator of the regency. NotYourRole."""
    if caller.kind != "operator" and not (caller.kind == "officer" and caller.has_any((ADMIN,))):
        raise NotYourRole(ADMIN)


def _of(tenant: str) -> Select[SopVersion]:
    return select(SopVersion).where(SopVersion.tenant == tenant).order_by(SopVersion.version.desc())
