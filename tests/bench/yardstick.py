"""Runs the bare skeleton on the same database server and broker as the product."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
import requests
from sqlalchemy.engine import make_url

from tests.bench.skeleton_service import SCHEMA

_RUN = (
    "import eventlet; eventlet.monkey_patch();"
    "import os; from nameko.containers import ServiceContainer;"
    "from tests.bench.skeleton_service import SkeletonService;"
    "config = {'AMQP_URI': os.environ['AMQP_URI'], 'max_workers': 16};"
    "c = ServiceContainer(SkeletonService, config); c.start(); c.wait()"
)


@contextmanager
def skeleton(admin_url: str, amqp_uri: str, port: int) -> Iterator[str]:
    """The address complaints are posted to, while it runs."""
    url = _database(admin_url)
    environment = os.environ | {"DATABASE_URL": url, "AMQP_URI": amqp_uri, "PYTHONWARNINGS": "ignore"}
    gunicorn = ["-m", "gunicorn", "-k", "gthread", "-w", "2", "--threads", "16", "-b", f"127.0.0.1:{port}"]
    children = [
        subprocess.Popen([sys.executable, "-c", _RUN], env=environment),
        subprocess.Popen(
            [sys.executable, *gunicorn, "--log-level", "error", "tests.bench.skeleton_gateway:app"],
            env=environment,
        ),
    ]
    try:
        address = f"http://127.0.0.1:{port}/complaints"
        _await(address)
        yield address
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait(timeout=20)


def _database(admin_url: str) -> str:
    admin = make_url(admin_url).set(drivername="postgresql")
    server = psycopg2.connect(admin.render_as_string(hide_password=False))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS bench_skeleton")
        cursor.execute("CREATE DATABASE bench_skeleton")
    server.close()
    url = admin.set(database="bench_skeleton").render_as_string(hide_password=False)
    connection = psycopg2.connect(url)
    with connection, connection.cursor() as cursor:
        cursor.execute(SCHEMA)
    connection.close()
    return url


def _await(address: str, patience: float = 30.0) -> None:
    body = {"channel": "web", "mode": "open", "subject": "s", "story": "s"}
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        try:
            if requests.post(address, json=body, headers={"Idempotency-Key": "ready"}, timeout=5).status_code == 201:
                return
        except requests.RequestException:
            time.sleep(0.3)
    raise TimeoutError("the skeleton did not come up")
