"""What happened to a complaint, in words: events, acts of officers, and the results of steps field by field."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from flask import g

from gateway.pages import terms, words
from gateway.pages.complaint_people import Named
from gateway.pages.step_fields import StepField, fields_of
from gateway.pages.words import say
from services.common.contracts.complaints import Attachment
from services.common.contracts.register import TimelineRow
from services.common.contracts.tasks import Product, Remark
from services.common.documents import KINDS
from services.common.vocabulary import PROBLEM_CODES

EVENTS: Final[Mapping[str, str]] = {
    "complaint_received": "Pengaduan diterima",
    "task_opened": "Langkah dimulai",
    "step_completed": "Langkah selesai",
    "document_issued": "Dokumen diterbitkan",
    "document_copied": "Tembusan dikirim",
    "complaint_closed": "Pengaduan ditutup",
    "conflict_declared": "Benturan kepentingan dinyatakan",
    "extension_asked": "Perpanjangan diminta",
    "extension_decided": "Perpanjangan diputuskan",
    "complaint_forwarded": "Pengaduan diteruskan",
    "forwarding_returned": "Penerusan dikembalikan",
    "complaint_reopened": "Pengaduan dibuka kembali",
    "sop_migrated": "Pindah ke versi SOP lain",
}
REMARKS: Final[Mapping[str, str]] = {
    "extension_asked": "Meminta perpanjangan",
    "extension_decided": "Memutuskan perpanjangan",
    "conflict_declared": "Menyatakan benturan kepentingan",
    "sop_migrated": "Memindahkan ke versi SOP lain",
    "entry_corrected": "Mengoreksi baris Buku Pengaduan",
}
ATTACHMENTS: Final[Mapping[str, str]] = {
    "ktp": "KTP pelapor",
    "letter": "Surat pengaduan",
    "evidence": "Bukti",
    "disposition": "Lembar disposisi",
    "report": "Laporan",
    "confirmation": "Bukti konfirmasi sumber",
    "signed_document": "Pindaian dokumen bertanda tangan",
    "other": "Lainnya",
}
IDENTITY: Final[Mapping[str, str]] = {
    "name": "Nama",
    "nik": "NIK",
    "phone": "Telepon",
    "address": "Alamat",
    "email": "Surel",
    "occupation": "Pekerjaan",
}
_MANY: Final = frozenset({"rows", "lines", "paragraphs", "files"})
_YES_NO: Final = {True: "Ya", False: "Tidak"}


def event(row: TimelineRow) -> str:
    """What happened."""
    return say(EVENTS.get(row.event, row.event))


def identity_item(lacks: Iterable[str]) -> str:
    """Who reports, as a line of a checklist, with what is not known."""
    told = ", ".join(say(IDENTITY.get(name, name)) for name in lacks)
    return say("Identitas pelapor; belum ada: {fields}").format(fields=told) if told else say("Identitas pelapor")


def document(kind: str | None) -> str:
    """A kind of document by its title."""
    return KINDS[kind].title if kind in KINDS else kind or ""


def remark(one: Remark) -> str:
    """What an officer did besides ending steps."""
    return say(REMARKS.get(one.what, one.what))


def attachment(kind: str) -> str:
    """What a file is."""
    return say(ATTACHMENTS.get(kind, kind))


def copied_to(codes: tuple[str, ...]) -> str:
    """To whom a copy, or the complaint, went."""
    units = {unit.key: unit.name for unit in g.tenant.units}
    return ", ".join(units.get(code) or terms.role(code) for code in codes)


def result(telling: "Telling", product: Product) -> list[tuple[str, str]]:
    """What was filled in: label and value, in the order of the form."""
    fields = fields_of(product.kind)
    return [(say(one.label), telling.value(one, product.result[one.name])) for one in fields if _has(product, one)]


def _has(product: Product, field: StepField) -> bool:
    return product.result.get(field.name) not in (None, "", [], ())


class Telling:
    """Values of results in words; files by their names."""

    def __init__(self, named: Named, files: Iterable[Attachment]) -> None:
        self._named = named
        self._files = {str(file.attachment_id): file.file_name for file in files}
        self._units: dict[str, str] = {unit.key: unit.name for unit in g.tenant.units}

    def value(self, field: StepField, value: Any) -> str:
        """One value; several stand on lines of their own."""
        if field.shape in _MANY:
            return "\n".join(self._several(field, value))
        if field.shape == "pick":
            return self._picked(field.source, value)
        if field.shape == "date":
            return words.day(date.fromisoformat(value))
        if field.shape in ("yes_no", "tick"):
            return say(_YES_NO[bool(value)])
        return say(dict(field.options).get(str(value), str(value))) if field.options else str(value)

    def _several(self, field: StepField, values: Iterable[Any]) -> Iterator[str]:
        for each in values:
            if field.shape == "rows":
                yield "– " + ": ".join(self._columns(field, each))
            else:
                yield f"– {each}" if field.shape != "files" else self._files.get(str(each), say("berkas"))

    def _columns(self, field: StepField, row: Mapping[str, Any]) -> Iterator[str]:
        return (self.value(column, row[column.name]) for column in field.columns if column.name in row)

    def _picked(self, source: str, value: str) -> str:
        if source == "units":
            return self._units.get(value, value)
        if source == "officers":
            return self._named(value)
        return f"{value} {PROBLEM_CODES.get(value, '')}".strip()
