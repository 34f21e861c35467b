"""The entrypoints every desk has. A desk derives from this, adds its own, and listens for its hand-over."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import AttachmentAdded, HandedOver, SopPublished, TenantPublished
from services.common.contracts.tasks import CompleteTask, Products, TaskCompleted
from services.common.desk import arrival, completion
from services.common.desk.access import inside_only
from services.common.desk.completion import Effect
from services.common.desk.records import Records
from services.common.errors import AttachmentUnknown
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import on, rpc

_PATIENCE = 10


class DeskService:
    """A desk: ends its steps, shows what they brought forth, keeps copies of SOPs."""

    name: ClassVar[str]
    work: Callable[[str], Any]

    def effects(self, work: Work) -> Mapping[str, Effect]:
        """What is special to this desk's kinds of step."""
        return {}

    def records(self, work: Work) -> Records:
        """The desk's database, as the shared use cases see it."""
        return Records(work)

    @rpc
    def complete(self, caller: Caller, request: CompleteTask) -> TaskCompleted:
        """End a step."""
        for _ in range(_PATIENCE):
            try:
                return self._complete(caller, request)
            except AttachmentUnknown:
                # A file uploaded a moment ago is known here as soon as its event arrives.
                time.sleep(0.2)
        return self._complete(caller, request)

    def _complete(self, caller: Caller, request: CompleteTask) -> TaskCompleted:
        with self.work(caller.tenant) as work:

            def act() -> TaskCompleted:
                return completion.complete(
                    self.name,
                    caller,
                    request,
                    records=self.records(work),
                    announce=work.announce,
                    effects=self.effects(work),
                    now=datetime.now(UTC),
                )

            answer: TaskCompleted = work.once(caller, request, request.request_key, TaskCompleted, act)
            return answer

    @rpc
    def products(self, caller: Caller, request: ByReference) -> Products:
        """The results of a complaint's steps on this desk."""
        inside_only(caller)
        with self.work(caller.tenant) as work:
            return Products(reference=request.reference, products=tuple(Records(work).products(request.reference)))

    @on(SopPublished)
    def keep_sop(self, event: SopPublished) -> None:
        """Keep a copy of a published SOP."""
        with self.work(event.tenant) as work:
            Records(work).keep_sop(event)

    @on(TenantPublished)
    def keep_tenant(self, event: TenantPublished) -> None:
        """Keep a regency's profile."""
        with self.work(event.tenant) as work:
            Records(work).keep_tenant(event)


class LaterDesk(DeskService):
    """A desk to the right of intake: takes complaints over and hears of their attachments."""

    @on(AttachmentAdded)
    def keep_attachment(self, event: AttachmentAdded) -> None:
        """Remember an attachment."""
        with self.work(event.tenant) as work:
            Records(work).keep_attachment(event)

    def hold(self, event: HandedOver) -> None:
        """Take a complaint over from the desk to the left."""
        with self.work(event.tenant) as work:
            if work.first_time(event, "take_over"):
                arrival.take_over(
                    self.name, event, records=Records(work), announce=work.announce, now=datetime.now(UTC)
                )
