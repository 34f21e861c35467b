"""What is told of a document that was issued, and of a file that somebody holds against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from gateway.api.verification_shapes import FileCheck, Finding
from gateway.pages.words import day, say
from services.common.contracts.documents import Verification, Way

Tone = Literal["good", "warn", "bad"]

_TONES: Final[Mapping[str, Tone]] = {"stands": "good", "cancelled": "bad"}
_SAME: Final[Mapping[Finding, str]] = {
    "as_issued": "Berkas ini sama persis dengan dokumen yang diterbitkan",
    "as_signed": "Berkas ini sama persis dengan dokumen yang ditandatangani",
    "as_scanned": "Berkas ini sama persis dengan hasil pindai dokumen yang ditandatangani",
    "changed_after_signing": "Bukan berkas yang diterbitkan: isinya diubah setelah ditandatangani",
}
_ANOTHER: Final = "Berkas ini bukan berkas yang diterbitkan"
_MORE: Final[Mapping[Finding, str]] = {
    "as_scanned": "Tanda tangannya dibubuhkan dengan tangan di atas kertas. Yang dikenal hanya sidik digital hasil "
    "pindai ini, bukan kertasnya.",
    "signed_but_another": "Berkas ini memuat tanda tangan elektronik yang utuh, tetapi berkas ini lain daripada yang "
    "diterbitkan dengan kode ini.",
    "not_signed": "Tidak ada tanda tangan elektronik di dalamnya.",
    "not_a_pdf": "Berkas ini bukan PDF.",
    "not_examined": "Tanda tangan di dalamnya tidak dapat diperiksa.",
}
_OF_A_WAY: Final[Mapping[tuple[Finding, Way], str]] = {
    ("as_issued", "wet"): "Tanda tangannya dibubuhkan dengan tangan di atas kertas, jadi tidak ada di berkas ini.",
    ("as_issued", "bsre"): "Ini berkas sebelum ditandatangani; tanda tangannya ada di berkas yang lain.",
    ("as_issued", "internal"): "Ini berkas sebelum ditandatangani; tanda tangannya ada di berkas yang lain.",
    ("as_signed", "bsre"): "Sertifikat penandatangan tidak dinilai di halaman ini; layanan pemeriksaan BSrE yang "
    "menilainya.",
}
_WAYS: Final[Mapping[Way, str]] = {
    "bsre": "TTE tersertifikasi (BSrE)",
    "internal": "Tanda tangan elektronik internal, bukan TTE tersertifikasi",
    "wet": "Tanda tangan basah, di atas kertas",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer: its sentence, what it means, and how it is coloured."""

    sentence: str
    more: str
    tone: Tone


def told(document: Verification) -> Told:
    """Whether it stands."""
    return Told(_standing(document), _because(document), _TONES.get(document.standing, "warn"))


def of_file(check: FileCheck) -> Told:
    """What a file is. Only one that is the document, and of a document that stands, is shown as good."""
    document, finding = check.document, check.finding
    more = _OF_A_WAY.get((finding, document.way)) if document.way else None
    tone: Tone = "good" if document.standing == "stands" else "warn"
    return Told(
        say(_SAME.get(finding, _ANOTHER)),
        say(more or _MORE.get(finding, "")) if more or finding in _MORE else "",
        "bad" if check.matches == "none" else tone,
    )


def signature(document: Verification) -> str:
    """How, when and in what office it was signed; nothing where it was not."""
    if not document.way:
        return ""
    told = f"{say(_WAYS[document.way])}, {day(document.signed_on)}"
    as_who = say("sebagai {office}").format(office=document.signed_as) if document.signed_as else ""
    return ", ".join(filter(None, (told, as_who)))


def _standing(document: Verification) -> str:
    if document.standing == "stands":
        return say("Dokumen ini sah dan masih berlaku" if document.way else "Dokumen ini tercatat dan masih berlaku")
    if document.standing == "draft":
        return say("Konsep, belum ditandatangani")
    if document.standing == "cancelled":
        return say("Dibatalkan")
    if document.replaced_by and document.replaced_by != document.number:
        return say("Sudah diganti dengan nomor {number}").format(number=document.replaced_by)
    if document.replaced_by_edition:
        return say("Sudah diganti dengan edisi {edition}").format(edition=document.replaced_by_edition)
    return say("Sudah diganti")


def _because(document: Verification) -> str:
    if document.standing == "draft":
        return say("Dokumen jenis ini baru berlaku setelah ditandatangani.")
    if document.standing == "cancelled":
        return say("Dokumen ini dibatalkan pada {day} dan tidak berlaku lagi.").format(day=day(document.ended_on))
    if document.standing == "replaced":
        return say("Dokumen ini tidak berlaku lagi sejak {day}.").format(day=day(document.ended_on))
    return say(
        "Cocokkan keterangan di bawah ini dengan dokumen yang Anda pegang. Kode QR dapat disalin orang ke dokumen lain."
    )
