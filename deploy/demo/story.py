"""What a story of the demo is made of: who files what, and who ends each step how."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from deploy.demo.api import Upload
from gateway.sandbox.files import jpeg, pdf

Result = dict[str, Any]

TODAY: Final = datetime.now(UTC).date().isoformat()
"""The day on which everything in a story is done: what has come in Greenwich has come in Indonesia."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One step: the officer, the step, its outcome and result. `report` is attached and named in the result.

    Where the officer is `pelapor`, the reporter attaches what the turn `adds` and says its reason.
    """

    officer: str
    step: str
    outcome: str
    result: Result = field(default_factory=dict)
    reason: str | None = None
    report: Upload | None = None
    adds: tuple[Upload, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A complaint from filing to closing, and what must be true in the end."""

    title: str
    tenant: str
    filed_by: str
    filing: dict[str, Any]
    evidence: tuple[Upload, ...]
    turns: tuple[Turn, ...]
    end: str
    documents: tuple[str, ...]
    reader: str = "inspektur"


def report(name: str, *lines: str) -> Upload:
    """A report of the office, as a PDF."""
    return Upload(f"{name}.pdf", "application/pdf", pdf(*lines), "report")


EVIDENCE = (
    Upload("surat-pengaduan.pdf", "application/pdf", pdf("Surat pengaduan", "Contoh, tidak nyata"), "letter"),
    Upload("foto-lokasi.jpg", "image/jpeg", jpeg()),
)
