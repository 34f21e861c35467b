"""The rows of a portal's file as complaints, each with what is wrong with it; nothing is filed here.

Headings and words are the regency's (`services.common.contracts.source_files`), and so is its clock.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from gateway.source_files.bounds import MOST
from gateway.source_files.table import NotATable, Table
from services.common.contracts.complaints import Filing
from services.common.contracts.source_files import SourceColumns, SourceFile

Fault = Literal["number", "twice", "subject", "story", "received_on", "reporter", "location", "other"]

_NEEDED: Final = ("number", "story")
_ABOVE: Final = 10
_OPENING: Final = time(8)
"""When a report counts as received where its time is not said."""
_FORMATS: Final = (
    *("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%d/%m/%Y", "%d-%m-%Y"),
    *("%d %m %Y %H:%M", "%d %m %Y", "%d.%m.%Y"),
)
_MONTHS: Final = (
    *("januari", "februari", "maret", "april", "mei", "juni"),
    *("juli", "agustus", "september", "oktober", "november", "desember"),
)
FIELDS: Final[Mapping[str, Fault]] = {
    "source_reference": "number",
    "subject": "subject",
    "story": "story",
    "identity": "reporter",
    "location": "location",
    "received_at": "received_on",
}
"""What is wrong, by the field of the filing."""
_SUBJECT: Final = 120


class NoHeading(NotATable):
    """No row names the columns that are needed; the argument lists what is missing, as it may be headed."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("heading")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Row:
    """A complaint of the file. `attachments`: how many files the portal has that are not here."""

    line: int
    number: str
    subject: str
    filing: Filing | None
    fault: Fault | None = None
    has_unknown_category: bool = False
    attachments: str = ""


def complaints(table: Table, shape: SourceFile, channel: str, zone: ZoneInfo, now: datetime) -> list[Row]:
    """All of them, in order. NotATable, NoHeading."""
    at, columns = _heading(table, shape.columns)
    reader = _Reader(columns, shape, channel, zone, now)
    found = list(_once(reader.row(line, cells) for line, cells in table[at + 1 :]))
    if len(found) > MOST:
        raise NotATable("rows")
    if not found:
        raise NotATable("empty")
    return found


def _heading(table: Table, columns: SourceColumns) -> tuple[int, dict[str, int]]:
    wanted = {_plain(heading): name for name, headings in columns for heading in headings}
    best: dict[str, int] = {}
    for at, (_, row) in enumerate(table[:_ABOVE]):
        found: dict[str, int] = {}
        for place, cell in enumerate(row):
            if name := wanted.get(_plain(cell)):
                found.setdefault(name, place)
        if all(name in found for name in _NEEDED):
            return at, found
        best = max(best, found, key=len)
    raise NoHeading(tuple(getattr(columns, name)[0] for name in _NEEDED if name not in best))


def _once(rows: Iterator[Row]) -> Iterator[Row]:
    seen: set[str] = set()
    for row in rows:
        if row.number in seen and row.filing is not None:
            yield Row(row.line, row.number, row.subject, None, "twice")
        else:
            yield row
        seen.add(row.number)


@dataclass(frozen=True, slots=True)
class _Reader:
    columns: Mapping[str, int]
    shape: SourceFile
    channel: str
    zone: ZoneInfo
    now: datetime

    def row(self, line: int, cells: list[str]) -> Row:
        """One complaint, or what is wrong with it."""
        said = {name: cells[at] if at < len(cells) else "" for name, at in self.columns.items()}
        number = said["number"].strip().lstrip("#").strip()
        subject = said.get("subject") or _first_words(said["story"])
        category = said.get("category", "")
        code = _heard(self.shape.categories).get(_plain(category))
        files = said.get("attachments", "")
        try:
            filing = Filing.model_validate(self._filing(said, number, subject, code))
        except ValidationError as reason:
            place = str(reason.errors(include_url=False, include_input=False)[0]["loc"][0])
            return Row(line, number, subject, None, FIELDS.get(place, "other"))
        except ValueError:
            return Row(line, number, subject, None, "received_on")
        is_unknown = bool(category and code is None)
        return Row(line, number, subject, filing, None, is_unknown, files if files != "0" else "")

    def _filing(self, said: Mapping[str, str], number: str, subject: str, code: str | None) -> dict[str, Any]:
        name = said.get("reporter", "")
        is_a_mode = _plain(name) in _heard(self.shape.modes)
        mode = self._mode(f"{said.get('mode', '')} {name if is_a_mode else ''}")
        is_named = name and mode != "anonymous" and not is_a_mode
        return {
            "channel": self.channel,
            "mode": mode,
            "subject": subject,
            "story": said["story"],
            "source_reference": number,
            "location": said.get("location") or None,
            "problem_code": code,
            "identity": {"name": name} if is_named else None,
            "received_at": self._received(said.get("received_on", "")),
        }

    def _mode(self, said: str) -> str:
        words = _heard(self.shape.modes)
        spoken = {_plain(said), *re.findall(r"[a-z]+", said.lower())}
        found = {words[word] for word in spoken if word in words}
        return next((mode for mode in ("anonymous", "confidential", "open") if mode in found), "confidential")

    def _received(self, said: str) -> datetime | None:
        """ValueError."""
        if not said:
            return None
        at = _moment(said)
        at = at if at.tzinfo else at.replace(tzinfo=self.zone)
        if at > self.now + timedelta(minutes=5) or at.year < 2000:
            raise ValueError(said)
        return at


def _moment(said: str) -> datetime:
    """As the portal, a spreadsheet or a person writes it. ValueError."""
    text = re.sub(r"\s+", " ", said.replace(",", " ")).strip().removesuffix(" WIB").removesuffix(" WITA")
    text = re.sub(r"^[A-Za-z']+ (?=\d)", "", text)  # the weekday
    for at, month in enumerate(_MONTHS, 1):
        text = re.sub(rf"\b{month}\b|\b{month[:3]}\b", f"{at:02}", text, flags=re.IGNORECASE)
    for form in _FORMATS:
        try:
            at_time = datetime.strptime(text, form)  # noqa: DTZ007  # the zone is the regency's, and added
        except ValueError:
            continue
        return at_time if "%H" in form else datetime.combine(at_time.date(), _OPENING)
    found = datetime.fromisoformat(text)
    return found if ":" in text else datetime.combine(found.date(), _OPENING)


def _heard(words: Mapping[str, Any]) -> dict[str, Any]:
    return {_plain(word): meant for word, meant in words.items()}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _first_words(story: str) -> str:
    line = " ".join(story.split())
    return line if len(line) <= _SUBJECT else f"{line[:_SUBJECT].rsplit(' ', 1)[0]}…"
