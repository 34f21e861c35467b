"""What the page for entering a complaint takes, and the filing that is made of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from flask import g

from gateway.pages import report_channels, terms, typed
from gateway.pages.complaint_sop import words
from gateway.pages.complaint_told import IDENTITY
from gateway.pages.forms import Form
from gateway.pages.words import say, zone
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing
from services.common.errors import Invalid
from services.common.steps import asks_for_what_is_missing

FILES: Final[Mapping[str, str]] = {
    "ktp": "KTP",
    "letter": "surat pengaduan",
    "evidence": "bukti",
    "disposition": "lembar disposisi",
}
PARTY: Final = {"nama": "name", "jabatan": "position", "unit": "unit", "instansi": "agency", "petugas": "officer"}
_MODES: Final[Mapping[str, str]] = {
    "confidential": "Nama disimpan terkunci.",
    "open": "Nama terlihat oleh petugas yang menangani.",
    "anonymous": "Nama tidak disimpan; isian di bawah diabaikan.",
}
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Source:
    """A channel on which the caller enters complaints, and what it asks."""

    key: str
    label: str
    modes: tuple[str, ...]
    asks: str


def sources(caller: Caller) -> list[Source]:
    """The channels of one of the caller's roles."""
    mine = ((key, g.tenant.channels[key]) for key in report_channels.entered_by(g.tenant, caller.roles))
    return [Source(key, one["label"], words(one["modes"]), _asks(one)) for key, one in mine]


def modes(among: Iterable[Source]) -> list[tuple[str, str, str]]:
    """The ways to be protected that one of these channels takes; with the channels, where not all of them do."""
    known, found = list(among), []
    for code, note in _MODES.items():
        taking = [one.label for one in known if code in one.modes]
        if taking:
            only = say("Hanya untuk sumber: {sources}.").format(sources=", ".join(taking))
            told = [say(note)] if len(taking) == len(known) else [say(note), only]
            found.append((code, terms.mode(code), " ".join(told)))
    return found


def may_lack() -> bool:
    """Whether what is not known of who reports may be left out, because the SOP asks for it later."""
    return asks_for_what_is_missing(step["kind"] for step in g.tenant.steps)


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


def _reported(form: Form) -> Iterator[dict[str, str]]:
    for at in parties(form):
        party = {theirs: typed for ours, theirs in PARTY.items() if (typed := form.text(f"{ours}-{at}"))}
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
    asked = [say(IDENTITY[name]) for name in words(channel.get("identity_required"))]
    told = [] if may_lack() else asked
    told += [say(FILES.get(kind, kind)) for kind in words(channel.get("attachments_required"))]
    if channel.get("source_reference") == "required":
        told.append(say("nomor di sumber"))
    sentences = [say("Wajib: {what}").format(what=", ".join(told))] if told else []
    if asked and may_lack():
        later = say("Diminta: {what}; yang belum diketahui dikosongkan dan diminta pada langkah verifikasi.")
        sentences.append(later.format(what=", ".join(asked)))
    return ". ".join(sentences)
