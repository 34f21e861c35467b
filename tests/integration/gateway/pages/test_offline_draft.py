"""The box "Simpan draf di ponsel ini": on the page of the story alone, and not for who would be in danger by it."""

import pytest
from flask.testing import FlaskClient

from tests.integration.gateway.pages.writers import sent, served, shown, written
from tests.unit.gateway.answerer import Answerer

BOX = "data-draft-tick"
MAY, MAY_NOT = "worker-src 'self'", "worker-src 'none'"


@pytest.fixture(autouse=True)
def here(desks: Answerer) -> None:
    served(desks)


def story(client: FlaskClient, channel: str, mode: str) -> tuple[bool, str]:
    """Whether the box is on the page of the story, and its policy."""
    sent(client, "lapor", jalur=channel)
    sent(client, "lapor/perlindungan", cara=mode)
    sent(client, "lapor/keamanan")
    page = shown(client, "lapor/cerita")
    assert page.status_code == 200
    return BOX in page.text, page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("mode", ["open", "confidential"])
def test_who_gives_a_name_may_have_a_draft_kept(client: FlaskClient, mode: str) -> None:
    is_offered, policy = story(client, "web", mode)
    assert is_offered
    assert MAY in policy


@pytest.mark.parametrize("mode", ["anonymous", "confidential", "open"])
def test_whistleblowers_are_not_offered_it_in_any_mode(client: FlaskClient, mode: str) -> None:
    is_offered, policy = story(client, "wbs", mode)
    assert not is_offered
    assert MAY_NOT in policy


def test_other_pages_of_the_report_tell_of_a_draft_only_to_delete_it(client: FlaskClient) -> None:
    written(client)
    for name in ("lapor", "lapor/perlindungan", "lapor/pihak", "lapor/identitas", "lapor/periksa"):
        page = shown(client, name)
        assert BOX not in page.text, name
        assert "data-draft-delete" in page.text, name
        assert MAY_NOT in page.headers["Content-Security-Policy"], name


def test_a_story_that_is_refused_keeps_the_box(client: FlaskClient) -> None:
    story(client, "web", "open")
    page = sent(client, "lapor/cerita", pokok="", uraian="")
    assert page.status_code == 422
    assert BOX in page.text
    assert MAY in page.headers["Content-Security-Policy"]


def test_once_it_is_sent_the_receipt_ends_the_draft(client: FlaskClient) -> None:
    written(client)
    sent(client, "lapor/periksa", setuju="ya")
    page = shown(client, "tanda-terima").text
    assert 'data-ends="1"' in page
    assert BOX not in page
