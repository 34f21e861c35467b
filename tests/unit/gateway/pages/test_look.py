"""How a regency looks: its colour as a stylesheet, its crest as a picture that does nothing."""

from base64 import b64encode

import pytest
from flask.testing import FlaskClient

from services.common.contracts.regencies import PublicTenant
from services.common.contracts.stationery import Crest
from services.common.errors import NotFound, Unavailable
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import PROFILE, TENANT

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"/>'
CREST = Crest(media_type="image/svg+xml", base64=b64encode(DRAWING).decode())


def coloured(colour: str) -> PublicTenant:
    return TENANT.model_copy(update={"profile": PROFILE.model_copy(update={"colour": colour})})


def test_the_colour_is_a_stylesheet_with_links_that_are_dark_enough(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", coloured("#2d6a8f"))
    answer = client.get("/contoh/tema.css")
    assert answer.mimetype == "text/css"
    assert "--govuk-brand-colour:#2d6a8f" in answer.text
    assert "--govuk-link-colour:#" in answer.text
    assert "--govuk-link-colour:#2d6a8f" not in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=600"


def test_links_are_not_as_red_as_faults(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.tenant", coloured("#8c1d2f"))
    told = client.get("/contoh/tema.css").text
    assert "--govuk-brand-colour:#8c1d2f" in told
    assert "link" not in told


def test_without_a_colour_the_stylesheet_is_empty(client: FlaskClient) -> None:
    assert client.get("/contoh/tema.css").text == ""


def test_the_crest_is_shown_as_it_was_published_and_can_do_nothing(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.crest", CREST)
    answer = client.get("/contoh/lambang")
    assert (answer.data, answer.mimetype) == (DRAWING, "image/svg+xml")
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_crest_that_is_there_already_is_not_sent_again(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.crest", CREST)
    etag = client.get("/contoh/lambang").headers["ETag"]
    again = client.get("/contoh/lambang", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_the_register_is_asked_for_the_crest_once_in_a_while(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.crest", CREST)
    for _ in range(3):
        client.get("/contoh/lambang")
    assert [name for name, _, _ in desks.calls].count("register.crest") == 1


@pytest.mark.parametrize("reason", [NotFound("crest"), Unavailable("register")])
def test_without_a_crest_a_neutral_one_is_drawn(client: FlaskClient, desks: Answerer, reason: Exception) -> None:
    desks.on("register.crest", reason)
    answer = client.get("/contoh/lambang")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_while_the_register_is_away_the_neutral_one_is_not_kept_for_long(client: FlaskClient, desks: Answerer) -> None:
    desks.on("register.crest", Unavailable("register"))
    assert client.get("/contoh/lambang").headers["Cache-Control"] == "public, max-age=60"
