"""Parts of an SOP as they are shown: words only, nothing of its data is left."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rests:
    """On which words of the published SOP something rests."""

    name: str
    colour: str
    note: str


@dataclass(frozen=True, slots=True)
class Time:
    """A length of time: the source's own words, the number with its unit, and what may be added."""

    said: str
    length: str
    is_target: bool
    extension: str
    rests: Rests


@dataclass(frozen=True, slots=True)
class Span:
    """A time over several steps: for which complaints (all, where nothing is said), and from what until what."""

    time: Time
    guard: str
    start: str
    stop: str


@dataclass(frozen=True, slots=True)
class Leads:
    """One way a step ends: `to` are pairs of a condition, which may be empty, and the step or end it leads to."""

    key: str
    label: str
    to: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step."""

    key: str
    number: str
    title: str
    text: str
    kind: str
    roles: tuple[str, ...]
    inputs: tuple[str, ...]
    documents: tuple[str, ...]
    copies: tuple[str, ...]
    time: Time | None
    marks: tuple[str, ...]
    outcomes: tuple[Leads, ...]
    rests: Rests
