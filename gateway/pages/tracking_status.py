"""Where a complaint stands, in the few words every citizen of every regency gets, whatever its SOP calls its steps.

The table goes by the kind of step alone, so a regency's own SOP needs nothing here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from services.common.contracts.register import Passed

Status = Literal["received", "checked", "examined", "acted", "passed_on", "waits", "ended", "impossible"]

LABELS: Final[dict[Status, str]] = {
    "received": "Diterima",
    "checked": "Diperiksa kelengkapannya",
    "examined": "Ditelaah",
    "acted": "Ditindaklanjuti",
    "passed_on": "Diteruskan ke instansi lain",
    "waits": "Menunggu Anda",
    "ended": "Selesai",
    "impossible": "Tidak dapat diproses",
}

_ASKED: Final = "Kami memerlukan sesuatu dari Anda untuk melanjutkan pengaduan ini."
_ORDERED: Final = "Sudah diputuskan untuk ditindaklanjuti. Tim dan surat tugasnya sedang disiapkan."
_UNIT: Final = "Pengaduan ini diserahkan kepada perangkat daerah yang berwenang. Identitas Anda tidak ikut diserahkan."

STEPS: Final[dict[str, tuple[Status, str]]] = {
    "record": ("received", "Pengaduan Anda sudah kami terima dan sedang dicatat di Buku Pengaduan."),
    "verify": ("checked", "Kami sedang memeriksa apakah keterangan dan bukti Anda sudah lengkap."),
    "await_reporter": ("waits", _ASKED),
    "hand_up": ("checked", "Pengaduan Anda sedang disampaikan kepada pimpinan inspektorat."),
    "order_review": ("examined", "Pimpinan inspektorat sedang menunjuk siapa yang menelaah pengaduan Anda."),
    "assess": ("examined", "Kami sedang menelaah isi pengaduan Anda dan aturan yang terkait."),
    "receive": ("examined", "Hasil telaah sedang diterima oleh sekretariat untuk diputuskan."),
    "decide": ("examined", "Pimpinan inspektorat sedang memutuskan tindak lanjutnya."),
    "propose_team": ("acted", _ORDERED),
    "draft_letter": ("acted", _ORDERED),
    "sign_letter": ("acted", _ORDERED),
    "hand_over_letter": ("acted", _ORDERED),
    "carry_out": ("acted", "Tim sedang menindaklanjuti pengaduan Anda."),
    "respond": ("acted", "Kami sedang menyusun jawaban untuk Anda."),
    "forward": ("passed_on", _UNIT),
    "accept": ("passed_on", _UNIT),
    "delegate": ("passed_on", _UNIT),
    "transfer": ("passed_on", "Pengaduan ini sedang disampaikan kepada instansi yang berwenang."),
    "deliver": ("acted", "Jawaban untuk Anda sudah ada dan sedang disampaikan."),
    "await_source": ("acted", "Pengaduan sudah dijawab. Kami menunggu penutupan dari sumber pengaduan."),
    "close": ("acted", "Pengaduan sudah dijawab dan sedang ditutup."),
    "reconsider": ("acted", "Keberatan Anda sedang ditinjau oleh pimpinan inspektorat."),
}
"""For each kind of step: the status, and what is being done, in a sentence."""

_ENDS: Final[dict[str, Status]] = {
    "record": "impossible",
    "verify": "impossible",
    "await_reporter": "impossible",
    "assess": "impossible",
    "transfer": "passed_on",
}
"""How a complaint ended, by the kind of the step it ended in; all others end well."""

_AHEAD: Final[tuple[Status, ...]] = ("received", "checked", "examined", "acted", "ended")
_AFTER: Final[dict[Status, Status]] = {"waits": "checked", "passed_on": "acted"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way; `since` where it has begun."""

    status: Status
    since: datetime | None
    is_now: bool = False

    @property
    def label(self) -> str:
        """Its name, in Bahasa Indonesia."""
        return LABELS[self.status]


def status_of(kind: str | None, passed: Sequence[Passed], is_closed: bool) -> Status:
    """The status of a complaint at a step of this kind, or after the last one."""
    if is_closed:
        return _ENDS.get(passed[-1].kind, "ended") if passed else "ended"
    return STEPS[kind][0] if kind in STEPS else "received"


def way(
    kind: str | None, passed: Sequence[Passed], *, filed_at: datetime, is_closed: bool, kinds: Iterable[str]
) -> list[Stage]:
    """The stages so far and those ahead; `kinds` are of the steps of the regency's SOP."""
    now = status_of(kind, passed, is_closed)
    begun: list[tuple[Status, datetime]] = [("received", filed_at)]
    since = filed_at
    for step in passed:
        begun.append((STEPS[step.kind][0], since))
        since = step.ended_at
    begun.append((now, since))
    so_far = [one for at, one in enumerate(begun) if at == 0 or one[0] != begun[at - 1][0]]
    stages = [Stage(status, at, is_now=place == len(so_far) - 1) for place, (status, at) in enumerate(so_far)]
    return stages if is_closed else [*stages, *(Stage(status, None) for status in _ahead(now, kinds))]


def _ahead(now: Status, kinds: Iterable[str]) -> list[Status]:
    possible = {STEPS[kind][0] for kind in kinds if kind in STEPS} | {"ended"}
    place = _AHEAD.index(_AFTER.get(now, now))
    return [status for status in _AHEAD[place + 1 :] if status in possible]
