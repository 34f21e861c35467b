"""Every page of the documentation, in the order of its menu. To add one, add a row here.

A page is Markdown, whose first heading is its title: either two files, `gateway/docs/<name>.id.md` and `.en.md`, or a
function that writes it in the language of the request (with `say`) from what is declared in code.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from flask import g

from gateway.pages import docs_events, docs_problems, docs_reference
from gateway.routes import API, HEALTH
from services.common.contracts.outward.catalogue import OUTWARD

FILES: Final = Path(__file__).parents[1] / "docs"
INDEX: Final = "index"

_GUIDE: Final = "Panduan"
_LEARN: Final = "Peristiwa: mulai"
_DO: Final = "Peristiwa: cara"
_KNOW: Final = "Peristiwa: penjelasan"
_INTERFACE: Final = "Antarmuka"


@dataclass(frozen=True, slots=True)
class Doc:
    """One page at `/docs/<name>`, under a heading of the menu; or only led to from another page."""

    name: str
    part: str
    write: Callable[[], str]
    in_menu: bool = True


def _files(name: str, part: str = _GUIDE) -> Doc:
    return Doc(name, part, lambda: (FILES / f"{name}.{g.language}.md").read_text(encoding="utf-8"))


def _slug(tag: str) -> str:
    return tag.lower().replace(" ", "-")


_TAGS: Final = dict.fromkeys(route.tag for route in API + HEALTH)

DOCS: Final[tuple[Doc, ...]] = (
    _files(INDEX),
    _files("listen", _LEARN),
    *(_files(name, _DO) for name in ("webhooks", "amqp", "feed", "replay", "testing", "sandbox")),
    *(_files(name, _DO) for name in ("write-back", "errors")),
    *(_files(name, _KNOW) for name in ("order", "scope")),
    Doc(docs_events.NAME, _INTERFACE, docs_events.catalogue),
    *(Doc(_slug(tag), _INTERFACE, partial(docs_reference.group, tag)) for tag in _TAGS),
    Doc("problems", _INTERFACE, docs_problems.catalogue),
    *(Doc(docs_events.name_of(name), _INTERFACE, partial(docs_events.event, name), in_menu=False) for name in OUTWARD),
)
BY_NAME: Final = {doc.name: doc for doc in DOCS}
