"""What is sent compressed, and what is not: an answer to somebody else's question tells nothing by its length."""

import gzip

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from gateway.pages import cookies, words

STYLE = "/static/public.css"
PAGE = "/docs"


def get(client: FlaskClient, path: str, **headers: str) -> TestResponse:
    answer = client.get(path, headers={"Accept-Encoding": "gzip, br", **headers}, buffered=True)
    answer.close()
    return answer


@pytest.mark.parametrize("path", [STYLE, PAGE])
def test_what_everybody_gets_is_compressed(client: FlaskClient, path: str) -> None:
    answer = get(client, path)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == get(client, path, **{"Accept-Encoding": ""}).data
    assert answer.content_length == len(answer.data)


@pytest.mark.parametrize("path", [STYLE, PAGE])
def test_who_does_not_take_it_gets_it_plain(client: FlaskClient, path: str) -> None:
    answer = get(client, path, **{"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_a_page_another_site_asks_a_signed_in_browser_for_is_not(client: FlaskClient) -> None:
    client.set_cookie(cookies.OFFICER, "x")
    assert "Content-Encoding" not in get(client, PAGE, **{"Sec-Fetch-Site": "cross-site"}).headers
    assert "Content-Encoding" not in get(client, PAGE).headers


@pytest.mark.parametrize("asked_by", ["same-origin", "none"])
def test_a_page_somebody_signed_in_asks_for_is(client: FlaskClient, asked_by: str) -> None:
    client.set_cookie(cookies.OFFICER, "x")
    assert "Content-Encoding" in get(client, PAGE, **{"Sec-Fetch-Site": asked_by}).headers


def test_a_language_is_nobodys_secret(client: FlaskClient) -> None:
    client.set_cookie(words.COOKIE, "en")
    assert "Content-Encoding" in get(client, PAGE, **{"Sec-Fetch-Site": "cross-site"}).headers


def test_answers_for_programs_are_left_alone(client: FlaskClient) -> None:
    assert "Content-Encoding" not in get(client, "/openapi.json").headers


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    tag = get(client, STYLE).headers["ETag"]
    again = get(client, STYLE, **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
