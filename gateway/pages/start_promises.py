"""What a regency's SOP promises whoever reports: the way of a complaint in a few words, and its time limits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from gateway.pages import procedures_words
from gateway.pages.words import say
from services.common.contracts.regencies import PublicTenant

_WAY: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    ("Kami mencatat pengaduan Anda dan memeriksa kelengkapannya.", frozenset({"record", "verify"})),
    ("Pengaduan ditelaah.", frozenset({"order_review", "assess"})),
    ("Inspektur memutuskan tindak lanjutnya.", frozenset({"decide"})),
    ("Pengaduan ditindaklanjuti.", frozenset({"carry_out", "accept", "delegate"})),
    ("Anda menerima jawabannya.", frozenset({"respond", "deliver"})),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the way of every complaint; `times` are those the SOP gives for its steps, in its own words."""

    text: str
    times: tuple[tuple[str, str], ...]


def way(regency: PublicTenant) -> list[Stretch]:
    """What happens to a complaint here, in a few sentences."""
    steps = {step["kind"]: step for step in reversed(regency.steps)}
    found = []
    for text, kinds in _WAY:
        here = [step for step in regency.steps if step["kind"] in kinds]
        if here and not kinds.isdisjoint(steps):
            times = tuple((step["title"], step["clock"]) for step in here if step["clock"])
            found.append(Stretch(say(text), times))
    return found


def promised(regency: PublicTenant) -> list[str]:
    """How long the whole may take, with the unit and what it counts."""
    told = []
    for clock in regency.clocks:
        words = procedures_words.length(clock["amount"], clock["unit"])
        text = say("{clock}, untuk pengaduan: {which}") if clock["is_for_some"] else "{clock}"
        told.append(text.format(clock=words, which=_which(clock.get("when", {}))))
    return told


def _which(when: Mapping[str, Iterable[str]]) -> str:
    """For which complaints it holds, by the answers that lead there, as the page of the procedure tells them."""
    told = [procedures_words.value(name, code) for name, codes in when.items() for code in codes]
    return ", ".join(told) or say("sebagian")
