"""`make words`: what the pages say, taken from templates and views into `gateway/words/en.po`, to be translated there.

Texts are arguments of `_` and `say`, sentences given to a form's `need` and `choice`, and what begins with a capital
in a constant of a module: tables of words are said later. `python -m tests.lint.words` only tells what is missing.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from jinja2.ext import babel_extract

from tests.lint.translations import ROOT, Translations

PAGES: Final = ROOT / "gateway" / "pages"
TEMPLATES: Final = ROOT / "gateway" / "templates" / "pages"

SAYING: Final = {"_": 0, "say": 0, "need": 1, "choice": 2}
"""Which argument of a call is a text."""
NOT_SAID: Final = {"LANGUAGES", "_ZONES"}
"""Constants whose words are the same in both languages."""

Found = Iterator[tuple[str, Path]]


def said() -> Catalog:
    """Everything the pages say, with the files that say it."""
    catalogue = Catalog(project="Dumas")
    for text, path in (*_in_templates(), *_in_modules()):
        catalogue.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalogue


def _in_templates() -> Found:
    for path in sorted(TEMPLATES.rglob("*.html")):
        with path.open("rb") as file:
            for _line, _function, text, _comments in babel_extract(file, ("_",), (), {"silent": "false"}):
                if isinstance(text, str):  # not what is a text only when the page is made
                    yield text, path


def _in_modules() -> Found:
    for path in sorted(PAGES.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            for text in _of_call(node):
                yield text, path
        for statement in module.body:
            for text in _of_constant(statement):
                yield text, path


def _of_call(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in SAYING and len(node.args) > SAYING[name]:
            yield from _choices(node.args[SAYING[name]])


def _choices(node: ast.expr) -> Iterator[str]:
    """The texts an argument may be: one, or one of several by a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for choice in (node.body, node.orelse) if isinstance(node, ast.IfExp) else ():
        yield from _choices(choice)


def _of_constant(node: ast.stmt) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    names = {each.id for each in targets if isinstance(each, ast.Name)}
    if names - NOT_SAID and all(name.isupper() for name in names):
        yield from (text for text in _literals(getattr(node, "value", None)) if text[:1].isupper())


def _literals(node: ast.AST | None) -> Iterator[str]:
    """The texts of an expression; of a mapping its values alone, of what is made by formatting none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif node is not None and not isinstance(node, ast.JoinedStr):
        for child in node.values if isinstance(node, ast.Dict) else ast.iter_child_nodes(node):
            yield from _literals(child)


ENGLISH: Final = Translations("en", "the pages say, in English", said)

if __name__ == "__main__":
    sys.exit(ENGLISH.main(*sys.argv[1:]))
