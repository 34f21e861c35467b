"""nameko's queue consumers, made safe. Each method mends one trap of the stock ones, named beside it."""

import logging
from collections.abc import Callable
from typing import Any

from amqp.exceptions import ChannelError
from amqp.exceptions import ConnectionError as AmqpConnectionError
from nameko.exceptions import MethodNotFound
from nameko.messaging import QueueConsumer
from nameko.rpc import RpcConsumer

from services.common.runtime.broker import PUBLISHING, ComesBackSoon, confirmed, unconfirmed
from services.common.runtime.topology import RETRY_DELAYS, RPC_EXCHANGE, retry_exchange, rpc_queue

log = logging.getLogger(__name__)

_ATTEMPT = "x-dumas-attempt"
_FAILURE = "x-dumas-failure"


class SafeQueueConsumer(ComesBackSoon, QueueConsumer):  # type: ignore[misc]  # nameko is untyped
    """Knows whether it is connected; never dies of an acknowledgement."""

    is_connected = False

    def on_consume_ready(self, connection: Any, channel: Any, consumers: Any, **kwargs: Any) -> None:
        """Consuming again: the service is ready."""
        super().on_consume_ready(connection, channel, consumers, **kwargs)
        self.is_connected = True

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        """Not consuming: readiness turns red. (The stock message prints the address; we do not.)"""
        self.is_connected = False
        log.warning("broker not reachable (%s), next try in %s s", type(exc).__name__, interval)

    def on_consume_end(self, connection: Any, channel: Any) -> None:
        """The consumers were cancelled or lost."""
        self.is_connected = False
        super().on_consume_end(connection, channel)

    def on_decode_error(self, message: Any, exc: Exception) -> None:
        """Stock: acknowledged, so lost. Here: rejected, so parked."""
        log.error("undecodable message parked (%s)", type(exc).__name__)
        self.reject_message(message)

    def ack_message(self, message: Any) -> None:
        """Stock: a broken socket kills the container. Here: the broker redelivers."""
        self._settle(message, message.ack)

    def requeue_message(self, message: Any) -> None:
        """Back to the queue at once; bounded by the queue's delivery limit."""
        self._settle(message, message.requeue)

    def reject_message(self, message: Any) -> None:
        """To the queue's parking place."""
        self._settle(message, message.reject)

    @staticmethod
    def _settle(message: Any, settle: Callable[[], None]) -> None:
        if message.channel.connection:
            try:
                settle()
            except (AmqpConnectionError, ChannelError, OSError) as reason:
                log.warning("connection lost before settling, the broker will redeliver (%s)", type(reason).__name__)


class SafeRpcConsumer(RpcConsumer):  # type: ignore[misc]  # nameko is untyped
    """Serves the service's request queue; a reply that cannot be sent puts the request back."""

    queue_consumer = SafeQueueConsumer()
    queue: Any

    def setup(self) -> None:
        """Stock: a classic queue. Here: a durable quorum queue with a parking place."""
        if self.queue is None:
            self.queue = rpc_queue(self.container.service_name)
            self.queue_consumer.register_provider(self)

    def handle_message(self, body: Any, message: Any) -> None:
        """Stock: a method nobody offers, asked for without a way back, ends the service. Here: answered or dropped."""
        try:
            provider = self.get_provider_for_method(message.delivery_info["routing_key"])
        except MethodNotFound:
            log.error("request for a method that is not offered")
            self.reply(message, {"result": None, "error": "MethodNotFound"})
        else:
            provider.handle_message(body, message)

    def reply(self, message: Any, body: dict[str, Any]) -> None:
        """Answer and acknowledge; a request that came back from its parking place has nobody who waits.

        Stock replies are persistent and confirmed one by one, which costs more than the work itself. The state is
        committed and the request can be repeated with its key, so a reply may be lost with its connection.
        """
        if "reply_to" not in message.properties:
            self.queue_consumer.ack_message(message)
            return
        try:
            with unconfirmed(self.container.config["AMQP_URI"]).acquire(block=True, timeout=5) as producer:
                producer.publish(
                    body,
                    exchange=RPC_EXCHANGE,
                    routing_key=message.properties["reply_to"],
                    correlation_id=message.properties.get("correlation_id"),
                    serializer="json",
                    delivery_mode=1,
                    timeout=5,
                    retry=True,
                    retry_policy={"max_retries": 1},
                )
        except Exception as reason:  # any: the request must be neither lost nor fatal to the service
            log.warning("reply not sent, the request is put back (%s)", type(reason).__name__)
            self.queue_consumer.requeue_message(message)
        else:
            self.queue_consumer.ack_message(message)


def try_later(amqp_uri: str, queue: str, message: Any, failure: str) -> bool:
    """Publish a copy of a failed message, to come back after a growing delay. False after the last: reject it."""
    headers = dict(message.headers or {})
    attempt = int(headers.get(_ATTEMPT, 0))
    if attempt >= len(RETRY_DELAYS):
        return False
    headers |= {_ATTEMPT: attempt + 1, _FAILURE: failure}
    with confirmed(amqp_uri).acquire(block=True, timeout=5) as producer:
        producer.publish(
            message.body,
            exchange=retry_exchange(RETRY_DELAYS[attempt]),
            routing_key=queue,
            mandatory=True,  # a retry queue that is missing must not swallow it
            headers=headers,
            content_type=message.content_type,
            content_encoding=message.content_encoding,
            message_id=message.properties.get("message_id"),
            type=message.properties.get("type"),
            delivery_mode=2,
            **PUBLISHING,
        )
    return True
