"""Leaving a page of a report that is not finished: what is typed stands there again, and nothing is sent without it."""

import pytest
from flask.testing import FlaskClient

from services.common.contracts.complaints import Submission
from tests.integration.gateway.pages.writers import IDENTITY, STORY, WBS, place, sent, served, shown, written
from tests.unit.gateway.answerer import Answerer

TYPED = {"pokok": "Pungutan di loket", "uraian": "Baru mulai menulis"}


@pytest.fixture(autouse=True)
def here(desks: Answerer) -> None:
    served(desks)


@pytest.fixture
def telling(client: FlaskClient) -> FlaskClient:
    """Somebody who has come to the story."""
    sent(client, "lapor", jalur="web")
    sent(client, "lapor/perlindungan", cara="confidential")
    return client


def test_another_language_keeps_what_is_typed(telling: FlaskClient) -> None:
    assert 'name="bahasa" value="en"' in shown(telling, "lapor/cerita").text
    answer = sent(telling, "lapor/cerita", bahasa="en", pokok="", uraian="Baru mulai menulis")
    assert place(answer) == "lapor/cerita?bahasa=en"
    telling.get(answer.location)
    page = shown(telling, "lapor/cerita").text
    assert "Baru mulai menulis" in page
    assert '<html lang="en">' in page
    assert "govuk-error-summary" not in page


def test_the_way_back_keeps_what_is_typed(telling: FlaskClient) -> None:
    assert place(sent(telling, "lapor/cerita", aksi="kembali", **TYPED)) == "lapor/perlindungan"
    assert "Baru mulai menulis" in shown(telling, "lapor/cerita").text


def test_saving_stays_on_the_page_and_says_so(telling: FlaskClient) -> None:
    answer = sent(telling, "lapor/cerita", aksi="simpan", **TYPED)
    page = telling.get(answer.location).text
    assert "Tersimpan selama 24 jam." in page
    assert "Baru mulai menulis" in page


def test_the_enter_key_goes_on_and_not_back(telling: FlaskClient) -> None:
    page = shown(telling, "lapor/cerita").text
    assert page.index('form="tulisan" class="govuk-visually-hidden"') < page.index('value="kembali"')


def test_a_page_left_unfinished_is_asked_again_before_anything_is_sent(client: FlaskClient, desks: Answerer) -> None:
    written(client)
    sent(client, "lapor/cerita", aksi="kembali", pokok="Pungutan", uraian=f"{STORY} Tambahan.")
    assert place(shown(client)) == "lapor/cerita"
    assert place(sent(client, "lapor/periksa")) == "lapor/cerita"
    assert place(sent(client, "lapor/cerita", pokok="Pungutan", uraian=f"{STORY} Tambahan.")) == "lapor/periksa"
    sent(client, "lapor/periksa")
    submission = desks.last("intake.submit")[1]
    assert isinstance(submission, Submission)
    assert submission.filing.story.endswith("Tambahan.")


def test_a_page_left_as_it_was_is_not_asked_again(client: FlaskClient) -> None:
    written(client)
    sent(client, "lapor/cerita", aksi="kembali", pokok="Pungutan di loket contoh", uraian=STORY)
    assert shown(client).status_code == 200


def test_who_becomes_anonymous_leaves_no_typed_identity(client: FlaskClient, desks: Answerer) -> None:
    served(desks, wbs=WBS)
    sent(client, "lapor/perlindungan", cara="confidential")
    sent(client, "lapor/keamanan")
    sent(client, "lapor/cerita", pokok="Proyek", uraian=STORY)
    sent(client, "lapor/pihak")
    sent(client, "lapor/identitas", aksi="simpan", name="Contoh Pelapor")
    sent(client, "lapor/perlindungan", cara="anonymous")
    sent(client, "lapor/perlindungan", cara="confidential")
    assert "Contoh Pelapor" not in shown(client, "lapor/identitas").text


def test_what_is_too_long_to_keep_is_told_and_not_lost(telling: FlaskClient) -> None:
    answer = sent(telling, "lapor/cerita", bahasa="en", pokok="Pungutan", uraian="a" * 40_000)
    assert answer.status_code == 422
    assert "a" * 40_000 in answer.text


def test_an_unfinished_identity_stands_there_again(client: FlaskClient) -> None:
    written(client)
    sent(client, "lapor/identitas", aksi="simpan", **(IDENTITY | {"nik": "33"}))
    assert 'value="33"' in shown(client, "lapor/identitas").text
