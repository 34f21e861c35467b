"""From Markdown to HTML in the look of the pages. The texts are our own; HTML in them is shown, not obeyed.

A heading gets the anchor it ends with, as in `## Title {#name}`, or one made of its words.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

_LOOKS: Final = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "a": "govuk-link",
    "ul": "govuk-list govuk-list--bullet",
    "ol": "govuk-list govuk-list--number",
    "blockquote": "govuk-inset-text",
    "table": "govuk-table",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
}
_NAMED: Final = re.compile(r"\s*\{#([\w-]+)\}$")
_NOT_IN_A_NAME: Final = re.compile(r"\W+")


def html(text: str) -> str:
    """The page; all that is not ours in it is escaped."""
    return str(_reader().render(text))


def title(text: str) -> str:
    """What its first heading says."""
    first = next((line for line in text.splitlines() if line.startswith("# ")), "")
    return _NAMED.sub("", first.removeprefix("# "))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.core.ruler.push("look", lambda state: _dressed(state.tokens))
    reader.add_render_rule("fence", _fence)
    return reader


def _dressed(tokens: Sequence[Token]) -> None:
    for at, token in enumerate(tokens):
        if token.nesting == 1 and token.tag in _LOOKS:
            token.attrSet("class", _LOOKS[token.tag])
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type == "heading_open":
            token.attrSet("id", _name(tokens[at + 1]))
        _dressed(token.children or ())


def _name(heading: Token) -> str:
    """The anchor; when the heading says it, that is taken out of its words."""
    found = _NAMED.search(heading.content)
    if found is None:
        return _NOT_IN_A_NAME.sub("-", heading.content.lower()).strip("-")
    last = (heading.children or [heading])[-1]
    last.content = _NAMED.sub("", last.content)
    return found[1]


def _fence(_: RendererHTML, tokens: Sequence[Token], at: int, _options: OptionsDict, _env: EnvType) -> str:
    """Code that breaks its lines, so that nobody has to push it sideways."""
    return f'<pre class="docs-code"><code>{escape(tokens[at].content)}</code></pre>\n'
