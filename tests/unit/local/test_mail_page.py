"""The page of kept mails."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from deploy.local.mail_page import answer

NAME = "20260102T030405000000-abcdef.eml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mail = EmailMessage()
    mail["Subject"], mail["To"], mail["From"] = "Pengaduan <diterima>", "warga@example.test", "dumas@example.test"
    mail.set_content("Lacak: https://example.test/lacak?a=1&b=2\n<b>bukan tebal</b>")
    (tmp_path / NAME).write_bytes(mail.as_bytes())
    return tmp_path


def _html(folder: Path, path: str) -> str:
    found = answer(folder, path)
    assert found is not None
    assert found[0] == "text/html"
    return found[1].decode()


def test_the_list_links_to_each_mail(folder: Path) -> None:
    assert f'<a href="/{NAME}">Pengaduan &lt;diterima&gt;</a>' in _html(folder, "/")


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    assert "No mail yet" in _html(tmp_path, "/")


def test_a_mails_text_is_shown_and_not_obeyed(folder: Path) -> None:
    assert "&lt;b&gt;bukan tebal&lt;/b&gt;" in _html(folder, f"/{NAME}")


def test_an_address_in_a_mail_can_be_followed(folder: Path) -> None:
    assert 'href="https://example.test/lacak?a=1&amp;b=2"' in _html(folder, f"/{NAME}")


def test_the_source_of_a_mail_can_be_had(folder: Path) -> None:
    assert answer(folder, f"/{NAME}?source") == ("text/plain", (folder / NAME).read_bytes())


@pytest.mark.parametrize("path", ["/../secrets.json", "/secrets.json", "/20260102T030405000000-000000.eml"])
def test_nothing_but_mails_can_be_had(folder: Path, path: str) -> None:
    assert answer(folder, path) is None
