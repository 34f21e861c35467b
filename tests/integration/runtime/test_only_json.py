"""Nothing but JSON is ever decoded: what could run code when it is read is put aside unread, and the service lives."""

import os
import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kombu.serialization import registry

from deploy.local.stack import Endpoints
from services.common.contracts.caller import Caller
from services.common.contracts.events import MessagePosted
from services.common.contracts.register import Applied, Page
from services.common.runtime.client import RpcClient
from services.common.runtime.trust import Issuer, Seal
from tests.support.broker import depth, empty, parked, send_raw
from tests.support.databases import Databases
from tests.support.patience import until
from tests.support.service import Keys, Service, calling, serving

KEYS = Keys()
SEAL, GATEWAY = Seal(KEYS.sealing), Issuer("gateway", KEYS.gateway)
OFFICER = Caller(kind="officer", actor="contoh_inspektur", tenant="contoh", roles=("inspektur",))
REQUESTS, EVENTS = "rpc-sample", "evt-sample.hear"


class Runs:
    """Whoever unpickles it makes a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        """What pickle calls on the other side."""
        return os.mkdir, (str(self._folder),)


def hostile(folder: Path) -> dict[str, tuple[bytes, str, str]]:
    """Body, content type and encoding of messages that make the folder when they are read trustingly."""
    pickled, yaml = pickle.dumps(Runs(folder)), f"!!python/object/apply:os.mkdir ['{folder}']".encode()
    return {
        "pickle": (pickled, "application/x-python-serialize", "binary"),
        "pickle under kombu's name": (pickled, "application/x-pickle", "binary"),
        "yaml": (yaml, "application/x-yaml", "utf-8"),
        "bytes": (pickled, "application/data", "binary"),
        "a pickle that says it is JSON": (pickled, "application/json", "utf-8"),
        "msgpack": (b"\x81\xa1a\x01", "application/x-msgpack", "binary"),
    }


FORMS = sorted(hostile(Path("unused")))


@pytest.fixture(scope="module")
def sample(parts: Endpoints, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    log: Path = tmp_path_factory.mktemp("sample") / "sample.log"
    url, sample = databases.of_role("review", "dumas_review"), ("tests.support.sample", "SampleService")
    with serving(*sample, database=url, amqp_uri=parts.amqp_uri, keys=KEYS, log=log) as service:
        yield service
        assert service.status is None, service.log
    empty(parts.amqp_uri, REQUESTS, EVENTS)


@pytest.fixture(scope="module")
def client(parts: Endpoints, sample: Service) -> Iterator[RpcClient]:
    with calling(parts.amqp_uri, SEAL, GATEWAY) as made:
        yield made


def is_alive(client: RpcClient) -> bool:
    return client.call("sample.wait", OFFICER, Page(limit=1), Applied) == Applied(count=1)


def test_what_would_run_does_run_when_it_is_trusted(tmp_path: Path) -> None:
    pickle.loads(hostile(tmp_path / "made")["pickle"][0])
    assert (tmp_path / "made").exists()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("queue", [REQUESTS, EVENTS])
def test_what_is_not_json_is_put_aside_unread(
    client: RpcClient, sample: Service, tmp_path: Path, queue: str, form: str
) -> None:
    empty(sample.amqp_uri, queue)
    body, content_type, encoding = hostile(tmp_path / "made")[form]
    where = ("nameko-rpc", "sample.wait") if queue == REQUESTS else ("intake.events", MessagePosted.name)
    kind = {"content_type": content_type, "content_encoding": encoding, "type": MessagePosted.name}
    send_raw(sample.amqp_uri, where[1], body, exchange=where[0], **kind)
    assert is_alive(client)
    # kombu hands bytes on as they are: no request, so refused; no event, so parked.
    put_aside = 0 if (queue, form) == (REQUESTS, "bytes") else 1
    until(lambda: parked(sample.amqp_uri, queue) == put_aside)
    assert depth(sample.amqp_uri, queue) == 0
    assert not (tmp_path / "made").exists()
    assert sample.status is None, sample.log


@pytest.mark.parametrize("form", FORMS)
def test_an_answer_that_is_not_json_is_dropped_unread(
    client: RpcClient, parts: Endpoints, tmp_path: Path, form: str
) -> None:
    body, content_type, encoding = hostile(tmp_path / "made")[form]
    kind = {"content_type": content_type, "content_encoding": encoding, "correlation_id": "guessed"}
    send_raw(parts.amqp_uri, _reply_key(client), body, exchange="nameko-rpc", **kind)
    assert is_alive(client)
    assert not (tmp_path / "made").exists()


def _reply_key(client: RpcClient) -> str:
    key: str = client._id
    return key


def test_kombu_itself_trusts_nothing_that_could_run_code() -> None:
    dangerous = {"application/x-python-serialize", "application/x-yaml"}
    assert dangerous <= {*registry._disabled_content_types}


def test_a_message_that_cannot_be_unpacked_is_put_aside(client: RpcClient, sample: Service) -> None:
    empty(sample.amqp_uri, REQUESTS)
    send_raw(sample.amqp_uri, REQUESTS, b"not compressed at all", headers={"compression": "application/x-gzip"})
    until(lambda: parked(sample.amqp_uri, REQUESTS) == 1)
    assert is_alive(client)
