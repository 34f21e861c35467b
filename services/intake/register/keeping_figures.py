"""The register's entrypoints about figures: of one regency for anybody and its own officers, of all side by side."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.common.contracts.caller import Caller
from services.common.contracts.comparison import Comparison, ComparisonQuery, Dashboard, OwnYear
from services.common.contracts.counts import Counts, PublicFigures, YearOf
from services.common.contracts.register import Nothing
from services.common.runtime.entrypoints import rpc
from services.intake.register import comparing, counting, dashboards
from services.intake.register.public_figures import public_figures
from services.intake.register.views import Views


class FigureKeeper:
    """Counts, and tells nothing of which one complaint could be known."""

    work: Callable[[str], Any]

    @rpc
    def counts(self, caller: Caller, request: Nothing) -> Counts:
        """How much work there is in every regency, in numbers only."""
        return counting.counts(self.work, datetime.now(UTC))

    @rpc
    def comparison(self, caller: Caller, request: ComparisonQuery) -> Comparison:
        """How regencies do beside one another, in numbers only."""
        return comparing.comparison(self.work, request, datetime.now(UTC))

    @rpc
    def dashboard(self, caller: Caller, request: OwnYear) -> Dashboard:
        """How the caller's regency does."""
        with self.work(caller.tenant) as work:
            profile = Views(work).tenant(caller.tenant).profile
            return dashboards.dashboard(work, caller, profile, request.year, datetime.now(UTC))

    @rpc
    def figures(self, caller: Caller, request: YearOf) -> PublicFigures:
        """A year of one regency in numbers; public."""
        with self.work(request.tenant) as work:
            profile = Views(work).tenant(request.tenant).profile
            return public_figures(work, profile, request.year, datetime.now(UTC))
