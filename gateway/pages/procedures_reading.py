"""An SOP as its data tell it, ready to be shown: who, by when, what comes out, where it leads, on what it rests."""

from collections.abc import Iterator, Mapping
from typing import Any

from gateway.pages import procedures_words as words
from gateway.pages import terms
from gateway.pages.complaint_sop import words as several
from gateway.pages.dashboard_words import stage
from gateway.pages.procedures_shapes import Leads, Rests, ShownStep, Span, Time
from gateway.pages.words import say

Data = Mapping[str, Any]


class Reading:
    """One version, by its definition."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self._titles = {step["key"]: step["title"] for step in data["steps"]}
        self._ends = {key: end["label"] for key, end in data["ends"].items()}

    def steps(self) -> list[ShownStep]:
        """In the order of the SOP."""
        return [self._step(raw) for raw in self.data["steps"]]

    def clocks(self) -> list[Span]:
        """Time limits over several steps."""
        return [
            Span(self._time(raw), _guard(raw.get("when")), self._anchors(raw["start"]), self._anchors(raw["stop"]))
            for raw in self.data.get("clocks") or ()
        ]

    def roles(self) -> list[tuple[str, str]]:
        """Each with who does its steps where a holder is the reported party."""
        return [
            (raw["label"], ", ".join(self.role(each) for each in several(raw.get("substitute"))))
            for raw in self.data["roles"].values()
        ]

    def ends(self) -> list[tuple[str, str, Rests]]:
        """Each with the time there is to object."""
        return [
            (raw["label"], self._time(raw["objection"]).length if raw.get("objection") else "", rests(raw))
            for raw in self.data["ends"].values()
        ]

    def channels(self) -> list[tuple[str, str, Rests]]:
        """Each with how reporters may be protected there."""
        return [
            (raw["label"], ", ".join(terms.mode(each) for each in raw["modes"]), rests(raw))
            for raw in self.data["channels"].values()
        ]

    def role(self, key: str) -> str:
        """The regency's own name of a role."""
        raw = self.data["roles"].get(key)
        return str(raw["label"]) if raw else terms.role(key)

    def place(self, key: str) -> str:
        """A step or an end by its name."""
        return str(self._titles.get(key) or self._ends.get(key) or key)

    def _step(self, raw: Data) -> ShownStep:
        return ShownStep(
            key=raw["key"],
            number=str(raw.get("number") or ""),
            title=raw["title"],
            text=str(raw["text"]).strip(),
            kind=stage(raw["kind"]),
            roles=tuple(self.role(each) for each in several(raw["roles"])),
            inputs=several(raw.get("inputs")),
            documents=tuple(_when(each, words.document(each["document"])) for each in raw.get("outputs") or ()),
            copies=tuple(self._copy(each) for each in raw.get("copies") or ()),
            time=self._time(raw["clock"]) if raw.get("clock") else None,
            marks=tuple(_marks_of_step(raw)),
            outcomes=tuple(self._leads(key, way) for key, way in raw["outcomes"].items()),
            rests=rests(raw),
        )

    def _copy(self, raw: Data) -> str:
        to = ", ".join(self.role(each) for each in several(raw["to"]))
        return _when(raw, say("{document} kepada {roles}").format(document=words.document(raw["document"]), roles=to))

    def _time(self, raw: Data) -> Time:
        extension = raw.get("extension")
        more = ""
        if extension:
            by = ", ".join(self.role(each) for each in several(extension["approved_by"]))
            most = words.length(extension["most"], raw["unit"])
            more = say("Dapat diperpanjang paling lama {most} oleh {roles}.").format(most=most, roles=by)
        length = words.length(raw["amount"], raw["unit"])
        return Time(str(raw["text"]), length, raw.get("limit") == "target", more, rests(raw))

    def _anchors(self, raw: Data) -> str:
        together = say(" dan ").join(self._event(each) for each in several(raw.get("all_of")))
        either = [self._event(each) for each in several(raw.get("any_of"))]
        return say(", atau ").join(filter(None, [together, *either]))

    def _event(self, anchor: str) -> str:
        first, _, second = anchor.partition(".")
        if first == "document":
            return say("terbitnya {document}").format(document=words.document(second))
        if not second:
            return say("pengaduan diterima") if first == "received" else say("pengaduan ditutup")
        told = {"entered": say("mulainya «{step}»"), "completed": say("selesainya «{step}»")}
        if second in told:
            return told[second].format(step=self.place(first))
        label = next((way["label"] for way in self._outcomes(first, second)), second)
        return say("«{step}» berakhir dengan {outcome}").format(step=self.place(first), outcome=label)

    def _outcomes(self, step: str, outcome: str) -> Iterator[Data]:
        found = (raw["outcomes"] for raw in self.data["steps"] if raw["key"] == step)
        return (outcomes[outcome] for outcomes in found if outcome in outcomes)

    def _leads(self, key: str, raw: Data) -> Leads:
        ways: list[Data] = [{"to": raw["to"]}] if isinstance(raw["to"], str) else raw["to"]
        to = tuple((_guard(way.get("when")), self.place(way["to"])) for way in ways)
        return Leads(key, raw["label"], to, tuple(_marks_of_outcome(raw)))


def rests(raw: Data) -> Rests:
    """On what an element rests."""
    found = raw["provenance"]
    name, colour = words.BASES[found["basis"]]
    return Rests(say(name), colour, found.get("note") or "")


def _guard(when: Data | None) -> str:
    parts = (f"{words.fact(name)}: {_any(name, several(given))}" for name, given in (when or {}).items())
    return "; ".join(parts)


def _any(name: str, codes: tuple[str, ...]) -> str:
    return ", ".join(words.value(name, code) for code in codes)


def _when(raw: Data, told: str) -> str:
    guard = _guard(raw.get("when"))
    return say("{what} (bila {guard})").format(what=told, guard=guard) if guard else told


def _marks_of_step(raw: Data) -> Iterator[str]:
    if raw.get("pauses"):
        yield say("Selama langkah ini jangka waktu berhenti.")
    if raw.get("when_late"):
        label = raw["outcomes"][raw["when_late"]]["label"]
        yield say("Bila waktunya habis, berakhir sendiri dengan: {outcome}.").format(outcome=label)


def _marks_of_outcome(raw: Data) -> Iterator[str]:
    if raw.get("is_return"):
        yield say("kembali")
    if raw.get("reason_required"):
        yield say("wajib disertai alasan")
    if raw.get("limit"):
        yield say("paling banyak {n} kali").format(n=raw["limit"])
    if raw.get("when_complete"):
        yield say("hanya bila kelengkapan ada")
    if raw.get("finds"):
        yield say("tidak bertentangan dengan jawaban telaah")
