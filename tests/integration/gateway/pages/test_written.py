"""What an officer wrote when the session was over is still there after signing in again."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL

from services.common.contracts.register import Tasks
from tests.integration.gateway.doors import Door, run
from tests.integration.gateway.pages.browser import cookies_of, entered, sent, served
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT

OPENING = f"/petugas/permintaan/identitas/{COMPLAINT}"
WORDS = "Alasan yang panjang sekali ditulis."


@pytest.fixture(autouse=True)
def regency(desks: Answerer) -> None:
    served(desks)
    desks.on("register.tasks", Tasks(tasks=(), next=None))


@pytest.fixture
def lost(client: FlaskClient, admin: URL) -> FlaskClient:
    """An officer whose session ended while a form was being written, and who sent it all the same."""
    entered(client)
    run(admin, "DELETE FROM session")
    answer = sent(client, OPENING, keputusan="ya", alasan=WORDS, jam="4", sandi="rahasia")
    assert answer.status_code == 303
    assert answer.location == "/petugas/masuk"
    return client


def test_the_door_says_that_nothing_is_lost(lost: FlaskClient) -> None:
    assert "Yang Anda tulis tersimpan" in lost.get("/petugas/masuk").text


def test_after_signing_in_it_is_shown(lost: FlaskClient) -> None:
    assert entered(lost).location == "/petugas/tulisan"
    shown = lost.get("/petugas/tulisan").text
    assert WORDS in shown
    assert 'name="keputusan" value="ya"' in shown
    assert "rahasia" not in shown


def test_it_is_sent_to_where_it_was_meant_for_and_kept_no_longer(lost: FlaskClient) -> None:
    entered(lost)
    (link,) = {part.split('"')[0] for part in lost.get("/petugas/tulisan").text.split('action="')[2:3]}
    answer = sent(lost, link.replace("&amp;", "&"), keputusan="ya", alasan=WORDS)
    assert (answer.status_code, answer.location) == (307, OPENING)
    assert lost.get("/petugas/tulisan").location == "/petugas"


def test_it_can_be_thrown_away(lost: FlaskClient) -> None:
    entered(lost)
    (link,) = {part.split('"')[0] for part in lost.get("/petugas/tulisan").text.split('formaction="')[1:2]}
    assert sent(lost, link.replace("&amp;", "&")).location == "/petugas/tulisan"
    assert lost.get("/petugas/tulisan").location == "/petugas"


def test_who_signs_in_next_at_the_same_computer_does_not_find_it(lost: FlaskClient, admin: URL) -> None:
    run(admin, "UPDATE account SET id = 'orang_lain' WHERE id = 'inspektur' AND tenant = 'contoh'")
    run(admin, "UPDATE account SET roles = '[\"irban\"]' WHERE id = 'orang_lain'")
    answer = sent(lost, "/petugas/masuk", daerah="contoh", nama="orang_lain", sandi="sandi-uji-inspektur")
    assert answer.location == "/petugas"
    assert lost.get("/petugas/tulisan").location == "/petugas"


def test_signing_out_leaves_nothing_of_it(lost: FlaskClient) -> None:
    entered(lost)
    sent(lost, "/petugas/keluar")
    assert cookies_of(lost) == {}


def test_nothing_is_kept_for_who_was_never_signed_in(client: FlaskClient) -> None:
    sent(client, OPENING, alasan=WORDS)
    assert "dumas_tulisan" not in cookies_of(client)


def test_a_part_of_a_page_sends_the_browser_to_the_door(client: FlaskClient) -> None:
    answer = client.get("/petugas", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/petugas/masuk?ke=/petugas"


def test_an_office_that_signs_in_often_loses_nothing_that_was_written(door: Door, admin: URL, desks: Answerer) -> None:
    served(desks)
    here = door("sign_in_client=1/hour")
    entered(here)
    run(admin, "DELETE FROM session")
    assert sent(here, OPENING, alasan=WORDS).location == "/petugas/masuk"
    assert "dumas_tulisan" in cookies_of(here)


def test_what_cannot_be_kept_is_told_as_a_page_from_which_one_can_go_back(
    door: Door, admin: URL, desks: Answerer
) -> None:
    served(desks)
    here = door("draft_client=1/hour")
    entered(here)
    run(admin, "DELETE FROM session")
    answers = [sent(here, OPENING, alasan=WORDS) for _ in range(2)]
    assert (answers[1].status_code, answers[1].mimetype) == (429, "text/html")
