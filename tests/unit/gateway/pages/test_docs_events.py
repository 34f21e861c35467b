"""The catalogue of events as pages, and the guides around it: complete, and of addresses that are there."""

import json
import re
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from gateway.app import create_app
from gateway.pages.docs_list import FILES
from gateway.routes import API, API_PREFIX
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.examples import example
from services.common.standing import MEANINGS
from services.notify.deliveries import schedule
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS

every_type = pytest.mark.parametrize("name", OUTWARD)
every_guide = pytest.mark.parametrize("file", sorted(FILES.iterdir()), ids=lambda file: file.name)

_CALL = re.compile(r"(GET|POST|PUT|PATCH|DELETE) (/api/v1/[^\s`?]+)")
_BLANK = re.compile(r"<[^<>]+>|\$\w+")
_UNITS = {
    "id": {"detik": 1, "menit": 60, "jam": 3600},
    "en": {"seconds": 1, "minutes": 60, "hours": 3600},
}


@pytest.fixture(scope="module")
def app() -> APIFlask:
    """One for all tests: it writes each page once."""
    return create_app(SETTINGS, Answerer())


def plain(client: FlaskClient, name: str, language: str) -> str:
    answer = client.get(f"/docs/{name}.{language}.md")
    assert answer.status_code == 200
    return answer.text


@every_type
def test_a_page_says_when_to_whom_and_with_which_fields(client: FlaskClient, name: str) -> None:
    one = OUTWARD[name]
    indonesian, english = plain(client, f"events/{name}", "id"), plain(client, f"events/{name}", "en")
    assert one.kapan in indonesian
    assert one.when in english
    assert "**Yang boleh menerimanya:** " in indonesian
    assert "**Step of the SOP:** " in english
    for page in (indonesian, english):
        assert json.dumps(json.loads(example(name)), indent=2) in page
        assert all(f"| `{field}` |" in page for field in one.data.model_fields)
        assert f"[/docs/events/{name}.json]" in page


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_catalogue_names_every_type_and_each_of_the_eight_words(client: FlaskClient, language: str) -> None:
    page = plain(client, "events", language)
    assert all(f"(/docs/events/{name})" in page for name in OUTWARD)
    assert all(f"| `{status}` |" in page for status in MEANINGS)
    assert "/docs/asyncapi.json" in page


def test_a_page_of_an_event_is_not_in_the_menu_and_marks_the_catalogue_there(client: FlaskClient) -> None:
    page = client.get("/docs/events/letter.issued").text
    assert re.findall(r'href="([^"]+)" aria-current="page"', page) == ["/docs/events"]
    menu = page.partition("</nav>")[0]
    assert 'href="/docs/events/' not in menu


@every_guide
def test_the_calls_a_guide_names_are_there(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    routes = {(route.method, re.sub(r"<[^>]+>", "[^/]+", API_PREFIX + route.path)) for route in API}
    for method, path in _CALL.findall(_BLANK.sub("x", text)):
        known = [way for way, pattern in routes if re.fullmatch(pattern, path)]
        assert method in known, f"{method} {path}"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_table_of_tries_is_what_the_process_does(client: FlaskClient, language: str) -> None:
    page = plain(client, "webhooks", language)
    told = re.findall(r"^\| \d+ \| (\d+) (\w+) \|$", page, re.MULTILINE)
    assert tuple(int(number) * _UNITS[language][unit] for number, unit in told) == schedule.WAITS
    assert f"| {schedule.TRIES} |" in page
