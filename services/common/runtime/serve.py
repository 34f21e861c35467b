"""Runs one nameko service in this process: `python -m services.common.runtime.serve <module> <class>`.

eventlet patches the process before anything else is imported, so psycopg2 yields instead of blocking. A watchdog
ends the process when it can no longer do its work: whoever supervises it starts a new one, and nothing is lost,
because what was not finished was not acknowledged.
"""

import eventlet

eventlet.monkey_patch()

import importlib  # noqa: E402  # after patching
import logging  # noqa: E402
import os  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from typing import Any  # noqa: E402

from amqp.exceptions import AccessRefused  # noqa: E402
from eventlet import wsgi  # noqa: E402
from kombu import Connection  # noqa: E402
from kombu.exceptions import OperationalError  # noqa: E402
from nameko.containers import ServiceContainer  # noqa: E402

from services.common.runtime.consumers import SafeQueueConsumer  # noqa: E402
from services.common.runtime.entrypoints import queues_of  # noqa: E402
from services.common.runtime.logs import to_stdout  # noqa: E402
from services.common.runtime.settings import Environment, ServiceSettings  # noqa: E402
from services.common.runtime.topology import declare  # noqa: E402

log = logging.getLogger(__name__)

HEARTBEAT = 10  # below 10 s nameko's connections lose heartbeats while idle
_CUT_OFF = 60.0  # seconds without the broker after which a new process is the better bet
_STALLED = 20.0  # seconds the event loop may hang


def main(module: str, class_name: str) -> None:
    """Serve until SIGTERM or SIGINT; finish what was begun first. Exit status 1 when the service failed."""
    service = getattr(importlib.import_module(module), class_name)
    to_stdout(service.name)
    env = Environment()
    settings = ServiceSettings.read(service.name, env)
    extra = service.configure(env) if hasattr(service, "configure") else {}
    env.require()
    declare_queues(service, settings.amqp_uri)
    container = ServiceContainer(service, _config(settings) | extra)
    for received in (signal.SIGTERM, signal.SIGINT):
        signal.signal(received, lambda *_: eventlet.spawn_n(container.stop))
    try:
        container.start()
        _watch(container, settings.health_port)
        log.info("serving")
        container.wait()
    except Exception:
        log.exception("service failed")
        os._exit(1)  # not sys.exit: a stuck greenthread must not keep the process


def declare_queues(service: type[Any], amqp_uri: str) -> None:
    """Have the service's queues, bindings and parking places. Waits for the broker, and for its definitions."""
    while True:
        try:
            with Connection(amqp_uri, connect_timeout=5) as connection:
                declare(connection.default_channel, queues_of(service))
                return
        except AccessRefused as reason:
            log.error("the broker refuses (%s); give it the definitions of this version: dumas broker", reason)
            time.sleep(5)
        except (OSError, OperationalError) as reason:  # kombu's own error is not the system's
            log.warning("broker not reachable (%s), waiting", type(reason).__name__)
            time.sleep(1)


def _config(settings: ServiceSettings) -> dict[str, Any]:
    return {
        "AMQP_URI": settings.amqp_uri,
        "HEARTBEAT": HEARTBEAT,
        "max_workers": settings.max_workers,
        "ACCEPT": ["json"],
        "DUMAS": settings,
    }


def _watch(container: ServiceContainer, port: int) -> None:
    consumers = [ext for ext in container.extensions if isinstance(ext, SafeQueueConsumer)]

    def is_ready() -> bool:
        return all(consumer.is_connected for consumer in consumers)

    def answer(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        ok = is_ready() or environ["PATH_INFO"] in {"/healthz", "/livez"}
        start_response("200 OK" if ok else "503 Service Unavailable", [("Content-Type", "text/plain")])
        return [b"ok\n" if ok else b"not consuming\n"]

    if port:
        listener = eventlet.listen((os.environ.get("HEALTH_HOST", "127.0.0.1"), port))
        eventlet.spawn_n(wsgi.server, listener, answer, log_output=False)
    eventlet.spawn_n(_watchdog, is_ready)


def _watchdog(is_ready: Any) -> None:
    connected_at = ticked_at = time.monotonic()
    while True:
        time.sleep(1)
        now = time.monotonic()
        if now - ticked_at > _STALLED:
            log.error("the event loop hung for %.0f s, ending", now - ticked_at)
            os._exit(1)
        ticked_at = now
        connected_at = now if is_ready() else connected_at
        if now - connected_at > _CUT_OFF:
            log.error("no broker for %.0f s, ending", now - connected_at)
            os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
