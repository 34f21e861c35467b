"""Why a step, or another act on a complaint, could not be done: sentences for the form on which it was tried."""

from collections.abc import Callable, Mapping
from typing import Final

from gateway.desks import AWAY
from gateway.pages import troubles
from gateway.pages.forms import Form
from gateway.pages.words import say
from gateway.signing import problems as bsre
from services.common import errors

KEEPING: Final = (
    errors.OutcomeNotAllowed,
    errors.ReturnedTooOften,
    errors.Incomplete,
    errors.ExtensionRefused,
    errors.ForwardingRefused,
    errors.OpeningRefused,
    errors.AttachmentUnknown,
    errors.SigningRefused,
    errors.NotSigned,
    errors.NotYetRendered,
    errors.CancelRefused,
    errors.KeyReused,
    errors.AlreadyFiled,
    *AWAY,
)
"""What is told on the form itself, so that nothing typed is lost."""

_SENTENCES: Final[Mapping[type[Exception], str]] = {
    errors.OutcomeNotAllowed: "Langkah ini tidak dapat berakhir begitu. Pilih hasil yang lain.",
    errors.ReturnedTooOften: "Langkah ini sudah terlalu sering dikembalikan. Pilih hasil yang lain.",
    errors.Incomplete: "Lampiran yang diwajibkan kanal ini belum ada. Unggah dahulu, atau minta kepada pelapor.",
    errors.AttachmentUnknown: "Ada berkas pilihan yang belum lolos pemeriksaan. Tunggu sebentar, lalu pilih lagi.",
    errors.NotSigned: "Suratnya belum ditandatangani. Tanda tangani dahulu di bagian Dokumen, lalu simpan langkah ini.",
    errors.NotYetRendered: "Dokumennya masih dibuat. Tunggu beberapa detik, lalu coba lagi.",
    bsre.BsreNotSetUp: "BSrE belum disiapkan untuk daerah ini. Tanda tangani dengan cara lain.",
    bsre.PassphraseRefused: "BSrE menolak frasa sandi atau kodenya. Belum ada yang ditandatangani; periksa lagi.",
    bsre.SignerRefused: "BSrE belum dapat menandatangani untuk NIK ini. Hubungi administrator.",
    bsre.SigningAway: "Layanan tanda tangan sedang tidak menjawab. Belum ada yang ditandatangani; coba lagi nanti.",
    bsre.SigningAnswerRefused: "Jawaban layanan tanda tangan tidak dapat dipakai. Dokumen belum ditandatangani.",
    errors.KeyReused: "Formulir ini sudah pernah dikirim dengan isi lain. Buka kembali halamannya, lalu isi lagi.",
}
_AWAY: Final = "Belum pasti tersimpan karena jawabannya terlalu lama. Kirim lagi; tidak akan tercatat dua kali."
_BEGINNINGS: Final[Mapping[str, str]] = {
    "the unit is the reported party": "Unit ini pihak terlapor. Pilih unit di atasnya.",
    "the reporter has not agreed": "Pelapor belum setuju identitasnya ikut diteruskan. Mintalah lewat pesan, isi nomor "
    "perintah hukum, atau kirim tanpa identitas.",
    "there is no such clock": "Jangka waktu itu tidak ada dalam SOP ini.",
    "the SOP of this regency grants no more time": "SOP daerah ini tidak memberi perpanjangan untuk jangka waktu ini.",
    "the SOP grants at most": "Melebihi perpanjangan paling lama yang diberikan SOP daerah ini.",
    "a request waits for its decision": "Masih ada permintaan perpanjangan yang menunggu keputusan.",
    "this request was decided": "Permintaan ini sudah diputuskan, atau sudah lewat waktunya.",
    "none is kept of this complaint": "Identitas pelapor tidak disimpan pada pengaduan ini.",
    "you asked for it": "Anda yang meminta, atau pernah menangani pengaduan ini; penjaga lain yang memutuskan.",
    "ask the custodian first": "Mintalah izin penjaga identitas dahulu, dengan alasannya.",
    "this regency does not sign that way": "Daerah ini tidak memakai cara tanda tangan itu.",
    "it was cancelled, or": "Dokumen ini sudah dibatalkan atau diganti.",
    "it is signed already": "Dokumen ini sudah ditandatangani, atau sedang ditandatangani.",
    "only a PDF can be signed": "Hanya PDF yang dapat ditandatangani.",
    "it was written before you": "Dokumen ini dibuat sebelum Anda menggantikan; namanya lain. Buat ulang dahulu.",
    "it was drafted before": "Konsep ini dibuat sebelum dokumen menjadi berkas. Kembalikan agar disusun ulang.",
    "it is just being signed": "Dokumen ini sedang ditandatangani. Coba lagi sebentar lagi.",
    "it does not stand any more": "Dokumen ini sudah tidak berlaku.",
    "the reporter has it already": "Pelapor sudah menerimanya. Buatlah dokumen pengganti.",
}
"""By how the argument of a refusal begins."""


def sentence(trouble: Exception) -> str:
    """What a person is told."""
    if isinstance(trouble, AWAY):
        return say(_AWAY)
    if found := next((_SENTENCES[cls] for cls in type(trouble).__mro__ if cls in _SENTENCES), None):
        return say(found)
    argument = str(trouble.args[0]) if trouble.args else ""
    begins = next((told for start, told in _BEGINNINGS.items() if argument.startswith(start)), None)
    return say(begins) if begins else troubles.sentence(trouble)


def tried(form: Form, act: Callable[[], object], names: Mapping[str, str]) -> tuple[int, str]:
    """Does it. Status and sentence to show the form again with, faults at their fields; (0, "") when it was done.

    `names` gives the field of the form for one of the request.
    """
    if form.faults:
        return 422, ""
    try:
        act()
    except errors.Invalid as reason:
        for name in reason.fields:
            form.faults[names.get(name, name)] = say("Isian ini belum sesuai; periksa kembali.")
        return 422, ""
    except KEEPING as trouble:
        return 409, sentence(trouble)
    return 0, ""
