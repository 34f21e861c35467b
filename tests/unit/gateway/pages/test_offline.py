"""The page that opens without a signal, and its worker: one for each regency, which keeps that page alone."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway.pages import offline
from gateway.pages.report_channels import Channel
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import REGENCY, desks_answer
from tests.unit.gateway.samples import PROFILE

PAGE, WORKER = "/contoh/luring", "/contoh/luring.js"
ALL_MODES = ("open", "confidential", "anonymous")


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    desks_answer(desks)


def kept(client: FlaskClient, path: str = WORKER) -> dict[str, Any]:
    """What a worker is told to keep."""
    found = re.match(r"self\.dumas=(\{.*?\});\n", client.get(path).text)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def channel(key: str) -> Channel:
    """A channel with every mode."""
    return Channel(key, "Jalur karangan", ALL_MODES, (), ())


def test_the_worker_may_ask_our_own_addresses_and_do_nothing_else(client: FlaskClient) -> None:
    answer = client.get(WORKER)
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; connect-src 'self'"
    assert answer.headers["Cache-Control"] == "no-store"


def test_it_sees_its_own_regency_alone(client: FlaskClient, desks: Answerer) -> None:
    assert "Service-Worker-Allowed" not in client.get(WORKER).headers
    other = PROFILE.model_copy(update={"key": "lain"})
    first = kept(client)
    desks.on("register.tenant", REGENCY.model_copy(update={"profile": other}))
    assert kept(client, "/lain/luring.js")["name"] != first["name"]
    assert kept(client, "/lain/luring.js")["family"] == "dumas lain "


def test_it_keeps_one_page_with_what_that_page_loads(client: FlaskClient) -> None:
    told = kept(client)
    assert told["page"] == PAGE
    assert [each.partition("?")[0] for each in told["files"]] == [
        "/static/public.css",
        "/static/public.js",
        "/contoh/tema.css",
        "/contoh/lambang",
    ]
    loaded = re.findall(r'(?:src|href)="([^"]+)"', client.get(PAGE).text.partition("</head>")[0])
    assert set(loaded) == set(told["files"])


def test_in_another_language_it_is_another_worker(client: FlaskClient) -> None:
    before = kept(client)["name"]
    client.get("/contoh?bahasa=en")
    assert kept(client)["name"] != before


@pytest.mark.parametrize("path", ["/contoh", "/contoh/lapor", "/contoh/lacak", "/petugas/masuk", "/"])
def test_other_pages_may_install_none(client: FlaskClient, path: str) -> None:
    assert "worker-src 'none'" in client.get(path).headers["Content-Security-Policy"]


def test_the_page_may_install_it(client: FlaskClient) -> None:
    assert "worker-src 'self'" in client.get(PAGE).headers["Content-Security-Policy"]


def test_nothing_typed_without_a_signal_can_get_into_an_address(client: FlaskClient) -> None:
    main = client.get(PAGE).text.partition("<main")[2].partition("</main>")[0]
    assert "<form" not in main
    assert not re.search(r"<(?:input|textarea)[^>]* name=", main)
    assert "Belum terkirim." in main
    assert "Hapus draf" in main


def test_without_a_script_the_page_says_so_and_shows_no_box(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert "memerlukan JavaScript" in page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert re.search(r"<div data-draft-fields hidden>", page)
    assert re.search(r'<div class="draft"[^>]* hidden>', page)


@pytest.mark.parametrize(
    ("key", "mode", "offered"),
    [
        ("web", "open", True),
        ("web", "confidential", True),
        ("web", "anonymous", False),
        ("wbs", "open", False),
        ("wbs", "confidential", False),
        ("wbs", "anonymous", False),
        ("web", "", False),
    ],
)
def test_who_is_in_danger_is_not_offered_a_draft_on_the_phone(key: str, mode: str, offered: bool) -> None:
    assert offline.may_keep(channel(key), mode) is offered


def test_without_a_channel_nothing_is_offered() -> None:
    assert offline.may_keep(None, "open") is False
