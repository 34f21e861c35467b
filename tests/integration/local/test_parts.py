"""The four parts as their clients meet them, and what is left when they stop."""

import io
import os
import smtplib
from email.message import EmailMessage
from pathlib import Path

import psycopg2
import pytest
import requests
from kombu import Connection, Queue
from minio import Minio

from deploy.local.problem import CannotStart
from deploy.local.stack import Endpoints, Stack
from tests.support.stack import running_parts


def _select(endpoints: Endpoints, sql: str) -> str:
    connection = psycopg2.connect(endpoints.database_url)
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(sql)
            return str(cursor.fetchone()[0]) if cursor.description else ""
    finally:
        connection.close()


def _publish(endpoints: Endpoints, name: str, text: str) -> None:
    with Connection(endpoints.amqp_uri) as broker, broker.SimpleQueue(_quorum(name)) as queue:
        queue.put(text)


def _take(endpoints: Endpoints, name: str) -> str:
    with Connection(endpoints.amqp_uri) as broker, broker.SimpleQueue(_quorum(name)) as queue:
        message = queue.get(timeout=10)
        message.ack()
        return str(message.payload)


def _quorum(name: str) -> Queue:
    return Queue(name, routing_key=name, durable=True, queue_arguments={"x-queue-type": "quorum"})


def _store(endpoints: Endpoints) -> Minio:
    keys = endpoints.store
    return Minio(keys["S3_ENDPOINT"], access_key=keys["S3_ACCESS_KEY"], secret_key=keys["S3_SECRET_KEY"], secure=False)


def test_the_database_is_postgresql_and_speaks_over_a_socket_only(parts: Endpoints) -> None:
    assert int(_select(parts, "SHOW server_version_num")) >= 160000
    assert _select(parts, "SHOW listen_addresses") == ""
    assert _select(parts, "SHOW timezone") == "UTC"


def test_the_database_asks_for_a_password(parts: Endpoints) -> None:
    _select(parts, "CREATE ROLE somebody LOGIN PASSWORD 'right'")
    host = _select(parts, "SHOW unix_socket_directories")
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(host=host, user="somebody", password="wrong", dbname="postgres")


def test_a_quorum_queue_keeps_and_hands_out_a_message(parts: Endpoints) -> None:
    _publish(parts, "tests.hello", "halo")
    assert _take(parts, "tests.hello") == "halo"


def test_an_object_comes_back_as_it_was_stored(parts: Endpoints) -> None:
    store, bucket = _store(parts), parts.store["S3_BUCKET"]
    store.put_object(bucket, "contoh/2026/berkas", io.BytesIO(b"isi"), 3)
    answer = store.get_object(bucket, "contoh/2026/berkas")
    assert answer.read() == b"isi"
    answer.close()
    answer.release_conn()


def test_the_store_refuses_who_does_not_sign(parts: Endpoints) -> None:
    answer = requests.get(f"http://{parts.store['S3_ENDPOINT']}/{parts.store['S3_BUCKET']}", timeout=5)
    assert answer.status_code >= 400


def test_a_mail_is_kept_and_can_be_read_on_the_page(parts: Endpoints) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Tanda terima", "dumas@example.test", "warga@example.test"
    mail.set_content("Pengaduan diterima.")
    with smtplib.SMTP(parts.mail["SMTP_HOST"], int(parts.mail["SMTP_PORT"])) as server:
        server.send_message(mail)
    assert parts.mail_page_url is not None
    assert "Tanda terima" in requests.get(parts.mail_page_url, timeout=5).text


def test_parts_can_be_taken_away_and_come_back_with_their_data_and_leave_no_process() -> None:
    with running_parts() as stack:
        endpoints = stack.start()
        _select(endpoints, "CREATE TABLE kept AS SELECT 42 AS answer")
        _publish(endpoints, "tests.kept", "masih ada")
        _take_away_and_bring_back(stack, endpoints)
        assert _select(endpoints, "SELECT answer FROM kept") == "42"
        assert _take(endpoints, "tests.kept") == "masih ada"
        folder = stack.state.folder
        assert _processes_of(folder)
    assert _processes_of(folder) == []


def _take_away_and_bring_back(stack: Stack, endpoints: Endpoints) -> None:
    stack.stop_part("rabbitmq")
    stack.stop_part("postgres")
    with pytest.raises(psycopg2.OperationalError):
        _select(endpoints, "SELECT 1")
    with pytest.raises(ConnectionRefusedError):
        Connection(endpoints.amqp_uri).connect()
    stack.start_part("postgres")
    stack.start_part("rabbitmq")


def test_a_part_named_by_the_environment_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AMQP_URI", "amqp://somewhere/")
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/dumas")
    with running_parts() as stack:
        endpoints = stack.start()
        assert (endpoints.amqp_uri, endpoints.database_url) == ("amqp://somewhere/", "postgresql://somewhere/dumas")
        with pytest.raises(CannotStart, match="rabbitmq is not one of the embedded parts"):
            stack.stop_part("rabbitmq")


def _processes_of(folder: Path) -> list[str]:
    """The programs of all processes that name the folder in an argument or in their environment."""
    processes = Path("/proc").glob("[0-9]*")
    return [name for process in processes if (name := _mentions(process, os.fsencode(folder)))]


def _mentions(process: Path, folder: bytes) -> str:
    try:
        said = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
    except OSError:  # it has just ended, or is not ours to look at
        return ""
    return said.partition(b"\0")[0].decode() if folder in said else ""
