"""What a receipt says when it is saved as a text: enough to come back with, and nothing of the story."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from flask import g

from gateway.api.shapes import ReporterView
from gateway.pages.report_channels import FILES, Channel, listed
from gateway.pages.words import day, moment, say

_STANDING: Final = ("checking", "accepted")


def received_at(receipt: Mapping[str, Any]) -> datetime:
    """When the office received the complaint."""
    return datetime.fromisoformat(receipt["received_at"])


def received(filed_at: datetime, said: datetime | None) -> str:
    """When a complaint was received; where an officer entered it on a later day, that day beside it."""
    if said is None:
        return moment(filed_at)
    if day(said) == day(filed_at):
        return moment(said)
    return say("{day}, dicatat {moment}").format(day=day(said), moment=moment(filed_at))


def files(channel: Channel | None, view: ReporterView | None) -> dict[str, Any]:
    """What was attached and what is still wanted, in words; empty where there is none. A refused file was not sent."""
    standing = [file for file in view.attachments if file.state in _STANDING] if view else []
    there = list(dict.fromkeys(file.kind for file in standing))
    return {
        "sent": _named(there),
        "wanted": _named(kind for kind in (channel.files if channel else ()) if kind not in there),
        "is_checking": any(file.state == "checking" for file in standing),
    }


def _named(kinds: Iterable[str]) -> str:
    told = [say(FILES.get(kind, kind)) for kind in kinds]
    return listed(told) if told else ""


def text(receipt: Mapping[str, Any], tracking: str) -> str:
    """Lines for a plain text file; `tracking` is the address at which one asks for the complaint."""
    profile = g.tenant.profile
    lines = [
        profile.office,
        say("TANDA TERIMA PENGADUAN"),
        "",
        say("Nomor: {reference}").format(reference=receipt["reference"]),
        say("Kode akses: {code}").format(code=receipt["access_code"]),
        say("Diterima: {moment}").format(moment=moment(received_at(receipt))),
        "",
        say("Lacak pengaduan di {address}").format(address=tracking),
        say("Siapa pun yang memegang nomor dan kode ini dapat membaca pengaduan Anda. Simpan di tempat aman."),
        " · ".join(filter(None, (profile.contact.address, profile.contact.phone))),
        "",
    ]
    return "\r\n".join(lines)
