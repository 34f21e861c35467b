"""The documentation: every call on it, in two languages, to read and as plain text, light and without a script."""

import re
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from gateway.app import create_app
from gateway.kinds import KINDS
from gateway.pages.docs_list import DOCS, FILES, INDEX
from gateway.routes import API, HEALTH
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.conftest import SETTINGS

NAMES = [doc.name for doc in DOCS]
_ANCHOR = re.compile(r'\bid="([^"]+)"')
_LINK = re.compile(r'href="(/docs[^"?]*|#[^"]*)"')

every_page = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def app() -> APIFlask:
    """One for all tests: it writes each page once."""
    return create_app(SETTINGS, Answerer())


def text(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


def test_every_call_is_on_one_of_the_pages(client: FlaskClient) -> None:
    shown = [anchor for name in NAMES for anchor in _ANCHOR.findall(text(client, f"/docs/{name}"))]
    assert [shown.count(route.name) for route in API + HEALTH] == [1] * len(API + HEALTH)


def test_a_call_tells_who_may_what_it_takes_and_gives_and_how_it_is_refused(client: FlaskClient) -> None:
    page = text(client, "/docs/complaints-and-tasks")
    _, _, told = page.partition('id="identities_request_opening"')
    told = told.partition("<h2")[0]
    for words in ("POST /api/v1/openings", "tim_penelaah", "Idempotency-Key", "#model-OpeningRequest", "status-403"):
        assert words in told


def test_a_parameter_of_a_query_tells_what_it_means_and_from_where_to_where_it_goes(client: FlaskClient) -> None:
    _, _, told = text(client, "/docs/other-systems.en.md").partition("{#subscriptions_deliveries}")
    rows = {line.split("`")[1]: line for line in told.partition("\n## ")[0].splitlines() if line.startswith("| `")}
    assert "At least `1`. At most `200`. When left out: `50`." in rows["limit"]
    assert "`given_up`" in rows["outcome"]
    assert [name for name, row in rows.items() if row.endswith("|  |")] == []


def test_where_to_begin_has_a_twin_in_each_language_too(client: FlaskClient) -> None:
    for language, back in (("id", "en"), ("en", "id")):
        client.set_cookie("dumas_bahasa", back)
        assert text(client, f"/docs.{language}.md").startswith(text(client, f"/docs/index.{language}.md"))


@every_page
def test_a_page_has_a_title_and_a_markdown_twin_in_each_language(client: FlaskClient, name: str) -> None:
    for language, back in (("id", "en"), ("en", "id")):
        client.set_cookie("dumas_bahasa", back)
        plain = client.get(f"/docs/{name}.{language}.md")
        assert plain.content_type == "text/markdown; charset=utf-8"
        assert plain.text.startswith("# ")
        client.set_cookie("dumas_bahasa", language)
        assert f">{plain.text.splitlines()[0][2:]}</h1>" in text(client, f"/docs/{name}")
        assert client.get(f"/docs/{name}.md").text == plain.text


@every_page
def test_what_a_page_leads_to_is_there(client: FlaskClient, name: str) -> None:
    page = text(client, f"/docs/{name}")
    for address in set(_LINK.findall(page)):
        path, _, anchor = address.partition("#")
        found = text(client, path) if path else page
        assert not anchor or anchor in {*_ANCHOR.findall(found)}, address


@every_page
def test_a_page_runs_nothing_in_place_and_loads_nothing_from_elsewhere(client: FlaskClient, name: str) -> None:
    page = text(client, f"/docs/{name}")
    assert not re.search(r"<style|<script(?![^>]* src=)|<[a-z][^>]* (?:style|on[a-z]+)=", page)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_the_list_for_tools_names_every_page(client: FlaskClient) -> None:
    told = text(client, "/docs.md")
    assert [name for name in NAMES if f"(/docs/{name}.md)" not in told] == []


def test_the_menu_marks_where_one_is(client: FlaskClient) -> None:
    page = text(client, "/docs/filing")
    assert re.findall(r'href="([^"]+)" aria-current="page"', page) == ["/docs/filing"]


def test_what_is_not_there_is_said_as_a_page(client: FlaskClient) -> None:
    for address in ("/docs/nowhere", "/docs/nowhere.md", "/docs/filing.fr.md", "/problems/nowhere"):
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_every_file_of_the_folder_is_shown_and_there_in_both_languages() -> None:
    files = {path.name for path in Path(FILES).iterdir()}
    stems = {name.partition(".")[0] for name in files}
    assert files == {f"{stem}.{language}.md" for stem in stems for language in ("id", "en")}
    assert stems <= set(NAMES)
    assert INDEX in stems


def test_every_kind_of_problem_has_its_page_and_a_line_among_all(client: FlaskClient) -> None:
    listed = text(client, client.get("/problems").headers["Location"])
    for kind in KINDS.values():
        assert f'href="{kind.address}"' in listed
        assert kind.code in text(client, kind.address)
