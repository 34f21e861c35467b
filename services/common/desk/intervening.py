"""What every desk offers besides ending steps: more time, conflicts of interest, another version of the SOP."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from services.common.contracts.caller import Caller
from services.common.contracts.tasks import AskExtension, DecideExtension, DeclareConflict, Intervened, MigrateSop
from services.common.desk import conflicts, extensions, versions
from services.common.desk.copies import SopNotHere
from services.common.desk.listening import ListeningDesk
from services.common.desk.remarks import Intervener
from services.common.errors import CannotMigrate
from services.common.runtime.entrypoints import rpc


class InterveningDesk(ListeningDesk):
    """A desk at which officers may intervene."""

    @rpc
    def ask_extension(self, caller: Caller, request: AskExtension) -> Intervened:
        """Ask for more time."""
        return self._intervene(caller, request, extensions.ask_extension)

    @rpc
    def decide_extension(self, caller: Caller, request: DecideExtension) -> Intervened:
        """Grant more time, or not."""
        return self._intervene(caller, request, extensions.decide_extension)

    @rpc
    def declare_conflict(self, caller: Caller, request: DeclareConflict) -> Intervened:
        """Shut out whom the complaint is about."""
        return self._intervene(caller, request, conflicts.declare_conflict)

    @rpc
    def migrate_sop(self, caller: Caller, request: MigrateSop) -> Intervened:
        """Go on under another version of the SOP."""
        try:
            return self._intervene(caller, request, versions.migrate_sop)
        except SopNotHere:
            raise CannotMigrate(request.sop, "it is not published, or has not arrived here yet") from None

    def _intervene(self, caller: Caller, request: Any, act: Callable[[Any, Intervener], Intervened]) -> Intervened:
        with self.work(caller.tenant) as work:
            by = Intervener(self.name, caller, self.records(work), work.announce, datetime.now(UTC))
            answer: Intervened = work.once(caller, request, request.request_key, Intervened, lambda: act(request, by))
            return answer
