"""A file sent from beside the form of a step: what was wrong, or what became of it, stands at the chooser."""

import io
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask

from gateway.pages import papers
from services.common.contracts.complaints import Attachment
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.pages import office
from tests.unit.gateway.samples import NOW, REFERENCE

CHOOSER = 'id="unggah"'
FILE = UUID(int=7)


@pytest.fixture(autouse=True)
def answering(desks: Answerer) -> None:
    office.waits(desks, "decide")
    office.has_brought(desks)
    office.has_written(desks)


def attached(desks: Answerer, **changes: Any) -> None:
    """The complaint has one file."""
    given = {
        "attachment_id": FILE, "kind": "report", "file_name": "foto.jpg", "media_type": "image/jpeg", "size": 9,
        "sha256": "0" * 64, "added_by": "inspektur", "added_at": NOW,
    }  # fmt: skip
    desks.on("intake.content", office.content(attachments=(Attachment.model_validate(given | changes),)))


def chooser(shown: str) -> str:
    """What stands around the chooser of files: all of it that is renewed after an upload."""
    return shown[shown.index(CHOOSER) : shown.index("Unggah</button>")]


def test_a_form_without_a_file_is_told_at_the_chooser(app: APIFlask) -> None:
    with office.request(app, office.HEAD, method="POST", data={"berkas": (io.BytesIO(b""), "")}):
        answer = papers.upload(office.HEAD, REFERENCE)
    shown = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Pilih berkas, lalu tekan Unggah." in chooser(shown)
    assert 'aria-describedby="berkas-error"' in chooser(shown)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("checking", "foto.jpg terunggah dan sedang diperiksa"),
        ("accepted", "foto.jpg terunggah dan sudah dicentang"),
        ("refused", "foto.jpg ditolak."),
    ],
)
def test_what_became_of_a_file_is_told_at_the_chooser(app: APIFlask, desks: Answerer, state: str, told: str) -> None:
    attached(desks, state=state)
    assert told in chooser(office.form(app, more=f"&unggah={FILE}"))
    assert told not in office.form(app)


def test_files_that_are_looked_through_are_named_to_the_script(app: APIFlask, desks: Answerer) -> None:
    attached(desks, state="checking")
    assert f'id="pilih-attachments" data-name="attachments" data-busy="{FILE}"' in office.form(app)
