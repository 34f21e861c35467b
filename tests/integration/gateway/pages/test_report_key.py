"""What a reporter tells is sealed under a key that no other browser could have had before."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL

from gateway.pages import cookies
from gateway.parts import parts_of
from tests.integration.gateway.pages.writers import STORY, place, sent, served, shown
from tests.unit.gateway.answerer import Answerer

TOLD = {"pokok": "Pungutan di loket contoh", "uraian": STORY}


@pytest.fixture(autouse=True)
def here(desks: Answerer, admin: URL) -> None:
    served(desks)


@pytest.fixture
def planted(client: FlaskClient) -> str:
    """The key of a draft that somebody else began and put into this browser, such as from a neighbouring host."""
    other = client.application.test_client()
    sent(other, "lapor", jalur="web")
    sent(other, "lapor/perlindungan", cara="confidential")
    key = _key(other)
    client.set_cookie(cookies.DRAFT, key, path="/contoh")
    return key


def test_who_planted_the_key_of_a_draft_does_not_read_what_is_told_in_it(client: FlaskClient, planted: str) -> None:
    assert place(sent(client, "lapor/cerita", **TOLD)) == "lapor/pihak"
    thief = client.application.test_client()
    thief.set_cookie(cookies.DRAFT, planted, path="/contoh")
    assert STORY not in shown(thief, "lapor/cerita").text
    assert STORY in shown(client, "lapor/cerita").text


def test_answers_given_before_the_story_are_kept_with_it(client: FlaskClient, planted: str) -> None:
    sent(client, "lapor/cerita", **TOLD)
    sent(client, "lapor/pihak")
    assert shown(client, "lapor/identitas").status_code == 200


def test_a_story_that_is_sent_twice_on_a_broken_line_loses_no_answer(client: FlaskClient, planted: str) -> None:
    sent(client, "lapor/cerita", **TOLD)
    client.set_cookie(cookies.DRAFT, planted, path="/contoh")
    assert place(sent(client, "lapor/cerita", **TOLD)) == "lapor/pihak"
    assert STORY in shown(client, "lapor/cerita").text


def test_nothing_is_left_under_the_old_key_once_the_browser_shows_the_new_one(
    client: FlaskClient, planted: str
) -> None:
    sent(client, "lapor/cerita", **TOLD)
    assert parts_of(client.application).drafts.open("contoh", planted) is not None
    sent(client, "lapor/pihak")
    assert parts_of(client.application).drafts.open("contoh", planted) is None


def _key(client: FlaskClient) -> str:
    cookie = client.get_cookie(cookies.DRAFT, path="/contoh")
    assert cookie is not None
    return cookie.value
