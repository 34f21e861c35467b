"""What the pages of a report take: from the fields of a form to what the draft keeps, with faults as sentences.

The rules are those of the contract, so that nothing passes here that would be refused on sending; the sentences are
ours, for citizens. Fields of forms have names in Bahasa Indonesia, what is kept has the names of the contract.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, Field

from gateway.pages import typed
from gateway.pages.forms import Form
from gateway.pages.report_channels import Channel
from gateway.pages.report_faults import PARTY, place, sentence
from gateway.pages.words import zone
from gateway.reading import shaped
from services.common.contracts.complaints import Identity, Message, ReportedParty
from services.common.contracts.result import Line, Prose
from services.common.errors import Invalid

MOST_PARTIES: Final = 10
STORY_LETTERS: Final = 19_500
"""A little less than the contract takes: where it was reported before is added to the story."""

NOT_BEFORE: Final = "belum"
ELSEWHERE: Final[Mapping[str, str]] = {
    NOT_BEFORE: "Belum pernah",
    "sp4n_lapor": "SP4N-LAPOR!",
    "lapak_aduan": "Lapak Aduan",
    "lain": "Tempat lain",
}
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_BLANKS = re.compile(r"[\s.\-]")


class _Told(Message):
    subject: Line
    story: Annotated[Prose, Field(max_length=STORY_LETTERS)]
    elsewhere_where: Annotated[Line, Field(max_length=200)] | None = None


class _Around(Message):
    reported: tuple[ReportedParty, ...] = ()
    location: Line | None = None


def story(form: Form) -> dict[str, Any]:
    """Subject and story, and whether it was reported elsewhere."""
    taken = {"subject": form.text("pokok"), "story": form.text("uraian"), "elsewhere_where": form.text("lain_nomor")}
    _judge(form, _Told, {name: value for name, value in taken.items() if value or name != "elsewhere_where"})
    return {**taken, "elsewhere": form.text("lain") if form.text("lain") in ELSEWHERE else NOT_BEFORE}


def story_form(content: Mapping[str, Any], faults: dict[str, str]) -> Form:
    """The page as it was left."""
    names = {"pokok": "subject", "uraian": "story", "lain": "elsewhere", "lain_nomor": "elsewhere_where"}
    return Form({ours: content.get(kept, "") for ours, kept in names.items()}, faults)


def parties(form: Form, units: Iterable[str]) -> dict[str, Any]:
    """Who is reported, where and when; what was left empty is left out."""
    rows = [
        {kept: form.text(f"{ours}-{at}") for ours, kept in PARTY.items()}
        for at in range(MOST_PARTIES)
        if any(form.text(f"{ours}-{at}") for ours in PARTY)
    ]
    given = [{name: value for name, value in row.items() if value} for row in rows]
    known = set(units)
    for at, row in enumerate(given):
        if row.get("unit") and row["unit"] not in known:
            form.faults[f"unit-{at}"] = sentence("unit")
    taken: dict[str, Any] = {"reported": given, "location": form.text("lokasi") or None}
    _judge(form, _Around, taken)
    taken["happened_on"] = _day(form)
    return taken


def parties_form(content: Mapping[str, Any], faults: dict[str, str]) -> Form:
    """The page as it was left."""
    values = {"lokasi": content.get("location") or "", "tanggal": content.get("happened_on") or ""}
    for at, row in enumerate(content.get("reported", ())):
        values |= {f"{ours}-{at}": row.get(kept, "") for ours, kept in PARTY.items()}
    return Form(values, faults)


def rows(form: Form, least: int) -> int:
    """For how many parties there is room on the page."""
    used = [at for at in range(MOST_PARTIES) if any(form.text(f"{ours}-{at}") for ours in PARTY)]
    return min(max(least, *(at + 1 for at in used), 1), MOST_PARTIES)


def identity(form: Form, channel: Channel) -> dict[str, str]:
    """What the channel asks of who reports, and nothing else that may have been sent."""
    given = {name: form.text(name) for name in (*channel.required, *channel.optional)}
    if "nik" in given:
        given["nik"] = _BLANKS.sub("", given["nik"])
    given = {name: value for name, value in given.items() if value}
    _judge(form, Identity, given)
    for name in channel.required:
        if name not in given:
            form.faults[name] = sentence(name)
    return given


def _judge(form: Form, model: type[BaseModel], taken: Mapping[str, Any]) -> None:
    try:
        shaped(model, **taken)
    except Invalid as reason:
        for path in reason.fields:
            _, field = place(path if model is not Identity else f"identity.{path}")
            form.faults.setdefault(field, sentence(path.rpartition(".")[2]))


def _day(form: Form) -> str | None:
    """As 2026-11-21; also typed as 21-11-2026 or 21/11/2026. Not in the future of the regency."""
    if not (written := form.text("tanggal")):
        return None
    turned = _DAY.fullmatch(written)
    found = typed.day(f"{turned[3]}-{turned[2]:0>2}-{turned[1]:0>2}" if turned else written)
    if found is None:
        form.faults["tanggal"] = sentence("happened_on")
        return None
    if found > datetime.now(zone()).date():
        form.faults["tanggal"] = sentence("future")
    return found.isoformat()
