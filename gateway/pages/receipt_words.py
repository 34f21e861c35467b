"""What a receipt says when it is saved as a text: enough to come back with, and nothing of the story."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import g

from gateway.pages.words import moment, say


def received_at(receipt: Mapping[str, Any]) -> datetime:
    """When the office received the complaint."""
    return datetime.fromisoformat(receipt["received_at"])


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
