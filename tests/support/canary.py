"""Words planted in complaints, each found nowhere else in the world, and the places in which they must not turn up.

What is searched is what lies on the disk: every file the databases, the broker, the store and the logs have written,
and every row and message besides, for what is compressed there.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kombu import Connection, Queue
from sqlalchemy import NullPool, create_engine, inspect, make_url, text

from deploy.demo.api import Upload
from deploy.demo.story import Story, Turn
from deploy.services import DATABASES
from gateway.sandbox.files import pdf
from services.common.runtime.topology import RPC_EXCHANGE, SOURCES, events_exchange
from tests.support.stack import RunningStack

WHO = {
    "name": "Kenarisatu Pelaporkarangan",
    "nik": "9999887766554321",
    "address": "Gang Kenaridua 77",
    "phone": "0899-7766-5544",
    "occupation": "Penjahit Kenaritiga",
}
SAYS = {
    "subject": "Perkara kenariempat",
    "story": "Saya melihat kenarilima dibagikan di gudang kenarienam; ini karangan.",
    "location": "Gudang Kenaritujuh",
    "reported": [{"name": "Kenaridelapan Terlaporkarangan", "position": "Bendahara"}],
}
FILE = Upload("kenarisembilan.pdf", "application/pdf", pdf("kenarisepuluh"), "evidence")
MESSAGE = "Saya tambahkan: kenarisebelas."
OFFICE = "kenariduabelas"
"""What officers write; a unit may read it in the memo, a reporter in the answer."""

OF_THE_REPORTER = (
    *("Kenarisatu", "9999887766554321", "99998877", "Kenaridua", "0899-7766-5544", "Kenaritiga", "kenariempat"),
    *("kenarilima", "kenarienam", "Kenaritujuh", "Kenaridelapan", "kenarisembilan", "kenarisepuluh", "kenarisebelas"),
)
_PROSE = 12


def planted(story: Story) -> Story:
    """The story with the reporter's words, file and identity, and the officers' words, replaced by planted ones."""
    given = story.filing.get("identity")
    who = {name: WHO.get(name, value) for name, value in given.items()} if given else None
    filing = {**story.filing, **SAYS, **({"identity": who} if who else {})}
    return replace(
        story, filing=filing, evidence=(*story.evidence, FILE), turns=tuple(_written(turn) for turn in story.turns)
    )


def _written(turn: Turn) -> Turn:
    return replace(turn, result=_prose(turn.result), reason=f"{turn.reason} {OFFICE}" if turn.reason else None)


def _prose(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _prose(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_prose(each) for each in value]
    if isinstance(value, str) and " " in value and len(value) > _PROSE:
        return f"{value} {OFFICE}"
    return value


def found(content: bytes, words: Iterable[str]) -> set[str]:
    """Which of the words are in there, however they are written."""
    lowered = content.lower()
    return {word for word in words if any(spelled in lowered for spelled in _spelled(word))}


def _spelled(word: str) -> set[bytes]:
    return {word.lower().encode(), word.lower().replace("-", "").encode(), word.lower().encode("utf-16-le")}


def in_files(folder: Path, words: Iterable[str]) -> dict[str, set[str]]:
    """The files below a folder that hold one of the words, with what they hold."""
    told = {}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        try:
            content = path.read_bytes()
        except FileNotFoundError:  # a part put it away meanwhile
            continue
        if held := found(content, words):
            told[str(path.relative_to(folder))] = held
    return told


def in_tables(stack: RunningStack, words: Iterable[str]) -> dict[str, set[str]]:
    """The tables of all databases that hold one of the words in clear."""
    told = {}
    for database in sorted({*DATABASES, "dumas_gateway"}):
        url = make_url(stack.endpoints.database_url).set(drivername="postgresql+psycopg2", database=database)
        with create_engine(url, poolclass=NullPool).connect() as connection:
            for schema in inspect(connection).get_schema_names():
                for table in [] if schema == "information_schema" else inspect(connection).get_table_names(schema):
                    rows = connection.execute(text(f'SELECT * FROM "{schema}"."{table}"'))
                    content = b"\n".join(_bytes(value) for row in rows for value in row)
                    if held := found(content, words):
                        told[f"{database}: {schema}.{table}"] = held
    return told


def _bytes(value: Any) -> bytes:
    if isinstance(value, memoryview | bytes):
        return bytes(value)
    return json.dumps(value, default=str, ensure_ascii=False).encode()


@contextmanager
def tapped(stack: RunningStack) -> Iterator[list[bytes]]:
    """Meanwhile, every event and request is copied to a queue of the test's; afterwards the list holds them all."""
    heard: list[bytes] = []
    with Connection(stack.endpoints.amqp_uri) as broker:
        channel = broker.default_channel
        tap = Queue("test-tap", exclusive=True, durable=False, channel=channel)
        tap.declare()
        for exchange in (RPC_EXCHANGE, *(events_exchange(source) for source in SOURCES)):
            tap.bind_to(exchange.name, routing_key="#")
        yield heard
        while (message := channel.basic_get("test-tap", no_ack=True)) is not None:
            body = message.body if isinstance(message.body, bytes) else str(message.body).encode()
            heard.append(body + json.dumps(message.headers, default=str).encode())
