"""Requests over a real broker to a service in a process of its own: trusted, answered, refused, never in each other's
way."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from deploy.local.stack import Endpoints
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.register import Applied, Nothing, Page
from services.common.errors import CallerNotTrusted, Invalid, NotFound, Unavailable
from services.common.runtime.client import CallTimedOut, RpcClient, ServiceFailed
from services.common.runtime.trust import Issuer, Seal
from tests.support.broker import declare_all, depth, empty, parked, send_raw, take
from tests.support.databases import Databases
from tests.support.patience import until
from tests.support.service import Keys, Service, calling, serving
from tests.support.wire import wired

OFFICER = Caller(kind="officer", actor="contoh_inspektur", tenant="contoh", roles=("inspektur",))
KEYS = Keys()
SEAL, GATEWAY = Seal(KEYS.sealing), Issuer("gateway", KEYS.gateway)


@pytest.fixture(scope="module")
def sample(parts: Endpoints, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The sample service."""
    log: Path = tmp_path_factory.mktemp("sample") / "sample.log"
    url = databases.of_role("review", "dumas_review")
    with serving(
        "tests.support.sample", "SampleService", database=url, amqp_uri=parts.amqp_uri, keys=KEYS, log=log
    ) as service:
        yield service
        assert service.status is None, service.log


@pytest.fixture(scope="module")
def client(parts: Endpoints, sample: Service) -> Iterator[RpcClient]:
    """A caller the service trusts."""
    with calling(parts.amqp_uri, SEAL, GATEWAY) as made:
        yield made


def wait(client: RpcClient, tenths: int, caller: Caller = OFFICER, **how: Any) -> Applied:
    return client.call("sample.wait", caller, Page(limit=tenths), Applied, **how)


def test_a_trusted_request_is_answered_with_a_typed_message(client: RpcClient) -> None:
    assert wait(client, 1) == Applied(count=1)


def test_a_refusal_arrives_as_itself(client: RpcClient) -> None:
    with pytest.raises(NotFound, match="No complaint with that name"):
        client.call("sample.refuse", OFFICER, ByReference(reference="CTH-26-7K3M-9QXR"), Nothing)


def test_a_fault_of_the_service_arrives_by_its_type_and_without_its_text(client: RpcClient, sample: Service) -> None:
    with pytest.raises(ServiceFailed) as failed:
        client.call("sample.fail", OFFICER, Nothing(), Nothing)
    assert str(failed.value) == "sample.fail: ValueError"
    until(lambda: "error handling worker" in sample.log)
    assert "RAHASIA" not in sample.log


def test_a_request_that_does_not_fit_is_refused_by_its_field(client: RpcClient) -> None:
    with pytest.raises(Invalid) as refused:
        client.call("sample.wait", OFFICER, Page.model_construct(limit=9999), Applied)
    assert list(refused.value.fields) == ["limit"]


def test_a_method_that_is_not_offered_is_no_matter_of_trust(client: RpcClient) -> None:
    with pytest.raises((ServiceFailed, Unavailable)):
        client.call("sample.hear", OFFICER, Nothing(), Nothing)


def test_a_slow_query_does_not_keep_others_waiting(client: RpcClient) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(5) as pool:
        slow = [pool.submit(wait, client, 15) for _ in range(4)]
        time.sleep(0.2)
        assert wait(client, 1).count == 1
        quick_after = time.monotonic() - began
        assert [each.result(timeout=10).count for each in slow] == [15] * 4
    assert quick_after < 1.4
    assert time.monotonic() - began < 4 * 1.5


class Captured:
    """An issuer that uses one token again and again."""

    def __init__(self, token: dict[str, str]) -> None:
        self._token = token

    def sign(self, *_: Any, **__: Any) -> dict[str, str]:
        return self._token


def token(method: str, request: str, valid_for: float = 60, issuer: Issuer = GATEWAY) -> dict[str, str]:
    return issuer.sign(OFFICER, method, request, valid_for=valid_for)


REQUEST = Page(limit=1).model_dump_json()
ISSUERS = {
    "forged": Issuer("gateway", Keys().gateway),
    "not entitled": Issuer("notify", KEYS.notify),
    "unknown": Issuer("review", KEYS.gateway),
    "captured from another method": Captured(token("sample.refuse", REQUEST)),
    "captured from another request": Captured(token("sample.wait", Page(limit=2).model_dump_json())),
    "expired": Captured(token("sample.wait", REQUEST, valid_for=-1)),
    "nothing": Captured({}),
}


@pytest.mark.parametrize("issuer", ISSUERS.values(), ids=ISSUERS)
def test_a_caller_nobody_vouches_for_is_refused(parts: Endpoints, sample: Service, issuer: Any) -> None:
    with calling(parts.amqp_uri, SEAL, issuer) as stranger, pytest.raises(CallerNotTrusted):
        wait(stranger, 1)


def test_who_does_not_know_the_sealing_key_is_not_heard(parts: Endpoints, sample: Service) -> None:
    with calling(parts.amqp_uri, Seal(Keys().sealing), GATEWAY) as stranger, pytest.raises(CallerNotTrusted):
        wait(stranger, 1)


def test_a_caller_who_does_not_wait_long_enough_is_told_so(client: RpcClient) -> None:
    with pytest.raises(CallTimedOut):
        wait(client, 10, timeout=0.3)


def test_a_service_nobody_has_ever_started_is_unavailable(client: RpcClient) -> None:
    with pytest.raises((Unavailable, CallTimedOut)):
        client.call("nobody.wait", OFFICER, Page(limit=1), Applied, timeout=2)


def test_without_a_broker_the_caller_is_told_within_seconds() -> None:
    began = time.monotonic()
    with calling("amqp://127.0.0.1:1/", SEAL, GATEWAY) as client, pytest.raises(Unavailable):
        wait(client, 1, timeout=2)
    assert time.monotonic() - began < 6


def test_a_client_whose_connection_was_cut_works_again_by_itself(parts: Endpoints, sample: Service) -> None:
    with wired(parts.amqp_uri) as (wire, near), calling(near, SEAL, GATEWAY) as client:
        assert wait(client, 1).count == 1
        wire.cut()
        with pytest.raises((Unavailable, CallTimedOut)):
            wait(client, 1, timeout=1)
        wire.mend()
        until(lambda: client.is_ready)
        assert until(lambda: _answered(client)) == Applied(count=1)


def _answered(client: RpcClient) -> Applied | None:
    try:
        return wait(client, 1, timeout=2)
    except (Unavailable, CallTimedOut):
        return None


def sealed(method: str, request: str) -> bytes:
    """A request as it lies in a queue."""
    content = {"caller": token(method, request), "request": request}
    return json.dumps({"args": [], "kwargs": {"sealed": SEAL.close(content, method)}}).encode()


STRAY = {
    "an answer nobody waits for": ("nameko-rpc", "sample.wait", sealed("sample.wait", REQUEST)),
    "no such method": ("nameko-rpc", "sample.dance", b"{}"),
    "no method at all": ("", "rpc-sample", b"{}"),
    "nothing in it": ("nameko-rpc", "sample.wait", b"{}"),
    "no request": ("nameko-rpc", "sample.wait", b"[]"),
}


@pytest.mark.parametrize(("exchange", "key", "body"), STRAY.values(), ids=STRAY)
def test_a_request_nobody_waits_for_is_settled_and_does_no_harm(
    client: RpcClient, sample: Service, exchange: str, key: str, body: bytes
) -> None:
    before = sample.log.count("put back")
    send_raw(sample.amqp_uri, key, body, exchange=exchange)
    assert wait(client, 1).count == 1
    time.sleep(1)  # time enough for a request that is put back to come again
    assert depth(sample.amqp_uri, "rpc-sample") == 0
    assert sample.log.count("put back") == before
    assert sample.status is None, sample.log
    assert parked(sample.amqp_uri, "rpc-sample") == 0


def test_a_request_that_was_to_be_kept_can_still_be_carried_out_days_after_it_was_parked(parts: Endpoints) -> None:
    declare_all(parts.amqp_uri)
    empty(parts.amqp_uri, "rpc-intake")
    with calling(parts.amqp_uri, SEAL, GATEWAY) as client, pytest.raises(CallTimedOut):
        client.call("intake.submit", OFFICER, Page(limit=1), Applied, timeout=0.5, keep_for=60)
    waiting = take(parts.amqp_uri, "rpc-intake")
    content = SEAL.open(json.loads(waiting.body)["kwargs"]["sealed"], "intake.submit")
    claims = json.loads(content["caller"]["claims"])
    assert claims["expires_at"] > time.time() + 7 * 24 * 3600
