"""A citizen writes a report page by page; what was written is sealed and comes back, and is asked for in order."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import URL

from gateway.pages import cookies
from services.common.contracts.complaints import Submission
from tests.integration.gateway.doors import run
from tests.integration.gateway.pages.writers import (
    IDENTITY,
    LETTER,
    STORY,
    WBS,
    WEB,
    place,
    sent,
    served,
    shown,
    whistled,
    written,
)
from tests.unit.gateway.answerer import Answerer


@pytest.fixture(autouse=True)
def here(desks: Answerer, admin: URL) -> None:
    served(desks)


def filed(desks: Answerer) -> Submission:
    """What intake got last."""
    submission = desks.last("intake.submit")[1]
    assert isinstance(submission, Submission)
    return submission


def test_only_channels_that_citizens_use_are_offered(client: FlaskClient) -> None:
    page = shown(client, "lapor").text
    assert WEB["label"] in page
    assert WBS["label"] in page
    assert LETTER["label"] not in page


def test_what_is_asked_of_the_reporter_is_told_before_anything_is_written(client: FlaskClient) -> None:
    for page in ("lapor", ""):
        assert "Wajib diisi: nama lengkap dan NIK." in shown(client, page).text
        assert "salinan KTP" in shown(client, page).text


def test_where_there_is_one_channel_nobody_is_asked_for_it(client: FlaskClient, desks: Answerer) -> None:
    served(desks, web=WEB, letter=LETTER)
    assert place(shown(client, "lapor")) == "lapor/perlindungan"
    assert ">Langkah 1<" in shown(client, "lapor/perlindungan").text


def test_how_many_steps_there_are_is_said_once_it_is_known(client: FlaskClient) -> None:
    sent(client, "lapor", jalur="wbs")
    assert ">Langkah 2<" in shown(client, "lapor/perlindungan").text
    sent(client, "lapor/perlindungan", cara="anonymous")
    assert "Langkah 3 dari 6" in shown(client, "lapor/keamanan").text


def test_modes_a_channel_forbids_are_absent_with_the_reason_and_the_way_to_them(client: FlaskClient) -> None:
    sent(client, "lapor", jalur="web")
    page = shown(client, "lapor/perlindungan").text
    assert 'value="anonymous"' not in page
    assert "Mengapa tidak ada pilihan anonim?" in page
    assert "WBS" in page
    assert sent(client, "lapor/perlindungan", cara="anonymous").status_code == 422


def test_whoever_opens_a_page_too_early_is_led_to_the_first_unanswered_one(client: FlaskClient) -> None:
    assert place(shown(client)) == "lapor"
    sent(client, "lapor", jalur="wbs")
    sent(client, "lapor/perlindungan", cara="anonymous")
    assert place(shown(client, "lapor/cerita")) == "lapor/keamanan"


def test_whistleblowers_can_leave_quickly_from_every_page_and_others_see_no_such_button(client: FlaskClient) -> None:
    sent(client, "lapor", jalur="wbs")
    sent(client, "lapor/perlindungan", cara="anonymous")
    sent(client, "lapor/keamanan")
    assert "Keluar cepat" in shown(client, "lapor/cerita").text
    sent(client, "lapor", jalur="web")
    sent(client, "lapor/perlindungan", cara="open")
    assert "Keluar cepat" not in shown(client, "lapor/cerita").text


def test_the_whole_report_is_filed_as_it_was_written(client: FlaskClient, desks: Answerer) -> None:
    written(client)
    assert place(sent(client, "lapor/periksa", setuju="ya")) == "tanda-terima"
    filing = filed(desks).filing
    assert (filing.channel, filing.mode, filing.story) == ("web", "confidential", STORY)
    assert filing.identity is not None
    assert (filing.identity.name, filing.identity.nik) == (IDENTITY["name"], "3301000000000001")
    assert [(party.name, party.unit) for party in filing.reported] == [("Contoh Terlapor", "dinas_contoh")]
    assert str(filing.happened_on) == "2026-02-03"
    assert filing.consents_to_forwarding


def test_an_anonymous_report_carries_no_identity_even_if_one_was_typed_before(
    client: FlaskClient, desks: Answerer
) -> None:
    written(client)
    sent(client, "lapor", jalur="wbs")
    assert place(sent(client, "lapor/perlindungan", cara="anonymous")) == "lapor/keamanan"
    assert place(sent(client, "lapor/keamanan")) == "lapor/periksa"
    sent(client, "lapor/periksa", setuju="ya")
    filing = filed(desks).filing
    assert (filing.mode, filing.identity, filing.consents_to_forwarding) == ("anonymous", None, False)


def test_where_it_was_reported_before_goes_along_with_the_story(client: FlaskClient, desks: Answerer) -> None:
    whistled(client)
    told = {"pokok": "Proyek contoh", "uraian": STORY, "lain": "sp4n_lapor", "lain_nomor": "nomor 12"}
    assert place(sent(client, "lapor/cerita", **told)) == "lapor/periksa"
    sent(client, "lapor/periksa")
    assert filed(desks).filing.story == f"{STORY}\n\nPernah dilaporkan ke tempat lain: SP4N-LAPOR!, nomor 12."


def test_sent_twice_it_is_one_complaint(client: FlaskClient, desks: Answerer) -> None:
    written(client)
    jar = client.get_cookie(cookies.DRAFT, path="/contoh")
    assert jar is not None
    first, again = sent(client, "lapor/periksa"), sent(client, "lapor/periksa")
    assert place(first) == place(again) == "tanda-terima"
    assert len([name for name, _, _ in desks.calls if name == "intake.submit"]) == 1


def test_one_more_party_is_asked_for_without_a_script(client: FlaskClient) -> None:
    sent(client, "lapor", jalur="wbs")
    sent(client, "lapor/perlindungan", cara="anonymous")
    sent(client, "lapor/keamanan")
    sent(client, "lapor/cerita", pokok="Proyek", uraian=STORY)
    assert place(sent(client, "lapor/pihak", **{"nama-0": "Contoh Satu", "lagi": "ya"})) == "lapor/pihak"
    page = shown(client, "lapor/pihak").text
    assert 'value="Contoh Satu"' in page
    assert 'name="nama-1"' in page


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(client: FlaskClient) -> None:
    written(client)
    answer = sent(client, "lapor/identitas", name="Contoh Pelapor", nik="123", phone="x")
    assert answer.status_code == 422
    for words in ('href="#nik"', "NIK terdiri dari 16 angka", 'value="123"', "Tulis nomor telepon", "Galat:"):
        assert words in answer.text


def test_answers_show_only_the_end_of_the_nik(client: FlaskClient) -> None:
    written(client)
    page = shown(client).text
    assert "berakhir dengan 0001" in page
    assert "3301000000000001" not in page
    assert "Tidak diisi" in page


def test_a_draft_is_of_one_regency_and_of_one_browser(client: FlaskClient, admin: URL) -> None:
    written(client)
    cookie = client.get_cookie(cookies.DRAFT, path="/contoh")
    assert cookie is not None
    assert (cookie.path, cookie.http_only, cookie.same_site) == ("/contoh", True, "Lax")
    rows = run(admin, "SELECT sealed FROM draft")
    assert all(STORY.encode() not in bytes(sealed) for (sealed,) in rows)
    client.delete_cookie(cookies.DRAFT, path="/contoh")
    assert place(shown(client)) == "lapor"


def test_a_story_that_is_sent_when_the_draft_has_run_out_is_kept(client: FlaskClient, admin: URL) -> None:
    written(client)
    run(admin, "UPDATE draft SET expires_at = now()")
    assert place(sent(client, "lapor/cerita", pokok="Pokok baru", uraian=STORY)) == "lapor"
    sent(client, "lapor", jalur="wbs")
    sent(client, "lapor/perlindungan", cara="anonymous")
    sent(client, "lapor/keamanan")
    assert "Pokok baru" in shown(client, "lapor/cerita").text


def test_what_was_written_is_deleted_on_request(client: FlaskClient, admin: URL) -> None:
    written(client)
    assert sent(client, "lapor/hapus").status_code == 303
    assert run(admin, "SELECT * FROM draft") == []
    assert client.get_cookie(cookies.DRAFT, path="/contoh") is None


def test_the_browser_remembers_nothing_of_whom_is_reported_or_who_blows_the_whistle(client: FlaskClient) -> None:
    sent(client, "lapor", jalur="wbs")
    sent(client, "lapor/perlindungan", cara="confidential")
    sent(client, "lapor/keamanan")
    pages = [shown(client, "lapor/cerita").text]
    sent(client, "lapor/cerita", pokok="Proyek contoh", uraian=STORY)
    pages.append(shown(client, "lapor/pihak").text)
    sent(client, "lapor/pihak")
    pages.append(shown(client, "lapor/identitas").text)
    lines = [line for page in pages for line in re.findall(r'<input class="govuk-input[^>]*>', page)]
    assert len(lines) > 5
    assert [line for line in lines if 'autocomplete="off"' not in line] == []
