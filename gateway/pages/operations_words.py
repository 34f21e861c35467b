"""Words of the platform's parts, of queues and of why a message may be dropped."""

from collections.abc import Mapping
from typing import Final

from gateway.pages import typed
from gateway.pages.words import say

_PARTS: Final[Mapping[str, str]] = {
    "database": "Pangkalan data",
    "broker": "Perantara pesan",
    "store": "Penyimpanan berkas",
    "intake": "Penerimaan",
    "register": "Buku dan jangka waktu",
    "review": "Penelaahan",
    "assignment": "Penugasan",
    "followup": "Tindak lanjut",
    "notify": "Pemberitahuan",
}
_REASONS: Final[Mapping[str, str]] = {
    "handled_otherwise": "Sudah diselesaikan dengan cara lain",
    "outdated": "Tidak berarti lagi",
    "test": "Pesan uji coba",
    "unreadable": "Tidak dapat dibaca siapa pun",
}
_FAILURES: Final[Mapping[str, str]] = {
    "expired": "Waktunya habis",
    "rejected": "Ditolak penerimanya",
    "delivery_limit": "Prosesnya berulang kali terhenti",
}


def part(name: str) -> str:
    """A part of the platform."""
    return say(_PARTS.get(name, name))


def of_queue(queue: str) -> str:
    """Whose queue it is, and whether of events or requests."""
    kind, _, rest = queue.partition("-")
    told = say("permintaan") if kind == "rpc" else say("peristiwa")
    return f"{part(rest.partition('.')[0])}: {told}"


def failure(code: str) -> str:
    """What went wrong; the class of an error stays as it is."""
    return say(_FAILURES.get(code, code))


def reasons() -> list[tuple[str, str, str]]:
    """Why a message may be dropped: code, words and no hint."""
    return [(code, say(name), "") for code, name in _REASONS.items()]


def sure() -> str:
    """What is asked for before more than one is touched, or anything is lost."""
    return say("Centang bahwa Anda yakin.")


def done(way: str, count: str) -> str:
    """What was done; nothing where nothing was."""
    if typed.number(count) is None or way not in ("retry", "drop"):
        return ""
    if count == "0":
        return say("Pesan itu sudah tidak ada; orang lain mendahului Anda.")
    told = say("{n} pesan dicoba lagi.") if way == "retry" else say("{n} pesan dibuang.")
    return told.format(n=count)
