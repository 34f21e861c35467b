"""A service of three methods, to see the plumbing at work: it waits, it fails, it ends its own process."""

import logging
import os
from collections import defaultdict

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.events import MessagePosted
from services.common.contracts.register import Applied, Nothing, Page
from services.common.contracts.rights import Right
from services.common.errors import NotFound
from services.common.runtime.database import Database
from services.common.runtime.entrypoints import on, rpc
from services.review.models import Base

log = logging.getLogger(__name__)

ANYBODY: defaultdict[str, Right] = defaultdict(
    lambda: Right(frozenset({"officer", "reporter", "public", "operator", "platform", "system", "service"}))
)


class SampleService:
    """Works in the review desk's database, under its role."""

    name = "sample"
    work = Database(Base)
    rights = ANYBODY

    @rpc
    def wait(self, caller: Caller, request: Page) -> Applied:
        """A query of so many tenths of a second."""
        with self.work(caller.tenant) as work:
            work.connection.exec_driver_sql("SELECT pg_sleep(%s)", (request.limit / 10,))
        return Applied(count=request.limit)

    @rpc
    def refuse(self, caller: Caller, request: ByReference) -> Nothing:
        """Nothing is ever found."""
        raise NotFound("complaint")

    @rpc
    def fail(self, caller: Caller, request: Nothing) -> Nothing:
        """A fault whose text is nobody's business."""
        raise ValueError("RAHASIA")

    @on(MessagePosted)
    def hear(self, event: MessagePosted) -> None:
        """End the process on a reporter's message, as a crash would."""
        log.info("heard %s", event.message_id)
        if event.from_reporter:
            os._exit(9)
