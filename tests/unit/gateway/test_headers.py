"""What browsers are told, and what no other site can make them do here."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask import request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.app import create_app
from gateway.routes import API, API_PREFIX, HEALTH
from gateway.table import Route
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS
from tests.unit.gateway.samples import COMPLAINT, KEY, REFERENCE

ROOT = Path(__file__).parents[3] / "gateway"
SHIPPED = [file for folder in ("templates", "static") for file in (ROOT / folder).rglob("*") if file.is_file()]
CHANGING = [route for route in API if route.method != "GET"]
PUBLIC = [route for route in CHANGING if not (route.who or route.uploads)]  # a file sent to be verified is not kept
GUARDED = [route for route in CHANGING if route.who]
OURS = [route for route in CHANGING if route.takes and "reporter" in route.who]
CROSS_SITE = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Origin": "https://elsewhere.example"}
FORMS = ("application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x")
"""What a page of another site can have a browser send without asking first."""


def named(route: Route) -> str:
    return f"{route.method} {route.path}"


def address(route: Route) -> str:
    path = route.path.replace("<reference>", REFERENCE).replace("<tenant>", "contoh")
    return API_PREFIX + re.sub(r"<[^>]+>", str(COMPLAINT), path)


def send(client: FlaskClient, route: Route, **headers: str) -> TestResponse:
    given = {"Idempotency-Key": KEY, **CROSS_SITE, **headers}
    return client.open(address(route), method=route.method, data=b'{"a": "b"}', headers=given)


FOR_PEOPLE = ("/", "/docs", "/problems", "/nowhere")
"""Of which our own pages are told that a form comes from them."""


@pytest.mark.parametrize(
    "path", ["/", "/docs", "/problems", "/healthz", "/nowhere", "/api/v1/me", "/static/public.css"]
)
def test_every_answer_forbids_what_nobody_here_needs(client: FlaskClient, path: str) -> None:
    with client.get(path) as answer:
        headers = answer.headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == ("same-origin" if path in FOR_PEOPLE else "no-referrer")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def behind(proxies: int, desks: Answerer, **headers: str) -> TestResponse:
    app = create_app(replace(SETTINGS, trusted_proxies=proxies), desks)
    return app.test_client().get("/", headers=headers)


def test_https_is_demanded_from_who_came_by_https(desks: Answerer) -> None:
    assert "max-age=" in behind(1, desks, **{"X-Forwarded-Proto": "https"}).headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in behind(1, desks, **{"X-Forwarded-Proto": "http"}).headers


def test_without_a_trusted_proxy_nobody_is_believed_that_it_was_https(desks: Answerer) -> None:
    assert "Strict-Transport-Security" not in behind(0, desks, **{"X-Forwarded-Proto": "https"}).headers


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.7")])
def test_the_clients_address_is_what_the_trusted_proxies_say(proxies: int, seen: str) -> None:
    app, addresses = create_app(replace(SETTINGS, trusted_proxies=proxies), Answerer()), []
    app.before_request(lambda: addresses.append(request.remote_addr))
    app.test_client().get("/", headers={"X-Forwarded-For": "192.0.2.1, 198.51.100.7, 203.0.113.9"})
    assert addresses == [seen]


@pytest.mark.parametrize("route", PUBLIC, ids=named)
@pytest.mark.parametrize("form", FORMS)
def test_what_another_sites_form_can_send_is_refused(client: FlaskClient, route: Route, form: str) -> None:
    assert send(client, route, **{"Content-Type": form}).status_code == 415


@pytest.mark.parametrize("route", OURS, ids=named)
@pytest.mark.parametrize("form", FORMS)
def test_it_is_refused_even_with_a_token(
    client: FlaskClient, as_reporter: dict[str, str], route: Route, form: str
) -> None:
    assert send(client, route, **as_reporter, **{"Content-Type": form}).status_code == 415


@pytest.mark.parametrize("route", GUARDED, ids=named)
def test_a_browser_that_is_signed_in_elsewhere_brings_nothing_along(
    client: FlaskClient, as_reporter: dict[str, str], route: Route
) -> None:
    token = as_reporter["Authorization"]
    for headers in ({}, {"Cookie": f"Authorization={token}; token={token}; session={token}"}):
        assert send(client, route, **headers, **{"Content-Type": "application/json"}).status_code == 401


@pytest.mark.parametrize("path", [address(route) for route in CHANGING if route.who])
def test_no_other_site_is_let_read_or_ask(client: FlaskClient, path: str) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization", **CROSS_SITE}
    answer = client.options(path, headers=asked)
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("route", [*API, *HEALTH], ids=named)
def test_no_address_sets_a_cookie(client: FlaskClient, as_reporter: dict[str, str], route: Route) -> None:
    path = address(route) if route in API else route.path
    for headers in ({}, as_reporter):
        answer = client.open(path, method=route.method, json={}, headers={"Idempotency-Key": KEY, **headers})
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/docs", "/docs/filing", "/docs/filing.md", "/problems/not-json", "/v"])
def test_no_page_sets_a_cookie(client: FlaskClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_no_page_style_or_script_asks_another_host_for_anything(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    loaded = re.sub(
        r"<a [^>]*>|\"redirectUrl\": \"[^\"]*\"|http://www\.w3\.org/[\w/]+", "", text
    )  # where a reader may go is no request of ours
    assert re.findall(r"https?://[^\s\"'<>]+", loaded) == []
    assert re.findall(r"(?:src|href|action|srcset)\s*=\s*[\"']?//|url\(\s*[\"']?//|@import", text) == []
