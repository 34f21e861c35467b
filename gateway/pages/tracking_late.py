"""Tells a reporter that a complaint is late: by how much, what holds it up, and what has been done about it.

Only from codes of the register, in sentences of ours. Whom it waits for is said no closer than the page says anyhow.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from gateway.api.shapes import ReporterView
from gateway.pages.report_channels import listed
from gateway.pages.tracking_status import label_of, status_of
from gateway.pages.words import say
from services.common.contracts.lateness import Lateness

_SENT_BACK: Final = "Pekerjaannya sempat dikembalikan ke langkah sebelumnya."
_MOVED: Final = {
    "extension": "Waktunya sudah diperpanjang, dan tanggal di atas sudah memuat perpanjangan itu.",
    "pause": "Hari-hari selama kami menunggu Anda tidak ikut dihitung.",
    "calendar": "Tanggal di atas sudah disesuaikan dengan hari libur.",
    "version": "Tanggal di atas mengikuti prosedur yang baru.",
}


@dataclass(frozen=True, slots=True)
class Late:
    """That it is late, in a few words, and what is known of the reason, in sentences; none while it is not known."""

    by: str
    cause: str = ""
    more: tuple[str, ...] = ()


def late(view: ReporterView, now: datetime) -> Late | None:
    """None while it is in time, stands still, or has ended."""
    if view.state != "in_progress" or view.is_paused or view.due_at is None or view.due_at >= now:
        return None
    found = view.lateness
    if found is None:
        return Late(say("Terlambat {days} hari.").format(days=max((now - view.due_at).days, 1)))
    one, many = say("Terlambat 1 hari kerja:"), say("Terlambat {days} hari kerja:")
    by = one if found.working_days == 1 else many.format(days=found.working_days)
    return Late(by, _cause(found, view.kind or ""), tuple(_more(found)))


def _cause(found: Lateness, kind: str) -> str:
    """What follows the colon."""
    if found.waits_for == "unit":
        return say("perangkat daerah yang menanganinya belum menyelesaikan bagiannya.")
    if found.waits_for == "source":
        return say("kami masih menunggu konfirmasi dari tempat asal pengaduan ini.")
    if found.waits_for == "reporter":
        return say("kami masih menunggu kelengkapan dari Anda.")
    return _of_office(found, kind) if found.has_begun else say("pengaduan ini belum sempat kami mulai kerjakan.")


def _of_office(found: Lateness, kind: str) -> str:
    here = _stage(kind)
    if kind in found.overran:
        sentence = say("tahap “{stage}” memakan waktu lebih lama daripada yang ditetapkan.")
        return sentence.format(stage=here)
    earlier = [stage for stage in _stages(found.overran) if stage != here]
    if earlier:
        sentence = say("tahap “{earlier}” lebih lama daripada yang ditetapkan; sekarang pada tahap “{stage}”.")
        return sentence.format(earlier=listed(earlier), stage=here)
    return say("tahap “{stage}” belum selesai.").format(stage=here)


def _stages(kinds: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(_stage, kinds)))


def _stage(kind: str) -> str:
    return say(label_of(status_of(kind, (), False), kind))


def _more(found: Lateness) -> list[str]:
    told = [say(_MOVED[because]) for because in found.moved]
    return [say(_SENT_BACK), *told] if found.was_sent_back else told
