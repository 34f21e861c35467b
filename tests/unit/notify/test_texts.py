"""What mails say: complete sentences for every occasion, and nothing that belongs to a complaint but its number."""

import string

import pytest

from services.notify.sending import gathered
from services.notify.texts import TEXTS, Sender, Text, compose
from tests.unit.intake.register.life import COMPLAINT, at
from tests.unit.notify.test_telling import mail

OFFICE = "Inspektorat Contoh"
SENDER = Sender(OFFICE, "contoh", "https://dumas.example")
REFERENCE = "CTH-26-7K3M-9QXR"
TO_OFFICERS = {
    *("task", "handed", "message", "reminder", "extension", "extension_decided", "anchor"),
    *("deputised", "deputy_ended", "subscription_disabled"),
}


def words_in(text: Text) -> set[str]:
    """The names of the gaps a text has."""
    return {name for part in (text.subject, text.body) for _, name, _, _ in string.Formatter().parse(part) if name}


@pytest.mark.parametrize("template", TEXTS)
def test_a_template_has_gaps_for_office_and_numbers_only(template: str) -> None:
    assert words_in(TEXTS[template]) <= {"office", "reference", "count", "list", "track", "desk"}


@pytest.mark.parametrize("template", TEXTS)
def test_every_template_makes_a_mail_that_names_complaint_and_office_and_says_why_it_came(template: str) -> None:
    text = compose(template, SENDER, [(REFERENCE, "Menelaah")])
    assert REFERENCE in text.body
    assert OFFICE in text.body
    assert "Anda menerima pesan ini karena" in text.body
    assert "{" not in text.subject + text.body


@pytest.mark.parametrize("template", TEXTS)
def test_a_subject_is_one_line(template: str) -> None:
    subject = compose(template, SENDER, [(REFERENCE, "Menelaah")]).subject
    assert subject
    assert "\n" not in subject


@pytest.mark.parametrize("template", sorted(set(TEXTS) - TO_OFFICERS))
def test_a_mail_to_a_reporter_does_not_even_name_the_step(template: str) -> None:
    text = compose(template, SENDER, [(REFERENCE, "Menelaah")])
    assert "Menelaah" not in text.subject + text.body


@pytest.mark.parametrize("template", TEXTS)
def test_a_mail_says_where_to_go_and_never_to_which_complaint(template: str) -> None:
    text = compose(template, SENDER, [(REFERENCE, "Menelaah")])
    place = "/petugas" if template in TO_OFFICERS else "/contoh/lacak"
    assert text.body.endswith(f"{OFFICE}\nhttps://dumas.example{place}\n") is (template != "anchor")
    assert "https" not in compose(template, Sender(OFFICE, "contoh"), [(REFERENCE, "Menelaah")]).body


def test_what_waits_for_an_officer_stands_in_one_list() -> None:
    text = compose("task", SENDER, [(REFERENCE, "Menelaah"), ("CTH-26-0000-0000", "")])
    assert "2 pengaduan" in text.subject
    assert f"- {REFERENCE}: Menelaah\n- CTH-26-0000-0000\n" in text.body


def test_braces_in_an_sops_title_or_an_offices_name_do_no_harm() -> None:
    text = compose("task", Sender("Kantor {office}"), [(REFERENCE, "Menelaah {x}")])
    assert "Menelaah {x}" in text.body
    assert "Kantor {office}" in text.body


def test_mails_of_one_kind_to_one_officer_go_out_as_one() -> None:
    first, second = mail(template="task", officer="contoh_irban"), mail(template="task", officer="contoh_irban")
    other, message = mail(template="task", officer="contoh_ketua"), mail(template="message", officer="contoh_irban")
    assert gathered([first, other, second, message]) == [[first, second], [other], [message]]


def test_each_mail_to_a_reporter_stands_alone() -> None:
    first, second = mail(), mail(mail_id=COMPLAINT, created_at=at(1))
    assert gathered([first, second]) == [[first], [second]]
