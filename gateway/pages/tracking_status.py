"""Where a complaint stands, in the few words every citizen of every regency gets, whatever its SOP calls its steps.

Which word belongs to which kind of step says `services.common.standing`; here are the sentences.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from services.common.contracts.register import Passed
from services.common.standing import Status, standing_after, standing_at

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

_WITH_UNIT: Final = "Diserahkan kepada unit kerja"
_UNITS_KINDS: Final = frozenset({"forward", "accept", "delegate"})

_ASKED: Final = "Kami memerlukan sesuatu dari Anda untuk melanjutkan pengaduan ini."
_ORDERED: Final = "Sudah diputuskan untuk ditindaklanjuti. Tim dan surat tugasnya sedang disiapkan."
_UNIT: Final = "Pengaduan ini diserahkan kepada perangkat daerah yang berwenang. Identitas Anda tidak ikut diserahkan."

DOING: Final[dict[str, str]] = {
    "record": "Pengaduan Anda sudah kami terima dan sedang dicatat di Buku Pengaduan.",
    "verify": "Kami sedang memeriksa apakah keterangan dan bukti Anda sudah lengkap.",
    "await_reporter": _ASKED,
    "hand_up": "Pengaduan Anda sedang disampaikan kepada pimpinan inspektorat.",
    "order_review": "Pimpinan inspektorat sedang menunjuk siapa yang menelaah pengaduan Anda.",
    "assess": "Kami sedang menelaah isi pengaduan Anda dan aturan yang terkait.",
    "receive": "Hasil telaah sedang diterima oleh sekretariat untuk diputuskan.",
    "decide": "Pimpinan inspektorat sedang memutuskan tindak lanjutnya.",
    "propose_team": _ORDERED,
    "draft_letter": _ORDERED,
    "sign_letter": _ORDERED,
    "hand_over_letter": _ORDERED,
    "carry_out": "Tim sedang menindaklanjuti pengaduan Anda.",
    "respond": "Kami sedang menyusun jawaban untuk Anda.",
    "forward": _UNIT,
    "accept": _UNIT,
    "delegate": _UNIT,
    "transfer": "Pengaduan ini sedang disampaikan kepada instansi yang berwenang.",
    "deliver": "Jawaban untuk Anda sudah ada dan sedang disampaikan.",
    "await_source": "Pengaduan sudah dijawab. Kami menunggu penutupan dari sumber pengaduan.",
    "close": "Pengaduan sudah dijawab dan sedang ditutup.",
    "reconsider": "Keberatan Anda sedang ditinjau oleh pimpinan inspektorat.",
}
"""For each kind of step: what is being done, in a sentence."""

_AHEAD: Final[tuple[Status, ...]] = ("received", "checked", "examined", "acted", "ended")
_AFTER: Final[dict[Status, Status]] = {"waits": "checked", "passed_on": "acted"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way by its name, in Bahasa Indonesia; `since` where it has begun."""

    label: str
    since: datetime | None
    is_now: bool = False


def label_of(status: Status, kind: str | None) -> str:
    """The name of a stage; of what was passed on it says whether to a unit of the regency or to another agency."""
    return _WITH_UNIT if status == "passed_on" and kind in _UNITS_KINDS else LABELS[status]


def status_of(kind: str | None, passed: Sequence[Passed], is_closed: bool) -> Status:
    """The status of a complaint at a step of this kind, or after the last one."""
    if is_closed:
        return standing_after(passed[-1].kind) if passed else "ended"
    return standing_at(kind or "")


def way(
    kind: str | None, passed: Sequence[Passed], *, filed_at: datetime, is_closed: bool, kinds: Iterable[str]
) -> list[Stage]:
    """The stages so far and those ahead; `kinds` are of the steps of the regency's SOP."""
    now = status_of(kind, passed, is_closed)
    begun = [(LABELS["received"], filed_at)]
    since = filed_at
    for step in passed:
        begun.append((label_of(standing_at(step.kind), step.kind), since))
        since = step.ended_at
    begun.append((label_of(now, kind), since))
    so_far = [one for at, one in enumerate(begun) if at == 0 or one[0] != begun[at - 1][0]]
    stages = [Stage(label, at, is_now=place == len(so_far) - 1) for place, (label, at) in enumerate(so_far)]
    return stages if is_closed else [*stages, *(Stage(LABELS[status], None) for status in _ahead(now, kinds))]


def _ahead(now: Status, kinds: Iterable[str]) -> list[Status]:
    possible = {standing_at(kind) for kind in kinds} | {"ended"}
    place = _AHEAD.index(_AFTER.get(now, now))
    return [status for status in _AHEAD[place + 1 :] if status in possible]
