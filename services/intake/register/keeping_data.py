"""The register's entrypoints about the life of data: the round that ends retention, legal holds, certificates."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from nameko.timer import timer

from services.common.contracts import retention as k
from services.common.contracts.caller import Caller
from services.common.contracts.processing import ProcessingRecord
from services.common.contracts.register import Nothing, Page
from services.common.runtime.entrypoints import rpc
from services.intake.register import destroying, holding, processing


class DataKeeper:
    """Keeps what must be kept, and no longer."""

    work: Callable[[str], Any]

    @timer(interval=3600, eager=True)  # type: ignore[untyped-decorator]  # nameko is untyped
    def end_retention(self) -> None:
        """What has come to its end is destroyed, once an hour. Replicas share the work."""
        destroying.end_retention(self.work, datetime.now(UTC))

    @rpc
    def run_retention(self, caller: Caller, request: Nothing) -> k.RetentionRun:
        """The same for one regency, now."""
        return destroying.end_of(self.work, caller.tenant, datetime.now(UTC))

    @rpc
    def retention_due(self, caller: Caller, request: k.DueWithin) -> k.AllDue:
        """What falls due within some days."""
        with self.work(caller.tenant) as work:
            return holding.falling_due(work, caller, request, datetime.now(UTC))

    @rpc
    def hold(self, caller: Caller, request: k.HoldComplaint) -> k.Hold:
        """Say that nothing of a complaint may be destroyed, or that it may again."""
        with self.work(caller.tenant) as work:
            return holding.hold(work, caller, request, datetime.now(UTC))

    @rpc
    def destructions(self, caller: Caller, request: Page) -> k.Destructions:
        """The certificates of what was destroyed."""
        with self.work(caller.tenant) as work:
            return holding.destructions(work, caller, request)

    @rpc
    def processing_record(self, caller: Caller, request: Nothing) -> ProcessingRecord:
        """Which personal data the regency processes, and how."""
        with self.work(caller.tenant) as work:
            return processing.record(work, datetime.now(UTC))
