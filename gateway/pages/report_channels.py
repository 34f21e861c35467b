"""The ways in which citizens report here themselves, and what is asked of them on each; before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from gateway.pages.words import say
from services.common.contracts.regencies import PublicTenant
from services.common.vocabulary import REPORTER

WBS: Final = "wbs"
FIELDS: Final[Mapping[str, str]] = {
    "name": "nama lengkap",
    "nik": "NIK",
    "address": "alamat",
    "phone": "nomor telepon",
    "email": "alamat surel",
    "occupation": "pekerjaan",
}
FILES: Final[Mapping[str, str]] = {
    "ktp": "salinan KTP",
    "letter": "surat pengaduan",
    "evidence": "bukti pendukung",
    "disposition": "lembar disposisi",
    "other": "berkas lain",
}
_OPTIONAL: Final = ("name", "phone", "email")
"""What helps to reach somebody; whatever else an SOP does not demand is not asked."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of the regency, as its citizens meet it."""

    key: str
    label: str
    modes: tuple[str, ...]
    required: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def is_wbs(self) -> bool:
        """Whether it is for whistleblowers, whose safety comes first."""
        return self.key == WBS

    @property
    def optional(self) -> tuple[str, ...]:
        """What may be told about oneself and need not."""
        return tuple(name for name in _OPTIONAL if name not in self.required)

    @property
    def file_names(self) -> str:
        """What is to be attached, in words."""
        return listed([say(FILES.get(kind, kind)) for kind in self.files]) if self.files else ""

    @property
    def asks(self) -> str:
        """What is demanded of who reports, in a sentence."""
        asked = [say(FIELDS[name]) for name in self.required]
        sentences = []
        if asked:
            sentences.append(say("Wajib diisi: {fields}.").format(fields=listed(asked)))
        elif "anonymous" in self.modes:
            sentences.append(say("Identitas tidak wajib; Anda boleh tetap anonim."))
        if self.files:
            sentences.append(say("Sesudah terkirim Anda melampirkan {files}.").format(files=self.file_names))
        return " ".join(sentences)


def for_citizens(regency: PublicTenant) -> list[Channel]:
    """Those on which anybody may file, in the order of the SOP."""
    return [
        Channel(
            key,
            told["label"],
            tuple(told["modes"]),
            tuple(told["identity_required"]),
            tuple(told["attachments_required"]),
        )
        for key, told in regency.channels.items()
        if REPORTER in told["filed_by"] and told["source_reference"] != "required"
    ]


def at_the_office(regency: PublicTenant) -> list[str]:
    """Labels of the other channels, but for what comes from other agencies."""
    ours = ("walk_in", "letter", "email", "phone", "box")
    return [told["label"] for key, told in regency.channels.items() if key in ours]


def entered_by(regency: PublicTenant, roles: Iterable[str]) -> list[str]:
    """Keys of the channels on which holders of one of these roles enter complaints."""
    return [key for key, told in regency.channels.items() if not set(roles).isdisjoint(told["filed_by"])]


def named(regency: PublicTenant, key: str) -> Channel | None:
    """The channel of this key, where citizens may use it."""
    return next((each for each in for_citizens(regency) if each.key == key), None)


def listed(words: Iterable[str]) -> str:
    """a, b, dan c"""
    *front, last = words
    if not front:
        return last
    return say("{front} dan {last}").format(front=", ".join(front), last=last)
