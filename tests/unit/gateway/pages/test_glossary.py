"""A regency's own terms on its pages: only terms, wherever a text of ours has them, and never in what people wrote."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from gateway.pages.glossary import Own, worded
from services.common.contracts.glossary import TERMS
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages.visitors import BOX, OWN, REGENCY, desks_answer, let_in
from tests.unit.gateway.samples import PROFILE

OWN_TERMS: Own = (
    ("pelapor", "pengadu", "informant"),
    ("perangkat daerah", "unit kerja", "work unit"),
    ("petugas", "JFU", "agency"),
)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Identitas pelapor", "Identitas pengadu"),
        ("Pelapor", "Pengadu"),
        ("PELAPOR", "PENGADU"),
        ("bahwa Anda pelapornya,", "bahwa Anda pengadunya,"),
        ("kepada perangkat daerah.", "kepada unit kerja."),
        ("Perangkat daerah", "Unit kerja"),
        ("Perangkat Daerah", "Unit Kerja"),
        ("Buku Pengaduan dan pengaduan", "Buku Pengaduan dan pengaduan"),
        ("petugas pelaporan, terlapor", "JFU pelaporan, terlapor"),
        ("{pelapor} melapor", "{pelapor} melapor"),
    ],
)
def test_a_term_is_said_as_the_regency_says_it(ours: str, theirs: str) -> None:
    assert worded(ours, "id", OWN_TERMS) == theirs


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("A reporter and the reporter’s story", "An informant and the informant’s story"),
        ("Reporters", "Informants"),
        ("Officers of the region", "Agencies of the region"),
        ("offices of the region", "work units"),
        ("an officer", "an agency"),
        ("an office of the region", "a work unit"),
        ("reported party, reporting", "reported party, reporting"),
    ],
)
def test_in_english_plurals_and_articles_follow(ours: str, theirs: str) -> None:
    assert worded(ours, "en", OWN_TERMS) == theirs


def test_a_term_without_an_english_word_stays_as_it_is_in_english() -> None:
    assert worded("the reporter", "en", (("pelapor", "pengadu", ""),)) == "the reporter"


def test_the_longer_term_is_taken_for_itself() -> None:
    own: Own = (("Buku Pengaduan", "Register Aduan", ""), ("pengaduan", "aduan", ""))
    assert worded("Buku Pengaduan: pengaduan Anda", "id", own) == "Register Aduan: aduan Anda"


@given(text=st.text(), language=st.sampled_from(("id", "en")))
def test_a_text_without_our_terms_is_left_alone(text: str, language: str) -> None:
    forms = [term.id for term in TERMS.values()] + [
        form for term in TERMS.values() for pair in term.en for form in pair
    ]
    if not any(form.lower() in text.lower() for form in forms):
        assert worded(text, language, OWN_TERMS) == text


def test_pages_say_it_and_what_people_wrote_stays(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks)
    own = PROFILE.model_copy(update={"glossary": type(PROFILE).model_validate(given_glossary()).glossary})
    desks.on("register.tenant", REGENCY.model_copy(update={"profile": own}))
    desks.on("intake.mailbox", BOX.model_copy(update={"subject": "Surat pelapor dan pengaduan lama"}))
    let_in(client)
    page = client.get(OWN).text
    assert "Surat pelapor dan pengaduan lama" in page
    assert "Perjalanan aduan" in page
    assert "Perjalanan pengaduan" not in page


def test_without_a_glossary_pages_say_ours(client: FlaskClient, desks: Answerer) -> None:
    desks_answer(desks)
    let_in(client)
    assert "Perjalanan pengaduan" in client.get(OWN).text


def given_glossary() -> dict[str, object]:
    return {**PROFILE.model_dump(), "glossary": {"pengaduan": "aduan"}}


def test_a_regency_that_comes_with_the_program_says_what_its_sop_says() -> None:
    text = (Path(__file__).parents[4] / "deploy" / "tenants" / "madiun" / "tenant.yaml").read_text(encoding="utf-8")
    assert "glossary: {pelapor: pengadu}" in text
