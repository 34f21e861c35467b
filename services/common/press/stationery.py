"""Whether a regency's own templates, style and crest can be used; what is wrong is said by file and line.

Each template is filled in with made-up fields, in full and with all left out that may be. A picture or style from
elsewhere is refused here, long before a document would not come out. Loaded in a process of its own
(`press.proofreader`), for a template may go on without end.
"""

import re
from base64 import b64decode
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Final

from services.common.contracts.stationery import Stationery
from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS
from services.common.press.crests import crest_faults
from services.common.press.proofreading import StationeryFault
from services.common.press.samples import samples
from services.common.press.templating import OWN, TemplateFaulty, written

Begin = Callable[[str], object]

_HELP: Final = "deploy/tenants/README.md lists what a template may use."
_PICTURES: Final = ("dumas:crest", "dumas:qr")
_LOADING: Final = re.compile(r"url\s*\(|@import|@font-face|\\", re.IGNORECASE)
_REFUSED: Final = frozenset({"script", "link", "base", "iframe", "object", "embed", "svg", "video", "audio", "input"})
_SOURCES: Final = frozenset({"src", "srcset", "data", "background", "poster"})


def stationery_faults(given: Stationery, profile: TenantProfile, begin: Begin) -> Iterator[StationeryFault]:
    """All that is wrong; nothing when it can be used. `begin` is told which file is looked at next."""
    yield from _crest(given, begin)
    yield from _style(given)
    yield from _templates(given, profile, begin)


def _crest(given: Stationery, begin: Begin) -> Iterator[StationeryFault]:
    if crest := given.crest:
        ending = "svg" if crest.media_type.endswith("xml") else "png"
        begin(f"crest.{ending}")
        for line, message in crest_faults(crest.media_type, b64decode(crest.base64)):
            yield StationeryFault(f"crest.{ending}", line, message)


def _style(given: Stationery) -> Iterator[StationeryFault]:
    for number, line in enumerate(given.style.splitlines(), 1):
        if _LOADING.search(line):
            yield StationeryFault(
                f"{OWN}letter.css",
                number,
                "A style loads nothing: take out url(), @import, @font-face and backslashes.",
            )


def _templates(given: Stationery, profile: TenantProfile, begin: Begin) -> Iterator[StationeryFault]:
    for kind, text in given.documents.items():
        if kind in KINDS:
            begin(f"{OWN}{kind}.html")
            yield from _template(kind, text, given, profile)
        else:
            known = ", ".join(KINDS)
            yield StationeryFault(
                f"{OWN}{kind}.html", 1, f"There is no document of this kind. Those there are: {known}."
            )


def _template(kind: str, text: str, given: Stationery, profile: TenantProfile) -> Iterator[StationeryFault]:
    file = f"{OWN}{kind}.html"
    for sheet in samples(kind, profile, given.model_dump()):
        try:
            page = written(sheet)
        except TemplateFaulty as fault:
            yield StationeryFault(file, max(fault.line, 1), f"{fault.message} {_HELP}")
            return
        for found, message in _Loaded.by(page):
            yield StationeryFault(file, _line(text, found), message)
            return


def _line(text: str, found: str) -> int:
    at = text.lower().find(found.lower())
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


class _Loaded(HTMLParser):
    """Looks for what would be loaded from elsewhere, or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._in_style = False

    @classmethod
    def by(cls, page: str) -> list[tuple[str, str]]:
        parser = cls()
        parser.feed(page)
        parser.close()
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        if tag in _REFUSED:
            self.found.append((f"<{tag}", f"A document has no <{tag}>; take it out."))
        for name, value in attrs:
            if name in _SOURCES and value not in _PICTURES:
                self.found.append(
                    (value or name, f"A document loads no picture but {' and '.join(_PICTURES)}; take out {value!r}.")
                )
            if name == "style":
                self._look(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._look(data)

    def _look(self, style: str) -> None:
        if found := _LOADING.search(style):
            self.found.append(
                (found.group(), "A style loads nothing: take out url(), @import, @font-face, backslashes.")
            )
