"""Faults of a complaint that is entered, at the page's own fields, in whole sentences that name the field and say what
fits; the desk's words about them are for programs.
"""

from collections.abc import Mapping
from typing import Any, Final

from flask import g

from gateway.pages import entering_form, terms
from gateway.pages.complaint_sop import words
from gateway.pages.complaint_told import IDENTITY
from gateway.pages.forms import Form
from gateway.pages.report_channels import listed
from gateway.pages.words import say
from services.common.errors import Invalid

_NAMES: Final = {
    "channel": "kanal",
    "mode": "cara",
    "subject": "pokok",
    "story": "uraian",
    "happened_on": "terjadi",
    "location": "lokasi",
    "source_reference": "nomor",
    "received_at": "diterima",
    "reported": "nama-0",
    "identity": "identitas-name",
}
_SENTENCES: Final[Mapping[str, str]] = {
    "channel": "Pilih sumber pengaduan.",
    "mode": "Pilih perlindungan pelapor.",
    "subject": "Tulis pokok pengaduan dalam satu kalimat, paling banyak 300 huruf.",
    "story": "Tulis apa yang diadukan.",
    "happened_on": "Tanggal kejadian belum sesuai.",
    "location": "Lokasi terlalu panjang.",
    "received_at": "Tanggal dan jam diterima belum sesuai, atau belum terjadi.",
    "nik": "NIK terdiri dari 16 angka.",
    "phone": "Nomor telepon belum sesuai.",
    "email": "Alamat surel belum sesuai.",
}
_OTHER: Final = "Isian ini belum sesuai."


def refuse(form: Form, reason: Invalid) -> None:
    """Faults at the fields of the page."""
    for path in reason.fields:
        head, _, rest = path.partition(".")
        if head == "identity" and rest:
            form.faults[f"identitas-{rest}"] = _of_identity(form, rest)
        elif head == "reported" and rest:
            at, _, name = rest.partition(".")
            ours = next((ours for ours, theirs in entering_form.PARTY.items() if theirs == name), "nama")
            form.faults[f"{ours}-{at}"] = say("Terlapor {n}: isian ini belum sesuai.").format(n=int(at) + 1)
        else:
            form.faults[_NAMES.get(head, "kanal")] = _sentence(form, head)


def _sentence(form: Form, head: str) -> str:
    channel = g.tenant.channels.get(form.text("kanal"))
    if head == "mode" and channel and form.text("cara"):
        return _of_mode(form, channel)
    if head == "source_reference":
        return _of_number(form, channel or {})
    return say(_SENTENCES.get(head, _OTHER))


def _of_identity(form: Form, name: str) -> str:
    label = say(IDENTITY.get(name, name))
    if form.text(f"identitas-{name}"):
        return say(_SENTENCES[name]) if name in _SENTENCES else say("{field} belum sesuai.").format(field=label)
    return say("{field} pelapor wajib untuk sumber ini.").format(field=label)


def _of_mode(form: Form, channel: Mapping[str, Any]) -> str:
    fits = listed([f"“{terms.mode(code)}”" for code in words(channel["modes"])])
    told = say("Perlindungan pelapor: menurut SOP, sumber “{source}” hanya menerima {modes}.")
    sentences = [told.format(source=channel["label"], modes=fits)]
    if form.text("cara") == "anonymous" and entering_form.may_lack():
        sentences.append(say("Pilih salah satunya dan kosongkan identitas yang tidak diketahui."))
    return " ".join(sentences)


def _of_number(form: Form, channel: Mapping[str, Any]) -> str:
    if form.text("nomor") and channel.get("source_reference", "none") == "none":
        return say("Sumber ini tidak bernomor; kosongkan nomornya.")
    if form.text("nomor"):
        return say("Nomor di sumber hanya boleh memuat huruf, angka, dan . _ / -")
    return say("Nomor di sumber wajib untuk sumber ini.")
