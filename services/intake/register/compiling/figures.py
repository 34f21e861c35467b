"""The tables of the report of a period, from the courses of its complaints; and the hash anybody can check. Pure."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timezone
from fractions import Fraction
from math import floor
from statistics import median
from typing import Final

from services.common.contracts.report_fields import Count, Table
from services.common.vocabulary import PROBLEM_CODES
from services.intake.register.compiling.course import Course, Timeliness

_FLOW: Final = {
    "open_before": "Sisa periode sebelumnya",
    "entered": "Masuk dalam periode ini",
    "reopened": "Dibuka kembali karena keberatan",
    "ended": "Selesai dalam periode ini",
    "open_after": "Sisa untuk periode berikutnya",
}
_TIME: Final = {
    "met": "Tepat waktu",
    "missed": "Terlambat",
    "running": "Masih berjalan, belum lewat waktu",
    "overdue": "Masih berjalan, lewat waktu",
}
_FLOW_NOTE: Final = (
    "Dihitung menurut saat pengaduan dicatat di sistem, bukan tanggal suratnya. Sisa sebelumnya + masuk + dibuka "
    "kembali - selesai = sisa untuk periode berikutnya. Pengaduan yang selesai, dibuka kembali karena keberatan, lalu "
    "selesai lagi dihitung setiap kali."
)
_CHANNEL_NOTE: Final = "Pengaduan yang dicatat dalam periode ini."
_PROBLEM_NOTE: Final = (
    "Pengaduan yang dicatat dalam periode ini, menurut kode masalah yang diberikan saat dicatat dalam Buku Pengaduan. "
    "Tanpa kode: belum diberi kode, atau isinya sudah dimusnahkan."
)
_CATEGORY_NOTE: Final = (
    "Pengaduan yang kategorinya ditetapkan dalam periode ini, menurut penetapan terakhir. Kosong bila SOP tidak "
    "mengenal kategori."
)
_DECISION_NOTE: Final = "Pengaduan yang tindak lanjutnya diputuskan dalam periode ini, menurut putusan terakhir."
_WAITING_NOTE: Final = "Pengaduan yang belum selesai pada akhir periode, menurut langkah SOP yang sedang berjalan."
_END_NOTE: Final = "Pengaduan yang selesai dalam periode ini dan tidak dibuka kembali sampai akhir periode."
_TIME_NOTE: Final = (
    "Batas waktu setiap langkah dan seluruh SOP. Tepat waktu dan terlambat: yang berhenti dalam periode ini. Masih "
    "berjalan: pada akhir periode, dari pengaduan yang belum selesai; batas waktu yang sedang dihentikan sementara "
    "dihitung belum lewat."
)
_DAYS_NOTE: Final = "Hari kalender dari tanggal diterima sampai tanggal selesai; dibulatkan ke hari penuh."


@dataclass(slots=True)
class Tally:
    """Counts by code. A code has the label of the newest version of the SOP that was counted."""

    counts: Counter[str] = field(default_factory=Counter)
    labels: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, code: str, label: str, version: int) -> None:
        """One more."""
        self.counts[code] += 1
        self.labels[code] = max(self.labels.get(code, (0, "")), (version, label))

    def rows(self) -> tuple[Count, ...]:
        """The most first."""
        found = [(-count, self.labels[code][1]) for code, count in self.counts.items()]
        return tuple(Count(label=label, count=-count) for count, label in sorted(found))


@dataclass(slots=True)
class Figures:
    """What is counted of a period."""

    zone: timezone
    flow: Counter[str] = field(default_factory=Counter)
    channels: Tally = field(default_factory=Tally)
    problems: Counter[str] = field(default_factory=Counter)
    categories: Tally = field(default_factory=Tally)
    decisions: Tally = field(default_factory=Tally)
    waiting: Tally = field(default_factory=Tally)
    ends: Tally = field(default_factory=Tally)
    time: Timeliness = field(default_factory=Timeliness)
    days: list[int] = field(default_factory=list)

    def add(self, course: Course) -> None:
        """One more complaint that was open in the period."""
        known, sop = course.known, course.sop
        if not course.was_there:
            channel = sop.channels.get(known.channel)
            self.channels.add(known.channel, channel.label if channel else known.channel, sop.version)
        self._add_flow(course)
        for tally, said in ((self.categories, course.category), (self.decisions, course.decision)):
            if said:
                tally.add(*said, sop.version)
        self.time.add(course.time)
        self._add_end(course)

    def _add_flow(self, course: Course) -> None:
        """Every time it ended or was opened again, so that what came and went adds up to what is left."""
        self.flow["entered"] += not course.was_there
        self.flow["open_before"] += course.was_there and course.was_open
        self.flow["reopened"] += course.reopenings
        self.flow["ended"] += course.endings
        self.flow["open_after"] += course.is_open

    def _add_end(self, course: Course) -> None:
        known, sop = course.known, course.sop
        if known.end is None or known.closed_at is None:
            step = sop.step(known.step or "")
            self.waiting.add(known.step or "", step.title if step else "Beralih ke langkah berikutnya", sop.version)
            return
        end = sop.ends.get(known.end)
        self.ends.add(known.end, end.label if end else known.end, sop.version)
        closed, received = (at.astimezone(self.zone).date() for at in (known.closed_at, known.received_at))
        self.days.append((closed - received).days)


def tables(figures: Figures) -> tuple[Table, ...]:
    """The figures as they are printed; problem codes only where some were given."""
    by_problem = Table(heading="Pengaduan masuk menurut jenis masalah", note=_PROBLEM_NOTE, rows=_problems(figures))
    return (
        Table(heading="Ringkasan", note=_FLOW_NOTE, rows=_named(_FLOW, figures.flow)),
        Table(heading="Pengaduan masuk menurut saluran", note=_CHANNEL_NOTE, rows=figures.channels.rows()),
        *([by_problem] if figures.problems else []),
        Table(heading="Kategori (kadar pengawasan)", note=_CATEGORY_NOTE, rows=figures.categories.rows()),
        Table(heading="Keputusan tindak lanjut", note=_DECISION_NOTE, rows=figures.decisions.rows()),
        Table(heading="Status pada akhir periode", note=_WAITING_NOTE, rows=figures.waiting.rows()),
        Table(heading="Hasil penanganan", note=_END_NOTE, rows=figures.ends.rows()),
        Table(heading="Ketepatan waktu", note=_TIME_NOTE, rows=_named(_TIME, asdict(figures.time))),
        Table(heading="Lama penyelesaian", note=_DAYS_NOTE, rows=_days(figures.days), counted="Hari"),
    )


def digest(from_on: date, to_on: date, found: Sequence[Table]) -> str:
    """SHA-256 over the period and all figures as canonical JSON: keys sorted, no blanks, UTF-8. Notes are left out."""
    said = {
        "from_on": from_on.isoformat(),
        "to_on": to_on.isoformat(),
        "tables": [{"heading": table.heading, "rows": [row.model_dump() for row in table.rows]} for table in found],
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _problems(figures: Figures) -> tuple[Count, ...]:
    coded = {code: f"{code} {label}" for code, label in PROBLEM_CODES.items()}
    left = figures.flow["entered"] - figures.problems.total()
    return (*_named(coded, figures.problems), *([Count(label="Tanpa kode", count=left)] if left else []))


def _named(names: Mapping[str, str], counts: Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(Count(label=label, count=counts.get(name, 0)) for name, label in names.items())


def _days(days: Sequence[int]) -> tuple[Count, ...]:
    if not days:
        return ()
    # Half a day counts as a whole one; of an even number the median is the mean of the two in the middle.
    mean, middle = (floor(value + Fraction(1, 2)) for value in (Fraction(sum(days), len(days)), Fraction(median(days))))
    return (Count(label="Rata-rata", count=mean), Count(label="Median", count=middle))
