"""Reporters and officers are told by mail that there is something to see, and nothing of what it is."""

from collections.abc import Callable
from typing import Any

import pytest

from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.mails import Mail, sent_to
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]
Inbox = Callable[[str, str, int], list[Mail]]

QUESTION = "Apakah ada saksi yang melihat kejadian karangan itu?"


@pytest.fixture
def inbox(stack: RunningStack) -> Inbox:
    """Mails to an address that mention a reference, once there are so many."""

    def mails(address: str, reference: str, count: int) -> list[Mail]:
        def look() -> list[Mail] | None:
            found = [mail for mail in sent_to(stack.mails, address) if reference in mail.whole]
            return found if len(found) >= count else None

        return await_that(look, f"{count} mails to {address}")

    return mails


def address_of(filing: Json) -> str:
    return str(filing["identity"]["email"])


def says_nothing(mail: Mail, receipt: Json) -> bool:
    """Whether neither the complaint nor its key shows."""
    code = receipt["access_code"]
    hidden = (*filings.SECRETS, QUESTION, "saksi", code, code.replace("-", ""))
    return not [word for word in hidden if word.lower() in mail.whole.lower()]


def test_a_reporter_is_told_of_receipt_news_and_end_and_of_nothing_else(madiun: Regency, inbox: Inbox) -> None:
    filing = filings.on_the_web()
    receipt = madiun.file(filing)
    reference = receipt["reference"]
    madiun.advance(reference, to="klarifikasi")
    madiun.person("sekretaris").post(f"/complaints/{reference}/messages", {"text": QUESTION})
    madiun.advance(reference)
    mails = inbox(address_of(filing), reference, 3)
    assert sorted(mail.subject for mail in mails) == [
        f"Ada kabar tentang pengaduan {reference}",
        f"Pengaduan {reference} telah diterima",
        f"Pengaduan {reference} telah selesai ditangani",
    ]
    assert all("Anda menerima pesan ini karena" in mail.body for mail in mails)
    assert all(f"{madiun.base_url}/madiun/lacak" in mail.body for mail in mails)
    assert all(says_nothing(mail, receipt) for mail in mails)


def test_officers_are_told_of_the_task_and_of_the_reporters_message(banyumas: Regency, inbox: Inbox) -> None:
    receipt = banyumas.file(filings.anonymous(subject=filings.SUBJECT))
    reference = receipt["reference"]
    banyumas.task(reference)
    (task, *_) = inbox("petugas.banyumas@example.test", reference, 1)
    assert task.subject.startswith("Tugas baru: ")
    assert f"- {reference}: Menerima aduan" in task.body
    banyumas.reporter(receipt).post("/reporter/messages", {"text": QUESTION})
    mails = inbox("petugas.banyumas@example.test", reference, 2)
    assert mails[-1].subject.startswith("Pesan pelapor: ")
    assert all(says_nothing(mail, receipt) for mail in mails)


def test_each_holder_of_the_steps_role_is_told_and_nobody_else(
    banyumas: Regency, inbox: Inbox, stack: RunningStack
) -> None:
    reference = banyumas.file(filings.anonymous())["reference"]
    banyumas.advance(reference, to="telaah")
    for officer in ("penelaah_satu", "penelaah_dua"):
        assert f"- {reference}: Kaji cepat" in inbox(f"{officer}.banyumas@example.test", reference, 1)[0].body
    for officer in ("auditor_satu", "penjaga", "admin"):
        assert not [m for m in sent_to(stack.mails, f"{officer}.banyumas@example.test") if reference in m.whole]
