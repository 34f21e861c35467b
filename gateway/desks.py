"""The one way from the gateway to the services: a client made on first use, and a bound on what waits for each.

A service that hangs must not take every thread of the gateway with it: past the bound, callers are told at once.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

from pydantic import BaseModel

from gateway.problems import Busy
from services.common.contracts.caller import Caller
from services.common.errors import Unavailable
from services.common.runtime.client import CallTimedOut, ServiceFailed

log = logging.getLogger(__name__)

Reply = TypeVar("Reply", bound=BaseModel)
AWAY = (Unavailable, CallTimedOut, ServiceFailed, Busy)
"""How a service shows that it is not there just now."""

_FAN = 32


class Rpc(Protocol):
    """What is needed of `services.common.runtime.client.RpcClient`."""

    @property
    def is_ready(self) -> bool: ...

    def call(
        self,
        method: str,
        caller: Caller,
        request: BaseModel,
        reply: type[Reply],
        *,
        timeout: float = ...,
        keep_for: float | None = ...,
    ) -> Reply: ...

    def close(self) -> None: ...


class Desks:
    """Calls services. Any number of threads may share it; nothing connects before the first call."""

    def __init__(self, connect: Callable[[], Rpc], at_once: int) -> None:
        self._connect = connect
        self._client: Rpc | None = None
        self._lock = threading.Lock()
        self._room: dict[str, threading.BoundedSemaphore] = defaultdict(lambda: threading.BoundedSemaphore(at_once))
        self._fan: ThreadPoolExecutor | None = None

    def call(
        self,
        method: str,
        caller: Caller,
        request: BaseModel,
        reply: type[Reply],
        *,
        timeout: float = 10.0,
        keep_for: float | None = None,
    ) -> Reply:
        """As `RpcClient.call`; Busy when too many calls already wait for this service."""
        with self._seat(method.partition(".")[0]):
            return self._ready().call(method, caller, request, reply, timeout=timeout, keep_for=keep_for)

    def together(self, calls: Mapping[str, Callable[[], Reply]]) -> dict[str, "Future[Reply]"]:
        """Make several calls at the same time; all have ended when this returns."""
        futures = {name: self._threads().submit(call) for name, call in calls.items()}
        for future in futures.values():
            future.exception()
        return futures

    def later(self, work: Callable[[], None]) -> None:
        """Do something beside the request; a failure is logged."""
        self._threads().submit(work).add_done_callback(_log_failure)

    @property
    def is_ready(self) -> bool:
        """Whether answers can arrive; asking makes the client connect."""
        return self._ready().is_ready

    def close(self) -> None:
        """End the client and the threads."""
        if self._fan is not None:
            self._fan.shutdown(wait=False, cancel_futures=True)
        if self._client is not None:
            self._client.close()

    def _ready(self) -> Rpc:
        if self._client is None:
            with self._lock:
                self._client = self._client or self._connect()
        return self._client

    def _threads(self) -> ThreadPoolExecutor:
        with self._lock:
            self._fan = self._fan or ThreadPoolExecutor(_FAN, thread_name_prefix="fan-out")
            return self._fan

    @contextmanager
    def _seat(self, service: str) -> Iterator[None]:
        with self._lock:
            room = self._room[service]
        if not room.acquire(blocking=False):
            raise Busy
        try:
            yield
        finally:
            room.release()


def _log_failure(done: "Future[None]") -> None:
    if not done.cancelled() and done.exception() is not None:
        log.error("failed beside a request", exc_info=done.exception())
