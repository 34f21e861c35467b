"""Calls services from a plain threaded process (the gateway, the `dumas` command): one client per process.

nameko's own ClusterRpcProxy serves one thread and stays broken after a broker restart. This client keeps one reply
queue and one consuming thread; any number of threads may call. It is up again as soon as the broker is.
"""

import logging
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from typing import Any, TypeVar
from uuid import uuid4

from kombu import Connection
from kombu.mixins import ConsumerMixin
from kombu.pools import set_limit
from pydantic import BaseModel

from services.common.contracts.caller import Caller
from services.common.errors import Refusal, Unavailable, rebuild
from services.common.runtime.broker import ComesBackSoon, confirmed
from services.common.runtime.topology import RPC_EXCHANGE, declare_exchange, reply_queue
from services.common.runtime.trust import Issuer, Seal

log = logging.getLogger(__name__)

Reply = TypeVar("Reply", bound=BaseModel)

_CLOCK_SKEW = 30.0
_PARKED_FOR = 30 * 24 * 3600.0  # a kept request that was parked can be carried out for so long after its time was up


class CallTimedOut(Exception):
    """The service took the request, or will, but has not answered in time."""


class ServiceFailed(Exception):
    """The service met an error of its own; it is in that service's log."""


class RpcClient(ComesBackSoon, ConsumerMixin):  # type: ignore[misc]  # kombu is untyped
    """Multiplexed calls over one reply queue."""

    def __init__(self, amqp_uri: str, seal: Seal, issuer: Issuer, name: str, publishers: int = 32) -> None:
        set_limit(publishers)
        self.connection = Connection(amqp_uri, heartbeat=10)
        self._uri, self._seal, self._issuer = amqp_uri, seal, issuer
        self._id = uuid4().hex
        self._queue = reply_queue(name, self._id)
        self._pending: dict[str, Future[Any]] = {}
        self._ready = threading.Event()
        self._live: Any = None
        self._beat = 0.0
        self._thread = threading.Thread(target=self.run, daemon=True, name="rpc-replies")
        self._thread.start()

    @property
    def is_ready(self) -> bool:
        """Whether replies can arrive."""
        return self._ready.is_set()

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
        """Call `<service>.<method>` and wait at most `timeout` seconds.

        `keep_for` makes the request outlive the wait: it stays in the service's queue for so many seconds and is
        carried out later. Raises the service's Refusal, Unavailable (not sent), CallTimedOut or ServiceFailed.
        """
        deadline = time.monotonic() + timeout
        service = method.split(".", maxsplit=1)[0]
        if not self._ready.wait(min(timeout, 3.0)):
            raise Unavailable(service)
        correlation = uuid4().hex
        future = self._pending[correlation] = Future()
        try:
            self._publish(
                method,
                self._request(method, caller, request, keep_for + _PARKED_FOR if keep_for else timeout),
                correlation,
                keep_for,
                timeout,
            )
            content = future.result(max(0.0, deadline - time.monotonic()))
        except FutureTimeout as reason:
            raise CallTimedOut from reason
        finally:
            self._pending.pop(correlation, None)
        return reply.model_validate(self._opened(method, content))

    def _request(self, method: str, caller: Caller, request: BaseModel, valid_for: float) -> dict[str, Any]:
        content = request.model_dump_json()
        token = self._issuer.sign(caller, method, content, valid_for=valid_for + _CLOCK_SKEW)
        return {"args": [], "kwargs": {"sealed": self._seal.close({"caller": token, "request": content}, method)}}

    def _publish(
        self, method: str, body: dict[str, Any], correlation: str, keep_for: float | None, timeout: float
    ) -> None:
        try:
            with confirmed(self._uri).acquire(block=True, timeout=timeout) as producer:
                producer.publish(
                    body,
                    exchange=RPC_EXCHANGE,
                    routing_key=method,
                    mandatory=True,
                    reply_to=self._id,
                    correlation_id=correlation,
                    expiration=keep_for or timeout,
                    delivery_mode=2 if keep_for else 1,
                    serializer="json",
                    timeout=3,
                    confirm_timeout=3,
                    retry=True,
                    retry_policy={"max_retries": 1},
                )
        except Exception as reason:  # kombu wraps what it meets in several unrelated classes
            raise Unavailable(method.split(".", maxsplit=1)[0]) from reason

    def _opened(self, method: str, body: dict[str, Any]) -> Any:
        if body.get("error"):  # of the consumer itself, in clear: the service does not offer this method
            raise ServiceFailed(f"{method}: {body['error']}")
        content = self._seal.open((body.get("result") or {}).get("sealed", ""), f"reply:{method}")
        if "refusal" in content:
            refusal: Refusal = rebuild(content["refusal"]["code"], content["refusal"]["args"])
            raise refusal
        if "failure" in content:
            raise ServiceFailed(f"{method}: {content['failure']}")
        return content["result"]

    def get_consumers(self, consumer_cls: Any, channel: Any) -> list[Any]:
        """kombu: consume the reply queue."""
        declare_exchange(channel, RPC_EXCHANGE.name)
        return [consumer_cls(queues=[self._queue], callbacks=[self._on_reply], accept=["json"], no_ack=True)]

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """kombu would log the body. Nobody of ours answers in anything but JSON, so nobody waits for this."""
        log.error("undecodable answer dropped (%s)", type(exc).__name__)

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **kwargs: Any) -> None:
        """kombu: replies can arrive."""
        self._live = connection
        self._ready.set()

    def on_consume_end(self, connection: Any, channel: Any) -> None:
        """kombu: the connection is gone; callers wait for the next one."""
        self._ready.clear()

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """kombu: not reachable."""
        self._ready.clear()

    def on_iteration(self) -> None:
        """kombu: under steady traffic it never checks heartbeats by itself."""
        if time.monotonic() - self._beat > 1:
            self._beat = time.monotonic()
            self._live.heartbeat_check()

    def _on_reply(self, body: Any, message: Any) -> None:
        future = self._pending.pop(message.properties.get("correlation_id"), None)
        if future is not None:
            with suppress(Exception):  # the caller may have given up between the two lines
                future.set_result(body)

    def close(self) -> None:
        """Stop consuming."""
        self.should_stop = True
        self._thread.join(timeout=3)
