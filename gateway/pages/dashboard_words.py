"""Words and numbers of the dashboards: stages of the work, years one may look at, and numbers as they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from babel.numbers import format_decimal
from flask import g, request, url_for

from gateway.pages import typed
from gateway.pages.words import say

_STAGES: Final[Mapping[str, str]] = {
    "record": "Pencatatan",
    "verify": "Verifikasi",
    "await_reporter": "Menunggu pelapor",
    "hand_up": "Penyampaian kepada Inspektur",
    "order_review": "Perintah penelaahan",
    "assess": "Penelaahan",
    "receive": "Penerimaan berkas",
    "decide": "Keputusan tindak lanjut",
    "propose_team": "Usulan tim",
    "draft_letter": "Konsep SPT",
    "sign_letter": "Penandatanganan SPT",
    "hand_over_letter": "Penyerahan SPT",
    "carry_out": "Pelaksanaan tindak lanjut",
    "respond": "Penyusunan jawaban",
    "forward": "Penerusan kepada perangkat daerah",
    "accept": "Penerimaan oleh perangkat daerah",
    "delegate": "Penanganan oleh perangkat daerah",
    "transfer": "Penyaluran ke instansi lain",
    "deliver": "Penyampaian hasil",
    "await_source": "Menunggu sumber aduan",
    "close": "Penutupan",
    "reconsider": "Peninjauan keberatan",
}
"""Kinds of steps as they are called across regencies, whose SOPs each have titles of their own."""

_FIRST_YEAR: Final = 2020
_MOST_YEARS: Final = 5
_HIDDEN: Final = "x"


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a trend; `count` is None where it is left out."""

    monday: date
    count: int | None


def stage(kind: str) -> str:
    """A kind of step in words; the code where it has none."""
    return say(_STAGES.get(kind, kind))


def short(government: str) -> str:
    """Kabupaten Contoh for Pemerintah Kabupaten Contoh, as it is said in a table of them."""
    return government.removeprefix("Pemerintah ")


def decimal(number: float) -> str:
    """4,5 in Bahasa Indonesia, 4.5 in English; 4 for a whole number."""
    return str(format_decimal(round(number, 1), locale=g.get("language", "id")))


def percent(part: int, whole: int) -> str:
    """Whole per cent. Nothing of nothing has none."""
    return f"{round(100 * part / whole)}%" if whole else ""


def years() -> list[int]:
    """Years one may ask for, the newest first."""
    now = datetime.now(UTC).year
    return list(range(now, max(_FIRST_YEAR, now - _MOST_YEARS) - 1, -1))


def asked_year() -> int:
    """The year of the address; this one where it says none, or one nobody may ask for."""
    asked = typed.number(request.args.get("tahun", ""))
    return asked if asked in years() else years()[0]


def trend(counts: Sequence[int | None]) -> str:
    """The address of the drawing of these counts, of which it is made alone."""
    return url_for("dashboard_trend.draw", n=".".join(_HIDDEN if each is None else str(each) for each in counts))


def read_trend(text: str) -> list[int | None] | None:
    """The counts such an address names; None where it names no such thing."""
    found = text.split(".")
    if len(found) > 60 or not all(
        each == _HIDDEN or (len(each) <= 6 and typed.number(each) is not None) for each in found
    ):
        return None
    return [None if each == _HIDDEN else int(each) for each in found]
