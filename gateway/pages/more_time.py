"""More time in words: what may be asked for a step, and what somebody asked for, never without the unit of time."""

from collections.abc import Iterable, Mapping
from typing import Final

from gateway.pages import deadlines, procedures_words, terms
from gateway.pages.words import moment, say
from services.common.contracts.extensions import Extendable, OpenExtension

_QUESTIONS: Final[Mapping[str, str]] = {
    "working_minutes": "Berapa menit kerja lagi?",
    "working_hours": "Berapa jam kerja lagi?",
    "days": "Berapa hari kalender lagi?",
    "working_days": "Berapa hari kerja lagi?",
    "months": "Berapa bulan lagi?",
}


def named(one: Extendable) -> str:
    """Which clock it is."""
    text = say("Waktu langkah ini: {text}") if one.is_of_step else say("Jangka waktu beberapa langkah: {text}")
    return text.format(text=one.text)


def most(one: Extendable) -> str:
    """How much may be asked for, and who decides."""
    text = say("Paling banyak {n} lagi; yang memutuskan: {who}.")
    return text.format(n=procedures_words.length(one.left, one.unit), who=terms.roles(one.approved_by))


def question(among: Iterable[Extendable]) -> str:
    """What is asked; without a unit where they differ, for then the choice tells it."""
    units = {one.unit for one in among}
    return say(_QUESTIONS[units.pop()]) if len(units) == 1 else say("Berapa lama lagi?")


def asked(one: OpenExtension, who: str) -> str:
    """Who asks for how much, and for which step."""
    text = say("{who} meminta tambahan {n} untuk langkah “{step}” pada {at}.")
    amount = procedures_words.length(one.amount, one.clock_unit) if one.clock_unit else say("waktu")
    return text.format(who=who, n=amount, step=one.title or one.step, at=moment(one.asked_at))


def dates(one: OpenExtension) -> str:
    """Until when it is due now, and would be; nothing while no date is due."""
    if one.due_at is None or one.due_if_granted is None:
        return ""
    text = say("Tenggat sekarang {due} ({left}); bila disetujui menjadi {then}.")
    then = deadlines.at(one.due_if_granted, one.clock_unit)
    return text.format(due=deadlines.due(one), left=deadlines.left(one), then=then)
