"""The two ways into a service: `@rpc` for requests, `@on(...)` for events. Typed, sealed and idempotent-friendly.

@rpc
def submit(self, caller: Caller, request: Submission) -> Receipt: ...

@on(HandedToReview)
def take_over(self, event: HandedToReview) -> None: ...
"""

import logging
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, TypeVar, get_type_hints

from nameko.exceptions import ContainerBeingKilled
from nameko.messaging import Consumer
from nameko.rpc import Rpc
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.common.contracts import events
from services.common.contracts.rights import RIGHTS
from services.common.errors import CallerNotTrusted, Invalid, NoLongerKept, NotYourRole, Refusal, Unavailable
from services.common.faults import faults_of
from services.common.runtime.consumers import SafeQueueConsumer, SafeRpcConsumer, try_later
from services.common.runtime.tenant_keys import is_replaced
from services.common.runtime.topology import event_queue, rpc_queue
from services.common.runtime.trust import Seal, Verifier
from services.common.sealing import Destroyed

log = logging.getLogger(__name__)


class Request(Rpc):  # type: ignore[misc]  # nameko is untyped
    """A sealed request with a signed caller; the method sees a `Caller` and a typed message."""

    rpc_consumer = SafeRpcConsumer()

    def setup(self) -> None:
        """Find out what the method takes, and the keys to open it with."""
        super().setup()
        settings = self.container.config["DUMAS"]
        self.seal = Seal(settings.sealing_key)
        self.verifier = Verifier(settings.verify_keys)
        self.address = f"{self.container.service_name}.{self.method_name}"
        # A method nobody was given a right to does not start.
        self.right = getattr(self.container.service_cls, "rights", RIGHTS)[self.address]
        self.takes = get_type_hints(getattr(self.container.service_cls, self.method_name))["request"]

    def handle_message(self, body: Any, message: Any) -> None:
        """Open, verify and parse; whatever does not pass is answered with a refusal and never reaches the method."""
        try:
            content = self.seal.open(body["kwargs"]["sealed"], self.address)
            caller = self.verifier.verify(content["caller"], self.address, content["request"])
            if not self.right.admits(caller):
                raise NotYourRole(self.right.needs())
            request = self.takes.model_validate_json(content["request"])
        except Refusal as refusal:
            return self.rpc_consumer.reply(message, self._sealed(refusal))
        except ValidationError as fault:
            return self.rpc_consumer.reply(message, self._sealed(Invalid(faults_of(fault))))
        except (KeyError, TypeError):
            return self.rpc_consumer.reply(message, self._sealed(CallerNotTrusted()))
        try:
            self.container.spawn_worker(
                self, (caller, request), {}, context_data={}, handle_result=partial(self.handle_result, message)
            )
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)
        return None

    def handle_result(self, message: Any, worker_ctx: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Seal and send the answer."""
        outcome = result if exc_info is None else exc_info[1]
        self.rpc_consumer.reply(message, self._sealed(outcome))
        return None, exc_info

    def _sealed(self, outcome: Any) -> dict[str, Any]:
        if isinstance(outcome, Refusal):
            content: dict[str, Any] = {"refusal": {"code": outcome.code, "args": list(outcome.args)}}
        elif isinstance(outcome, BaseModel):
            content = {"result": outcome.model_dump(mode="json")}
        else:
            content = {"failure": type(outcome).__name__}
        return {"result": {"sealed": self.seal.close(content, f"reply:{self.address}")}, "error": None}


class Heard(Consumer):  # type: ignore[misc]  # nameko is untyped
    """An event handler: one durable queue bound to every source of its events; retried with delay, then parked."""

    queue_consumer = SafeQueueConsumer()

    def __init__(self, *listens_to: type[events.Event], **kwargs: Any) -> None:
        self.listens_to = listens_to
        super().__init__(queue=None, **kwargs)

    def setup(self) -> None:
        """Name the queue after the service and the method."""
        self.queue = event_queue(self.container.service_name, self.method_name, self.listens_to)
        super().setup()

    def handle_message(self, body: Any, message: Any) -> None:
        """Parse by the event's name; what cannot be parsed is parked, not retried."""
        try:
            event = events.ALL[message.properties["type"]].model_validate(body)
        except (KeyError, TypeError, ValidationError) as fault:
            log.error("event not understood, parked (%s)", type(fault).__name__)
            return self.queue_consumer.reject_message(message)
        try:
            self.container.spawn_worker(
                self, (event,), {}, context_data={}, handle_result=partial(self.handle_result, message)
            )
        except ContainerBeingKilled:
            self.queue_consumer.requeue_message(message)
        return None

    def handle_result(self, message: Any, worker_ctx: Any, result: Any = None, exc_info: Any = None) -> tuple[Any, Any]:
        """Done: acknowledge. Failed: publish for later, or park. If even that fails, the broker redelivers."""
        if exc_info is not None:
            uri, failure = self.container.config["AMQP_URI"], type(exc_info[1]).__name__
            try:
                if not try_later(uri, self.queue.name, message, failure):
                    log.error("given up after the last attempt, parked (%s)", failure)
                    self.queue_consumer.reject_message(message)
                    return result, exc_info
            except Exception as reason:  # any: the broker still holds the message
                log.warning("retry not published, the message is put back (%s)", type(reason).__name__)
                self.queue_consumer.requeue_message(message)
                return result, exc_info
        self.queue_consumer.ack_message(message)
        return result, exc_info


def rpc(method: Callable[..., Any]) -> Callable[..., Any]:
    """Offer a method on request. Refusals are answers, not errors; what was destroyed, and a database that is away,
    are refusals too."""

    @wraps(method)
    def answer(self: Any, *args: Any) -> Any:
        try:
            return _once_more(method, self, *args)
        except Refusal as refusal:
            return refusal
        except Destroyed as gone:
            return NoLongerKept(gone.on.isoformat())
        except (DBAPIError, PoolTimeout) as fault:
            if isinstance(fault, DBAPIError) and not _is_passing(fault):
                raise
            log.warning("database not available (%s)", type(fault).__name__)
            return Unavailable(self.name)

    return Request.decorator(answer)  # type: ignore[no-any-return]


def _once_more(method: Callable[..., Any], *args: Any) -> Any:
    """Call a method; again when the tenant key it used was replaced meanwhile, as its transaction was undone."""
    try:
        return method(*args)
    except IntegrityError as fault:
        if not is_replaced(fault):
            raise
    return method(*args)


Handler = TypeVar("Handler", bound=Callable[..., None])


def on(*listens_to: type[events.Event]) -> Callable[[Handler], Handler]:
    """Hear these events, from all their sources, through one queue."""
    return Heard.decorator(*listens_to)  # type: ignore[no-any-return]


def handlers_of(service: type[Any]) -> list[tuple[str, tuple[type[events.Event], ...]]]:
    """The event handlers of a service class: method name, and what it listens to."""
    methods = [getattr(service, name) for name in dir(service)]
    entries = [(method.__name__, entry) for method in methods for entry in getattr(method, "nameko_entrypoints", ())]
    return [(name, entry.listens_to) for name, entry in entries if isinstance(entry, Heard)]


def queues_of(service: type[Any]) -> list[Any]:
    """All queues of a service: one for its requests, one for each event handler."""
    heard = [event_queue(service.name, method, listens_to) for method, listens_to in handlers_of(service)]
    return [rpc_queue(service.name), *heard]


def _is_passing(fault: DBAPIError) -> bool:
    return fault.connection_invalidated or type(fault).__name__ in {"OperationalError", "InterfaceError"}
