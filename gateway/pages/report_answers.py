"""The answers of a report, as they are read once more before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from flask import g

from gateway.pages import report_fields, terms
from gateway.pages.report_channels import FIELDS, Channel
from gateway.pages.words import day, say

SHORT_STORY: Final = 200
"""Letters under which it is said that more would help; it is taken all the same."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer; `page` is the view where it is changed. Empty where nothing was given."""

    label: str
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Section:
    """Answers that belong together."""

    title: str
    answers: tuple[Answered, ...]


def of(content: Mapping[str, Any], channel: Channel) -> list[Section]:
    """All of them, by page."""
    how = [
        Answered(say("Jalur"), channel.label, "begin"),
        Answered(say("Perlindungan identitas"), terms.mode(content.get("mode", "")), "mode"),
    ]
    sections = [
        Section(say("Cara melapor"), tuple(how)),
        Section(say("Apa yang terjadi"), tuple(_story(content))),
        Section(say("Siapa, di mana, kapan"), tuple(_around(content))),
    ]
    if content.get("mode") != "anonymous":
        sections.append(Section(say("Tentang Anda"), tuple(_identity(content.get("identity", {}), channel))))
    return sections


def is_short(content: Mapping[str, Any]) -> bool:
    """Whether more would help the office."""
    return len(content.get("story", "")) < SHORT_STORY


def party(row: Mapping[str, str]) -> str:
    """A reported party in a line."""
    units = {unit.key: unit.name for unit in g.tenant.units}
    told = (row.get("name"), row.get("position"), units.get(row.get("unit", "")), row.get("agency"))
    return ", ".join(filter(None, told))


def _story(content: Mapping[str, Any]) -> list[Answered]:
    before = say(report_fields.ELSEWHERE.get(content.get("elsewhere", ""), ""))
    where = ", ".join(filter(None, (before, content.get("elsewhere_where"))))
    return [
        Answered(say("Pokok pengaduan"), content.get("subject", ""), "story"),
        Answered(say("Cerita"), content.get("story", ""), "story"),
        Answered(say("Pernah dilaporkan"), where, "story"),
    ]


def _around(content: Mapping[str, Any]) -> list[Answered]:
    happened = content.get("happened_on")
    return [
        Answered(say("Pihak yang dilaporkan"), "\n".join(map(party, content.get("reported", ()))), "parties"),
        Answered(say("Lokasi kejadian"), content.get("location") or "", "parties"),
        Answered(say("Tanggal kejadian"), day(date.fromisoformat(happened)) if happened else "", "parties"),
    ]


def _identity(given: Mapping[str, str], channel: Channel) -> list[Answered]:
    shown = dict(given)
    if "nik" in shown:
        shown["nik"] = say("berakhir dengan {last}").format(last=shown["nik"][-4:])
    asked = (*channel.required, *channel.optional)
    return [Answered(_capital(say(FIELDS[name])), shown.get(name, ""), "identity") for name in asked]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
