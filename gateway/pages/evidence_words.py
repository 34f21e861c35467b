"""What is told of files: which are taken, why one was refused on the way, and what was found in one later.

The services say which by a code; a test holds both tables to all the codes there are.
"""

from collections.abc import Mapping
from typing import Final

from gateway.pages import troubles
from gateway.pages.words import say
from gateway.problems import MalformedUpload, TooLarge
from services.common.contracts.tenant import AttachmentRules
from services.common.errors import AttachmentRefused, FileFault, UploadExpired

MIB: Final = 1024 * 1024
KINDS: Final[Mapping[str, str]] = {
    "evidence": "Bukti pendukung",
    "ktp": "Foto atau pindaian KTP",
    "letter": "Surat pengaduan",
    "other": "Lainnya",
}
STATES: Final[Mapping[str, str]] = {
    "checking": "Sedang diperiksa",
    "accepted": "Diterima",
    "refused": "Ditolak",
    "infected": "Ditolak",
}
_TYPES: Final[Mapping[str, str]] = {
    "application/pdf": "PDF",
    "image/jpeg": "JPG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "audio/mpeg": "MP3",
    "audio/ogg": "OGG",
    "audio/mp4": "M4A",
    "video/mp4": "MP4",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word (DOCX)",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel (XLSX)",
}
REFUSED: Final[Mapping[FileFault, str]] = {
    "empty": "Berkas ini kosong. Pilih berkasnya lagi.",
    "type": "Berkas jenis ini tidak diterima. Yang diterima: {types}.",
    "too_large": "Berkas ini lebih besar dari {most} MB. Kecilkan, atau bagi menjadi beberapa berkas.",
    "unlike": "Berkas ini tidak sampai dengan utuh. Pilih lagi, lalu unggah.",
    "no_room": "Sudah {count} berkas, dan itu jumlah terbanyak. Bawalah sisanya ke kantor kami.",
    "too_many_refused": "Terlalu banyak berkas Anda tidak lolos pemeriksaan. Bawalah berkas ini ke kantor kami.",
}
FOUND: Final[Mapping[str, str]] = {
    "infected": "Ada virus di dalamnya. Bersihkan gawai asalnya, atau kirim foto atau hasil cetaknya.",
    "encrypted": "Berkas ini dikunci dengan kata sandi. Hapus kata sandinya, lalu kirim lagi.",
    "macros": "Berkas ini berisi makro. Simpan tanpa makro atau sebagai PDF, lalu kirim lagi.",
    "embedded": "Ada berkas atau program lain di dalamnya. Simpan sebagai PDF, atau kirim satu-satu.",
    "bomb": "Isinya jauh lebih besar dari kelihatannya. Simpan ulang dengan gambar lebih kecil.",
    "wrong_type": "Isi berkas ini tidak sesuai dengan jenisnya. Simpan ulang, lalu kirim lagi.",
    "unexaminable": "Berkas ini tidak dapat diperiksa dengan aman. Simpan ulang, sebaiknya PDF.",
    "too_large": "Terlalu besar untuk diperiksa. Kirim dalam bagian kecil, atau bawa ke kantor.",
    "ended": "Berkas ini sudah dihapus, karena masa simpannya atau masa simpan identitas berakhir.",
}
"""By the code of what was found in a file."""

_NOTHING: Final = "Pilih berkas, lalu tekan Unggah."
_BROKEN: Final = "Berkas ini tidak sampai dengan utuh. Pilih lagi, lalu unggah."
_OTHERWISE: Final = "Berkas ini tidak dapat diterima."


def kind(code: str) -> str:
    """What a file is, in words."""
    return say(KINDS.get(code, KINDS["other"]))


def state(code: str) -> str:
    """How far it is."""
    return say(STATES[code])


def types(rules: AttachmentRules) -> str:
    """The types of file that are taken."""
    return ", ".join(dict.fromkeys(_TYPES.get(each, each) for each in rules.types))


def found(code: str | None) -> str:
    """Why a file was not accepted, and what to do."""
    return say(FOUND.get(code or "", _OTHERWISE))


def refused(trouble: Exception, rules: AttachmentRules) -> str:
    """Why a file was not taken in, and what to do."""
    told = {"types": types(rules), "most": rules.max_bytes // MIB, "count": rules.max_count}
    if isinstance(trouble, TooLarge):
        return say(REFUSED["too_large"]).format(**told)
    if isinstance(trouble, AttachmentRefused):
        return say(REFUSED[trouble.fault] if trouble.fault else _OTHERWISE).format(**told)
    if isinstance(trouble, MalformedUpload):
        return say(_NOTHING if "name" in str(trouble.args[0]) else _BROKEN)
    return say(_BROKEN) if isinstance(trouble, UploadExpired) else troubles.sentence(trouble)


def too_large(rules: AttachmentRules) -> str:
    """Told before a file is sent that would be refused."""
    return refused(TooLarge(rules.max_bytes), rules)


def size(count: int) -> str:
    """120 KB, 2,4 MB."""
    if count < MIB:
        return f"{max(count // 1024, 1)} KB"
    return f"{count / MIB:.1f}".replace(".", ",") + " MB"
