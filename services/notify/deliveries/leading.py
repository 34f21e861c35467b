"""Work that one process does and the others stand by for, because it must be done in order, or once."""

import logging
import select
from typing import Any, ClassVar, Final

from sqlalchemy import Connection, text

from services.common.runtime.errands import Worker

log = logging.getLogger(__name__)

_LOCK: Final = text("SELECT pg_try_advisory_lock(hashtextextended('leading:' || :what, 0))")
_LOOK_EVERY: Final = 1.0


class Leader(Worker):
    """Leads while it holds a lock the database lets go when the connection ends. Who stands by counts as connected."""

    failures: ClassVar[tuple[type[Exception], ...]]
    """What goes wrong elsewhere than at the database; it is tried again."""
    pause: ClassVar[float] = 1.0

    def work(self, connection: Connection) -> None:
        """Stand by, then lead until asked to stop."""
        while not connection.execute(_LOCK, {"what": self.name}).scalar_one():
            self.is_connected = True
            if self.stop_asked.wait(_LOOK_EVERY):
                return
        said = ""
        while not self.stop_asked.is_set():
            try:
                self.lead(connection)
            except self.failures as reason:
                said = self._say(reason, said)
                self.is_connected = False
                self.stop_asked.wait(self.pause)

    def lead(self, connection: Connection) -> None:
        """Until `stop_asked`; sets `is_connected`."""
        raise NotImplementedError

    @staticmethod
    def rest(connection: Connection) -> None:
        """Until something may have come, or a second has passed."""
        listener: Any = connection.connection.dbapi_connection
        if not listener.notifies and select.select([listener], [], [], _LOOK_EVERY)[0]:
            listener.poll()
        listener.notifies.clear()

    def _say(self, reason: Exception, said: str) -> str:
        words = f"{type(reason).__name__}: {reason}"
        if words != said:  # once, not every second while a broker is away
            log.warning("%s interrupted (%s), again soon", self.name, words)
        return words
