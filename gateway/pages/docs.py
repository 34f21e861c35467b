"""The documentation for who writes programs: every page to read, and the same as Markdown for tools.

A page does not change while the process runs, so it is written once in each language.
"""

from dataclasses import dataclass
from itertools import groupby

from flask import Response, current_app, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.kinds import KINDS
from gateway.pages import markdown, show
from gateway.pages.docs_list import BY_NAME, DOCS, INDEX, Doc
from gateway.pages.words import LANGUAGES
from gateway.problems import NoSuchPage

_KEPT = "dumas_docs"


@dataclass(frozen=True, slots=True)
class Written:
    """A page in one language."""

    title: str
    text: str
    html: str


def index() -> Response:
    """Where to begin."""
    return page(INDEX)


def page(name: str) -> Response:
    """One page, with the menu of all."""
    return show.page("docs.html", doc=_written(_doc(name)), name=name, parts=_menu())


def plain_index() -> Response:
    """Where to begin, as Markdown, with a list of all pages."""
    listed = "\n".join(f"- [{_written(doc).title}]({url_for('docs.plain', name=doc.name)})" for doc in DOCS)
    return _plain(f"{_written(_doc(INDEX)).text}\n{listed}\n")


def plain_index_in(language: str) -> Response:
    """The same in one language, whatever was chosen before."""
    g.language = language
    return plain_index()


def plain(name: str) -> Response:
    """One page as Markdown; `<name>.en` and `<name>.id` are in that language, whatever was chosen before."""
    stem, _, ending = name.rpartition(".")
    if stem and ending in LANGUAGES:
        name, g.language = stem, ending
    return _plain(_written(_doc(name)).text)


def problems() -> AnyResponse:
    """All kinds of problem are a page of the documentation."""
    return redirect(url_for("docs.page", name="problems"), 303)


def problem(code: str) -> Response:
    """One kind of problem; its address is the type of the problem."""
    if code not in KINDS:
        raise NoSuchPage
    return show.page("problem.html", kind=KINDS[code], parts=_menu(), name="problems")


def _doc(name: str) -> Doc:
    if name not in BY_NAME:
        raise NoSuchPage
    return BY_NAME[name]


def _menu() -> list[tuple[str, list[tuple[str, str]]]]:
    """Name and title of every page that is in it, under the headings of the menu."""
    shown = [doc for doc in DOCS if doc.in_menu]
    return [
        (part, [(doc.name, _written(doc).title) for doc in docs]) for part, docs in groupby(shown, lambda doc: doc.part)
    ]


def _written(doc: Doc) -> Written:
    kept: dict[tuple[str, str], Written] = current_app.extensions.setdefault(_KEPT, {})
    if (doc.name, g.language) not in kept:
        text = doc.write()
        kept[doc.name, g.language] = Written(markdown.title(text), text, markdown.html(text))
    return kept[doc.name, g.language]


def _plain(text: str) -> Response:
    return Response(text, content_type="text/markdown; charset=utf-8")
