"""How gunicorn serves the gateway: threads, never monkey-patched, and no access log.

An access log would hold addresses of reporters and of complaints. What is worth knowing is logged by the application.
"""

import os
import signal
from typing import Any

from gunicorn.http import wsgi

from gateway.parts import Parts, parts_of

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8080')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "16"))
preload_app = False  # each worker makes its own connections

forwarded_allow_ips = ""  # which proxies are believed is said in one place, gateway.headers
wsgi.SERVER = "dumas"  # instead of naming the software in every answer

timeout = 60
graceful_timeout = 30
keepalive = 5
control_socket_disable = True  # it would be shared by all runs of one user
max_requests = 50_000
max_requests_jitter = 5_000

accesslog = None
logconfig_dict: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "services.common.runtime.logs.JsonLines", "service": "gateway"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stdout"},
        "console": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stdout"},
        "error_console": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stdout"},
    },
    "root": {"level": "INFO", "handlers": ["out"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["out"], "propagate": False, "qualname": "gunicorn.error"},
        "gunicorn.access": {"level": "INFO", "handlers": [], "propagate": False, "qualname": "gunicorn.access"},
    },
}


def post_worker_init(worker: Any) -> None:
    """A worker has loaded the application: connect to the broker and learn of the regencies."""
    parts = parts_of(worker.wsgi)
    parts.desks.later(parts.regencies.refresh)
    parts.sweeping.start()
    _end_streams_first(parts)


def _end_streams_first(parts: Parts) -> None:
    """A worker that is asked to end waits for what is under way, and a stream would go on for minutes."""
    asked = signal.getsignal(signal.SIGTERM)

    def stop(number: int, frame: Any) -> None:
        parts.streams.end()
        if callable(asked):
            asked(number, frame)

    signal.signal(signal.SIGTERM, stop)


def worker_exit(_server: Any, worker: Any) -> None:
    """A worker ends: leave the broker in good order. (One that failed to start has no application.)"""
    if getattr(worker, "wsgi", None) is not None:
        parts_of(worker.wsgi).sweeping.stop()
        parts_of(worker.wsgi).desks.close()
