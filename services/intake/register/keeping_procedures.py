"""The register's entrypoints about procedures: versions of the SOP, tried out and retired, and the working calendar."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.common.contracts import procedures as p
from services.common.contracts import register as r
from services.common.contracts.calendars import CalendarOf, CalendarYear
from services.common.contracts.caller import Caller
from services.common.runtime.entrypoints import rpc
from services.intake.register.calendars import year_of
from services.intake.register.regencies import Regencies
from services.intake.register.versions import Versions, administrators_only


class ProcedureKeeper:
    """Shows versions of the SOP."""

    work: Callable[[str], Any]

    @rpc
    def sops(self, caller: Caller, request: r.Nothing) -> p.Sops:
        """All versions of the regency's SOP."""
        with self.work(caller.tenant) as work:
            return Versions(work, caller).all()

    @rpc
    def definition(self, caller: Caller, request: p.BySop) -> p.SopDefinition:
        """One version as data."""
        with self.work(caller.tenant) as work:
            return Versions(work, caller).definition(request.sop)

    @rpc
    def calendar(self, caller: Caller, request: CalendarOf) -> CalendarYear:
        """A year of the working calendar by which all times are counted."""
        with self.work(caller.tenant) as work:
            return year_of(Regencies(work).calendar(caller.tenant), request.year)

    @rpc
    def compare_sops(self, caller: Caller, request: p.CompareSops) -> p.SopChanges:
        """What differs between two versions."""
        with self.work(caller.tenant) as work:
            return Versions(work, caller).changes(request)

    @rpc
    def retire_sop(self, caller: Caller, request: p.RetireSop) -> p.Sops:
        """Take no new complaint in under a version, or do so again."""
        with self.work(caller.tenant) as work:
            return Versions(work, caller).retire(request, datetime.now(UTC))

    @rpc
    def simulate(self, caller: Caller, request: p.Simulate) -> p.Simulation:
        """What would become of a hypothetical complaint, and by when; drafts are for administrators."""
        if request.draft is not None:
            administrators_only(caller)
        with self.work(caller.tenant) as work:
            return Versions(work, caller).simulate(request)
