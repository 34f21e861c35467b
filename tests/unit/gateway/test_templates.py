"""Templates as the pages' policy and both languages need them: nothing inline, and every visible word in `_()`."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).parents[3] / "gateway" / "templates" / "pages"
FILES = sorted(TEMPLATES.rglob("*.html"))

_JINJA = Environment(autoescape=True)
_UNSEEN = re.compile(r"\{% block (?:robots|body_class|home) %\}.*?\{% endblock %\}", re.S)
"""Blocks that fill an attribute of the frame."""
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
_TEXT = re.compile(r"[A-ZÀ-Þ][a-z].*")
_SHOWN = ("alt", "aria-label", "placeholder", "title", "content")
NAMES = {"Dumas", "SP4N-LAPOR!", "Excel", "PDF", "CSV", "XLSX", "JSON", "ZIP", "SHA-256", "QR", "NIK", "KTP"}
"""Words that are the same in both languages."""


class Markup(HTMLParser):
    """What a template holds beside its code."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.words: list[str] = []
        self._is_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what would run or style in place, and attributes that are read out."""
        given = dict(attrs)
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []
        self.inline += [tag for value in given.values() if (value or "").strip().startswith("javascript:")]
        if tag != "meta":
            self.words += [value for name in _SHOWN if (value := given.get(name))]

    def handle_data(self, data: str) -> None:
        """Note what is read."""
        self.words.append(data)


def markup(path: Path) -> Markup:
    source = _UNSEEN.sub("", path.read_text(encoding="utf-8"))
    return Markup("".join(text for _line, kind, text in _JINJA.lex(source) if kind == "data"))


def spoken(path: Path) -> Iterator[str]:
    """Texts in the code of a template that are not given to `_`; keys and classes do not begin with a capital."""
    tree = _JINJA.parse(path.read_text(encoding="utf-8"))
    asked = {id(part) for call in tree.find_all(nodes.Call) if _is_say(call) for part in call.find_all(nodes.Const)}
    for literal in tree.find_all(nodes.Const):
        if id(literal) not in asked and isinstance(literal.value, str) and _TEXT.match(literal.value):
            yield literal.value


def _is_say(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == "_"


def named(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_nothing_runs_or_styles_in_place(path: Path) -> None:
    assert markup(path).inline == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_visible_word_is_there_in_both_languages(path: Path) -> None:
    read = " ".join(markup(path).words)
    for name in NAMES:
        read = read.replace(name, " ")
    assert _WORD.findall(read) == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_texts_in_the_code_are_there_in_both_languages(path: Path) -> None:
    assert set(spoken(path)) - NAMES == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_title_says_what_a_complaint_is_about_or_to_its_reporter_which_it_is(file: Path) -> None:
    """Browsers keep titles in their history, and show them to who stands behind."""
    title = "".join(re.findall(r"\{% block title %\}(.*?)\{% endblock %\}", file.read_text(encoding="utf-8"), re.S))
    assert "subject" not in title
    assert "reference" not in title or not file.name.startswith(("tracking", "receipt", "mailbox", "evidence", "own"))
