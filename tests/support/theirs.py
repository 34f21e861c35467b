"""A complaint of one regency that others are after, and all that must not change when they try."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.support import filings
from tests.support.checked import accepted
from tests.support.regency import Regency

Json = dict[str, Any]

NAMES = ("<reference>", "<uuid:task_id>", "<uuid:attachment_id>", "<uuid:document_id>")
"""What an address can name of a complaint."""

SHEET = "disposisi"
"""The kind of its document."""


@dataclass(frozen=True)
class Theirs:
    """A complaint with an attachment, a message, a disposition sheet and an open task of the kind `assess`."""

    regency: Regency
    receipt: Json
    task: Json
    attachment_id: str
    document_id: str
    complaint_id: UUID

    def path(self, pattern: str) -> str:
        """A route's address, naming this complaint."""
        values = (self.receipt["reference"], self.task["task_id"], self.attachment_id, self.document_id)
        path = pattern.replace("<kind>", SHEET)
        for name, value in zip(NAMES, values, strict=True):
            path = path.replace(name, value)
        assert "<" not in path, f"say what {pattern} names"
        return path

    def whole(self) -> list[Json]:
        """All that its own officers can read of it."""
        officer, place = self.regency.person("petugas"), f"/complaints/{self.receipt['reference']}"
        return [officer.get(f"{place}{rest}") for rest in ("", "/content", "/products")]


def complaint_of(regency: Regency) -> Theirs:
    """Such a complaint at Banyumas."""
    receipt = regency.file(filings.by_letter(), "petugas")
    reference = receipt["reference"]
    task = regency.advance(reference, to="telaah")
    assert task is not None
    attached = regency.person("petugas").upload(f"/complaints/{reference}/attachments", filings.PDF)
    accepted(regency.person("petugas"), f"/complaints/{reference}/content", attached["attachment_id"])
    regency.person("pengaduan").post(f"/complaints/{reference}/messages", {"text": "Karangan."})
    sheet = regency.person("petugas").post(f"/complaints/{reference}/documents", {"kind": SHEET})
    complaint_id = UUID(regency.standing(reference)["complaint_id"])
    return Theirs(regency, receipt, task, attached["attachment_id"], sheet["document_id"], complaint_id)
