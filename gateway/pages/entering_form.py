"""What the page for entering a complaint takes, and the filing that is made of it.

Faults stand at the page's own fields, in whole sentences; the desk's words about them are for programs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from flask import g

from gateway.pages import report_channels, typed
from gateway.pages.complaint_sop import words
from gateway.pages.forms import Form
from gateway.pages.words import say, zone
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing
from services.common.errors import Invalid

IDENTITY: Final[Mapping[str, str]] = {
    "name": "Nama",
    "nik": "NIK",
    "phone": "Telepon",
    "address": "Alamat",
    "email": "Surel",
    "occupation": "Pekerjaan",
}
FILES: Final[Mapping[str, str]] = {
    "ktp": "KTP",
    "letter": "surat pengaduan",
    "evidence": "bukti",
    "disposition": "lembar disposisi",
}
_PARTY: Final = {"nama": "name", "jabatan": "position", "unit": "unit", "instansi": "agency", "petugas": "officer"}
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
    "mode": "Cara ini tidak berlaku untuk sumber yang dipilih.",
    "subject": "Tulis pokok pengaduan dalam satu kalimat, paling banyak 300 huruf.",
    "story": "Tulis apa yang diadukan.",
    "happened_on": "Tanggal kejadian belum sesuai.",
    "location": "Lokasi terlalu panjang.",
    "source_reference": "Nomor di sumber wajib untuk sumber ini; hanya huruf, angka, dan . _ / -",
    "received_at": "Tanggal dan jam diterima belum sesuai, atau belum terjadi.",
    "nik": "NIK terdiri dari 16 angka.",
    "phone": "Nomor telepon belum sesuai, atau wajib untuk sumber ini.",
    "email": "Alamat surel belum sesuai, atau wajib untuk sumber ini.",
}
_REQUIRED: Final = "Wajib diisi untuk sumber ini, atau isiannya belum sesuai."
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A channel on which the caller enters complaints, and what it asks."""

    key: str
    label: str
    asks: str


def sources(caller: Caller) -> list[Source]:
    """The channels of one of the caller's roles."""
    mine = ((key, g.tenant.channels[key]) for key in report_channels.entered_by(g.tenant, caller.roles))
    return [Source(key, one["label"], _asks(one)) for key, one in mine]


def parties(form: Form) -> range:
    """The reported parties a form has room for."""
    return range(max((at + 1 for at in range(_MOST) if f"nama-{at}" in form.values), default=1))


def filing(form: Form) -> Filing:
    """The complaint. Invalid, with the contract's names of fields."""
    values: dict[str, Any] = {
        "channel": form.text("kanal"),
        "mode": form.text("cara"),
        "subject": form.text("pokok"),
        "story": form.text("uraian"),
        "happened_on": form.text("terjadi") or None,
        "location": form.text("lokasi") or None,
        "source_reference": form.text("nomor") or None,
        "reported": list(_reported(form)),
        "received_at": _received(form),
        "consents_to_forwarding": form.text("setuju") == "ya" and form.text("cara") != "anonymous",
    }
    identity = {name: typed for name in IDENTITY if (typed := form.text(f"identitas-{name}"))}
    if identity and form.text("cara") != "anonymous":
        values["identity"] = identity
    return shaped(Filing, **values)


def refuse(form: Form, reason: Invalid) -> None:
    """Faults at the fields of the page."""
    for path in reason.fields:
        head, _, rest = path.partition(".")
        if head == "identity" and rest:
            form.faults[f"identitas-{rest}"] = say(_SENTENCES.get(rest, _REQUIRED))
        elif head == "reported" and rest:
            at, _, name = rest.partition(".")
            ours = next((ours for ours, theirs in _PARTY.items() if theirs == name), "nama")
            form.faults[f"{ours}-{at}"] = say("Isian ini belum sesuai.")
        else:
            form.faults[_NAMES.get(head, "kanal")] = say(_SENTENCES.get(head, _REQUIRED))


def _reported(form: Form) -> Iterator[dict[str, str]]:
    for at in parties(form):
        party = {theirs: typed for ours, theirs in _PARTY.items() if (typed := form.text(f"{ours}-{at}"))}
        if party:
            yield party


def _received(form: Form) -> datetime | None:
    """When the office received it; None, which means now, for today without a time. Invalid."""
    now = datetime.now(UTC).astimezone(zone())
    try:
        on = typed.day(form.text("diterima")) if form.text("diterima") else now.date()
        at = time.fromisoformat(form.text("jam")) if form.text("jam") else None
    except ValueError:
        raise Invalid({"received_at": "Not a time."}) from None
    if on is None:
        raise Invalid({"received_at": "Not a date."})
    if on == now.date() and at is None:
        return None
    received = datetime.combine(on, at or _OPENING, zone())
    if received > now:
        raise Invalid({"received_at": "In the future."})
    return received


_OPENING: Final = time(8)
"""When a day's post counts as received where no time was written."""


def _asks(channel: Mapping[str, Any]) -> str:
    told = [say(IDENTITY[name]) for name in words(channel.get("identity_required"))]
    told += [say(FILES.get(kind, kind)) for kind in words(channel.get("attachments_required"))]
    if channel.get("source_reference") == "required":
        told.append(say("nomor di sumber"))
    return say("Wajib: {what}").format(what=", ".join(told)) if told else ""
