"""A webhook on its way to a real receiver: what arrives, what counts as taken, and what a receiver cannot do to us."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from services.notify.deliveries import signing
from services.notify.deliveries.addresses import Gate, networks
from services.notify.deliveries.sending import LARGEST_ANSWER, Answer, Sender
from tests.support.certificates import Authority
from tests.support.receivers import Receiver, receiving, respond

EVENT = UUID("5b0c3c1e-7d0a-4c52-9a55-0f4d7f6c1a10")
BODY = '{"specversion":"1.0","data":{"status":"acted","catatan":"é"}}'
NAME = "penerima.example"
SECRET, EARLIER = b"s" * 32, b"e" * 32


def gate(*addresses: str) -> Gate:
    """Lets all through to this machine, where every name leads to these addresses."""
    return Gate(networks("127.0.0.0/8"), lambda *_: list(addresses or ("127.0.0.1",)))


def send(url: str, sender: Sender | None = None, secrets: tuple[bytes, ...] = (SECRET,), **more: Any) -> Answer:
    headers = signing.headers(secrets, EVENT, datetime.now(UTC), BODY, is_replay=more.get("is_replay", False))
    return (sender or Sender(gate(), 2.0)).send(url, headers, BODY.encode())


def verified(receiver: Receiver, secret: bytes) -> Any:
    """By the official library."""
    return Webhook(secret).verify(receiver.asked[-1].body, receiver.asked[-1].headers)


def test_an_event_arrives_as_standard_webhooks_and_cloudevents_prescribe(receiver: Receiver) -> None:
    answer = send(receiver.url("/hook?kunci=1"))
    assert (answer.status, answer.failure) == (200, None)
    (asked,) = receiver.asked
    assert asked.path == "/hook?kunci=1"
    assert asked.headers["webhook-id"] == str(EVENT)
    assert asked.headers["Content-Type"] == "application/cloudevents+json"
    assert asked.headers["Host"] == f"127.0.0.1:{receiver.port}"
    assert "webhook-replay" not in asked.headers
    assert verified(receiver, SECRET)["data"]["catatan"] == "é"


def test_the_official_library_refuses_another_secret_or_another_body(receiver: Receiver) -> None:
    send(receiver.url())
    with pytest.raises(WebhookVerificationError):
        verified(receiver, EARLIER)
    receiver.asked[-1].body = BODY.replace("acted", "ended")
    with pytest.raises(WebhookVerificationError):
        verified(receiver, SECRET)


def test_while_a_secret_is_changed_both_are_right(receiver: Receiver) -> None:
    send(receiver.url(), secrets=(SECRET, EARLIER))
    assert len(receiver.asked[-1].headers["webhook-signature"].split(" ")) == 2
    assert verified(receiver, SECRET) == verified(receiver, EARLIER)


def test_what_is_sent_again_says_so(receiver: Receiver) -> None:
    send(receiver.url(), is_replay=True)
    assert receiver.asked[-1].headers["webhook-replay"] == "true"


@pytest.mark.parametrize(
    ("status", "failure"),
    [(200, None), (204, None), (301, "redirect"), (400, "status"), (410, "gone"), (429, "status"), (500, "status")],
)
def test_only_a_2xx_is_taken(receiver: Receiver, status: int, failure: str | None) -> None:
    receiver.otherwise = status
    answer = send(receiver.url())
    assert (answer.status, answer.failure) == (status, failure)


def test_a_redirect_is_not_followed(receiver: Receiver) -> None:
    with receiving() as other:
        receiver.otherwise = lambda handler: respond(handler, 307, Location=other.url())
        assert send(receiver.url()).failure == "redirect"
        assert other.asked == []


def test_a_private_address_is_refused_unless_the_operator_lists_it(receiver: Receiver) -> None:
    for url in (receiver.url(), receiver.url(host="localhost"), f"https://[::1]:{receiver.port}/"):
        assert send(url, Sender(Gate(()), 2.0)).failure == "address_not_allowed"
    assert receiver.asked == []


def test_the_address_that_was_judged_is_the_one_that_is_asked(receiver: Receiver) -> None:
    looked: list[str] = []

    def changing(host: str, port: int) -> list[str]:
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["10.0.0.1"]

    assert send(receiver.url(host=NAME), Sender(Gate(networks("127.0.0.0/8"), changing), 2.0)).failure is None
    assert looked == [NAME]
    assert receiver.asked[0].headers["Host"] == f"{NAME}:{receiver.port}"


def test_a_name_without_an_address_and_a_port_without_a_listener_are_failures(receiver: Receiver) -> None:
    assert send(receiver.url(), Sender(Gate((), lambda *_: []), 2.0)).failure == "no_address"
    with receiving() as gone:
        url = gone.url()
    assert send(url).failure == "refused"


def test_the_next_address_is_asked_where_nobody_listens_at_the_first(receiver: Receiver) -> None:
    both = Sender(gate("127.0.0.9", "127.0.0.1"), 2.0)
    assert send(receiver.url(host=NAME), both).status == 200


def test_no_proxy_of_the_environment_is_asked(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert send(receiver.url()).status == 200


def _silent(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(3)


def _drips_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    _drip(handler, b"X-Slow: 1\r\n")


def _drip(handler: BaseHTTPRequestHandler, drop: bytes) -> None:
    for _ in range(30):
        handler.wfile.write(drop)
        time.sleep(0.1)


@pytest.mark.parametrize("slow", [_silent, _drips_headers], ids=["silent", "drips"])
def test_the_time_of_a_request_is_over_however_slowly_it_is_answered(
    receiver: Receiver, slow: Callable[[BaseHTTPRequestHandler], None]
) -> None:
    receiver.otherwise = slow
    began = time.monotonic()
    assert send(receiver.url(), Sender(gate(), 0.4)).failure == "timeout"
    assert time.monotonic() - began < 1.0


def test_who_never_says_anything_when_tls_begins_is_cut_off_as_well(receiver: Receiver) -> None:
    began = time.monotonic()
    assert send(receiver.url().replace("http:", "https:"), Sender(gate(), 0.4)).failure in ("timeout", "tls")
    assert time.monotonic() - began < 1.0


def test_a_resolver_that_takes_for_ever_is_not_waited_for() -> None:
    never = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        never.wait(5)
        return []

    assert send(f"https://{NAME}/", Sender(Gate((), slow, within=0.1))).failure == "no_address"
    never.set()


def test_of_a_long_answer_the_beginning_is_kept_as_text_the_database_takes(receiver: Receiver) -> None:
    receiver.otherwise = lambda handler: respond(handler, 500, b"\x00\xffgalat " + b"x" * 1_000_000)
    text = send(receiver.url()).text
    assert text.startswith("\ufffdgalat ")
    assert len(text) <= LARGEST_ANSWER


def test_a_dripping_body_does_not_undo_that_it_was_taken(receiver: Receiver) -> None:
    def drips(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        _drip(handler, b".")

    receiver.otherwise = drips
    began = time.monotonic()
    assert send(receiver.url()).failure is None
    assert time.monotonic() - began < 1.0


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


def test_by_tls_the_certificate_is_checked_against_the_name_of_the_url(authority: Authority) -> None:
    trusting = Sender(gate(), 2.0, authority.trusted())
    with receiving(tls=authority.server(NAME)) as secure:
        assert send(secure.url(host=NAME), trusting).status == 200
        assert send(secure.url(host="lain.example"), trusting).failure == "tls"
        assert send(secure.url(), trusting).failure == "tls"
        assert len(secure.asked) == 1


def test_a_certificate_nobody_vouches_for_is_refused(authority: Authority, tmp_path: Path) -> None:
    with receiving(tls=Authority(tmp_path).server(NAME)) as stranger:
        assert send(stranger.url(host=NAME), Sender(gate(), 2.0, authority.trusted())).failure == "tls"
        assert send(stranger.url(host=NAME)).failure == "tls"
        assert stranger.asked == []
