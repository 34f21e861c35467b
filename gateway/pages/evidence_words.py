"""What is told of files: which are taken, why one was refused on the way, and what was found in one later.

The services say these things in English sentences; a test holds both tables to all that they can say.
"""

from collections.abc import Mapping
from typing import Final

from gateway.pages import troubles
from gateway.pages.words import say
from gateway.problems import MalformedUpload, TooLarge
from services.common.contracts.tenant import AttachmentRules
from services.common.errors import AttachmentRefused, UploadExpired

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
REFUSED: Final[Mapping[str, str]] = {
    "it is empty": "Berkas ini kosong. Pilih berkasnya lagi.",
    "files of the type": "Berkas jenis ini tidak diterima. Yang diterima: {types}.",
    "it is larger than": "Berkas ini lebih besar dari {most} MB. Kecilkan, atau bagi menjadi beberapa berkas.",
    "it was announced as": "Berkas ini tidak sampai dengan utuh. Pilih lagi, lalu unggah.",
    "you can attach": "Sudah {count} berkas, dan itu jumlah terbanyak. Bawalah sisanya ke kantor kami.",
    "too many of your files": "Terlalu banyak berkas Anda tidak lolos pemeriksaan. Bawalah berkas ini ke kantor kami.",
}
"""By how the refusal begins."""

FOUND: Final[Mapping[str, str]] = {
    "A virus was found": "Ada virus di dalamnya. Bersihkan gawai asalnya, atau kirim foto atau hasil cetaknya.",
    "It is protected by a password": "Berkas ini dikunci dengan kata sandi. Hapus kata sandinya, lalu kirim lagi.",
    "It contains macros": "Berkas ini berisi makro. Simpan tanpa makro atau sebagai PDF, lalu kirim lagi.",
    "Another file or program": "Ada berkas atau program lain di dalamnya. Simpan sebagai PDF, atau kirim satu-satu.",
    "Unpacked it is far larger": "Isinya jauh lebih besar dari kelihatannya. Simpan ulang dengan gambar lebih kecil.",
    "Its content is not of the type": "Isi berkas ini tidak sesuai dengan jenisnya. Simpan ulang, lalu kirim lagi.",
    "It could not be looked through": "Berkas ini tidak dapat diperiksa dengan aman. Simpan ulang, sebaiknya PDF.",
    "It is too large to be scanned": "Terlalu besar untuk diperiksa. Kirim dalam bagian kecil, atau bawa ke kantor.",
    "Its time ended": "Berkas ini sudah dihapus, karena masa simpannya atau masa simpan identitas berakhir.",
}
"""By how the sentence begins that says what was found in a file."""

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


def found(reason: str | None) -> str:
    """Why a file was not accepted, and what to do."""
    return say(_beginning(FOUND, reason or "") or _OTHERWISE)


def refused(trouble: Exception, rules: AttachmentRules) -> str:
    """Why a file was not taken in, and what to do."""
    told = {"types": types(rules), "most": rules.max_bytes // MIB, "count": rules.max_count}
    if isinstance(trouble, TooLarge):
        return say(REFUSED["it is larger than"]).format(**told)
    if isinstance(trouble, AttachmentRefused):
        return say(_beginning(REFUSED, str(trouble.args[0])) or _OTHERWISE).format(**told)
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


def _beginning(table: Mapping[str, str], sentence: str) -> str | None:
    return next((told for begins, told in table.items() if sentence.startswith(begins)), None)
