"""What is filled in to end a step, by its kind: one made-up result each, with all an SOP may demand of it.

A test holds the table to the kinds of steps and to the shape of their results.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

Result = dict[str, Any]

REASON: Final = "Contoh: alasan karangan dari kabupaten percobaan."


@dataclass(frozen=True, slots=True)
class Given:
    """What a result names and the table cannot know: the day, the place, officers for a team, and a unit."""

    today: str
    place: str
    team: Sequence[str]
    unit: str

    @classmethod
    def on(cls, today: date, place: str, team: Sequence[str] = (), unit: str = "") -> "Given":
        """Of a day."""
        return cls(today.isoformat(), place, tuple(team), unit)


def result(kind: str, given: Given) -> Result:
    """The made-up result of a step that leads on."""
    return _TABLE[kind](given)


def _record(_: Given) -> Result:
    return {"problem_code": "02"}


def _verify(_: Given) -> Result:
    return {
        "summary": "Contoh: keluhan tentang pungutan di loket layanan.",
        "checklist": [{"item": "Identitas dan bukti (contoh)", "is_met": True}],
        "asks": "Contoh: mohon lampirkan bukti pendukung.",
    }


def _order_review(_: Given) -> Result:
    return {"instruction": "Contoh: telaah dalam tiga hari kerja."}


def _assess(_: Given) -> Result:
    return {
        "core_problem": "Contoh: dugaan pungutan di luar ketentuan pada loket layanan.",
        "recommendation": "Contoh: tindak lanjuti.",
        "regulations": ["Peraturan contoh tentang pelayanan publik"],
        "what": "Contoh: pungutan di luar tarif",
        "who": "Contoh: petugas loket",
        "where": "Contoh: loket layanan",
        "when": "Contoh: pekan lalu",
        "why": "Contoh: tarif tidak ditempel",
        "how": "Contoh: diminta di loket",
        "how_much": "Contoh: sepuluh ribu rupiah",
        "is_logical": True,
        "is_our_authority": True,
        "has_initial_evidence": True,
        "criteria": "Contoh: ada petunjuk awal dan dapat diuji.",
    }


def _receive(given: Given) -> Result:
    return {"agenda_number": "700/1", "received_on": given.today}


def _decide(given: Given) -> Result:
    return {
        "instruction": "Contoh: laksanakan tindak lanjut.",
        "meeting_held_on": given.today,
        "meeting_minutes": "Contoh: risalah rapat karangan.",
    }


def _propose_team(given: Given) -> Result:
    positions = ("ketua_tim", "anggota")
    team = [{"officer": who, "position": what} for who, what in zip(given.team, positions, strict=False)]
    return {"team": team, "objective": "Contoh: menguji kebenaran pengaduan.", "days": 5}


def _draft_letter(given: Given) -> Result:
    return {
        "basis": ["Contoh: perintah tindak lanjut"],
        "place": given.place,
        "starts_on": given.today,
        "cost": "Contoh: DPA tahun berjalan",
        "copies_to": ["Arsip"],
    }


def _sign_letter(given: Given) -> Result:
    return {"signed_on": given.today}


def _hand_over_letter(given: Given) -> Result:
    return {"handed_on": given.today, "received_by": "Ketua tim"}


def _carry_out(given: Given) -> Result:
    return {
        "reported_on": given.today,
        "summary": "Contoh: tim meminta keterangan dan memeriksa bukti.",
        "findings": "Contoh: tujuh dari dua puluh permohonan dikenai biaya di luar tarif.",
        "conclusion": "Contoh: sebagian terbukti.",
        "recommendations": ["Contoh: kembalikan pungutan"],
    }


def _respond(_: Given) -> Result:
    return {"answer": "Contoh: pengaduan Anda telah ditindaklanjuti."}


def _forward(given: Given) -> Result:
    return {"unit": given.unit, "memo": "Contoh: mohon ditindaklanjuti secara intern."}


def _accept(given: Given) -> Result:
    return {"received_on": given.today}


def _delegate(_: Given) -> Result:
    return {
        "summary": "Contoh: jadwal loket diatur ulang.",
        "conclusion": "Contoh: selesai secara intern.",
        "recommendations": ["Contoh: tempel tarif di loket"],
    }


def _transfer(_: Given) -> Result:
    return {"agency": "Instansi Contoh", "memo": "Contoh: bukan kewenangan kami, mohon ditindaklanjuti."}


def _deliver(given: Given) -> Result:
    return {
        "delivered_on": given.today,
        "way": "system",
        "answer": "Contoh: pengaduan Anda telah ditindaklanjuti. Semua dalam jawaban ini karangan.",
    }


def _await_source(given: Given) -> Result:
    return {"confirmed_on": given.today, "source_status": "selesai"}


def _close(_: Given) -> Result:
    return {"summary": "Contoh: selesai ditindaklanjuti.", "message": "Contoh: terima kasih atas pengaduan Anda."}


def _reconsider(_: Given) -> Result:
    return {"considerations": "Contoh: telah ditinjau.", "message": "Contoh: keberatan Anda telah ditinjau."}


def _nothing(_: Given) -> Result:
    return {}


_TABLE: Final[Mapping[str, Callable[[Given], Result]]] = {
    "record": _record,
    "verify": _verify,
    "await_reporter": _nothing,
    "hand_up": _nothing,
    "order_review": _order_review,
    "assess": _assess,
    "receive": _receive,
    "decide": _decide,
    "propose_team": _propose_team,
    "draft_letter": _draft_letter,
    "sign_letter": _sign_letter,
    "hand_over_letter": _hand_over_letter,
    "carry_out": _carry_out,
    "respond": _respond,
    "forward": _forward,
    "accept": _accept,
    "delegate": _delegate,
    "transfer": _transfer,
    "deliver": _deliver,
    "await_source": _await_source,
    "close": _close,
    "reconsider": _reconsider,
}
KINDS: Final = frozenset(_TABLE)
"""The kinds of steps that can be ended here."""
