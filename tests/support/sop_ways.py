"""The four SOPs as ways through the pages: the demo's stories, reported and ended by hand.

What the demo's reporters or sources send by a program is written here on a form: by the reporter where the SOP lets
citizens report online, by the office for what comes to the counter or from another portal.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final

from deploy.demo.banyumas import LAPAK_ADUAN
from deploy.demo.katingan import UNIT
from deploy.demo.klungkung import INCOMPLETE
from deploy.demo.stories import WALK_IN
from deploy.demo.story import Story
from deploy.demo.walk import REPORTER
from services.common.sop.model import Sop, Step
from services.common.vocabulary import UNITS
from tests.support import filings
from tests.unit.common.sop import tenants

Json = dict[str, Any]

_IDENTITY: Final = {**filings.REPORTER, "nik": "9999990101010017", "occupation": "Penenun karangan"}
_THOUGHTS: Final = ("core_problem", "recommendation", "instruction", "memo", "objective")
_PROOF: Final = replace(filings.JPEG, name="status-selesai.jpg", kind="confirmation")


@dataclass(frozen=True)
class Way:
    """A story as it is walked: `filing` says it in the words of an invented reporter, whose identity is secret."""

    story: Story
    filing: Json

    @cached_property
    def sop(self) -> Sop:
        """The SOP it follows."""
        return tenants.sop(self.story.tenant)

    def step(self, key: str) -> Step:
        """A row of it."""
        found = self.sop.step(key)
        assert found is not None
        return found

    @property
    def is_reported_online(self) -> bool:
        """Whether the reporter fills in the form, and not the office."""
        return self.story.filed_by == REPORTER

    def hidden_from(self, officer: str) -> tuple[str, ...]:
        """Who reports is shown to no officer unasked; to those of units not even the words of the report."""
        roles = next(one.roles for one in tenants.officers(self.story.tenant) if one.id == officer)
        identity = tuple(self.filing["identity"].values())
        return (*identity, *filings.SECRETS) if UNITS in roles else identity

    @property
    def inside(self) -> tuple[str, ...]:
        """What no reporter is shown: what the office writes for itself, and who its people are."""
        said = (turn.result.get(name, "") for turn in self.story.turns for name in _THOUGHTS)
        names = (one.name for one in tenants.officers(self.story.tenant) if one.kind == "officer")
        return (*(text for text in said if " " in text), *names)

    @property
    def answers(self) -> tuple[str, ...]:
        """What the reporter is to read in the end."""
        return tuple(turn.result["answer"] for turn in self.story.turns if "answer" in turn.result)


def ways() -> dict[str, Way]:
    """One way of each regency, by its key; each time with complaints of its own."""
    return {way.story.tenant: way for way in (_klungkung(), _banyumas(), _katingan(), _madiun())}


def _klungkung() -> Way:
    return Way(INCOMPLETE, filings.on_the_web())


def _banyumas() -> Way:
    """From Lapak Aduan, which has no window here: the team enters it, and in the end what Lapak Aduan published."""
    *others, last = LAPAK_ADUAN.turns
    closing = replace(last, officer="pengaduan", report=_PROOF)
    story = replace(LAPAK_ADUAN, filed_by="pengaduan", turns=(*others, closing))
    return Way(story, filings.lapak_aduan(identity=filings.REPORTER))


def _katingan() -> Way:
    return Way(replace(UNIT, filed_by=REPORTER), filings.on_the_web(identity=_IDENTITY))


def _madiun() -> Way:
    return Way(WALK_IN, filings.by_letter(channel="walk_in"))
