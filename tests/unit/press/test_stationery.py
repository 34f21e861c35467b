"""A regency's own templates, style and crest: what can be used is, and what cannot is refused by file and line."""

from base64 import b64encode

import pytest

from services.common.contracts.stationery import CREST_BYTES, Crest, Stationery
from services.common.press.crests import crest_faults
from services.common.press.proofreading import proofread
from services.common.press.rendering import render
from services.common.press.templating import written
from tests.unit.press.papers import SHIELD, fonts, paper, profile, read

OWN = """{% extends "jawaban.html" %}
{% block greeting %}
<p>Salam dari {{ office.name }}, {{ document.dated_on | tanggal }}.</p>
{% endblock %}
"""

REFUSED = [
    ("{% extends 'jawaban.html' %}\n\n{% block body %}{{ says.answer }", 3, "nexpected"),
    ("\n{{ says.nothing_of_the_kind }}", 2, "no attribute"),
    ("\n\n{{ ''.__class__.__mro__ }}", 3, "unsafe"),
    ("{{ document.keys.__globals__ }}", 1, "no attribute"),
    ("{% extends 'nothing.html' %}", 1, "nothing.html"),
    ("{% include '/etc/passwd' %}", 1, "passwd"),
    ("\n{{ says.answer | nothing }}", 2, "nothing"),
    ("{{ lipsum() }}", 1, "lipsum"),
    ("\n{{ 1 / 0 }}", 2, "zero"),
    ("<p>\n<img src='http://example.test/x.png'>", 2, "dumas:crest"),
    ("\n<script>x</script>", 2, "<script>"),
    ("<p style='background: url(x.png)'>", 1, "url()"),
    ("<style>\n@import 'x.css';</style>", 2, "@import"),
]

_SVG = "<svg xmlns='http://www.w3.org/2000/svg'>"
_USE = "<use href='#a{}'/>"
_LAUGHS = "<path id='a0'/>" + "".join(f"<g id='a{n}'>{_USE.format(n - 1) * 10}</g>" for n in range(1, 7))

DRAWINGS = [
    ("<svg xmlns='http://www.w3.org/2000/svg'>\n<script>x</script></svg>", 2, "script"),
    ("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", 1, "onload"),
    ("<svg xmlns='http://www.w3.org/2000/svg'><use href='http://example.test/a.svg#b'/></svg>", 1, "href"),
    ("<svg xmlns='http://www.w3.org/2000/svg'><image href='x.png'/></svg>", 1, "image"),
    ("<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(http://example.test/a)'/></svg>", 1, "fill"),
    ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", 1, "DOCTYPE"),
    (f"{_SVG}<g id='a'><use href='#a'/></g></svg>", 1, "refers to itself"),
    (f"{_SVG}<pattern id='a'><path fill='url(#a)'/></pattern></svg>", 1, "refers to itself"),
    (f"{_SVG}{_LAUGHS}<use href='#a6'/></svg>", 1, "10000 shapes"),
    (f"{_SVG}{'<g>' * 5000}{'</g>' * 5000}</svg>", 1, "Simplify"),
    ("<svg", 1, "no SVG"),
    ("<html/>", 1, "html"),
]


def faults(**given: object) -> list[tuple[str, int, str]]:
    found = proofread(Stationery.model_validate(given), profile())
    return [(one.file, one.line, one.message) for one in found]


def crest(drawing: bytes, media_type: str = "image/svg+xml") -> Crest:
    return Crest(media_type=media_type, base64=b64encode(drawing).decode())


def test_a_regencys_own_wording_takes_the_place_of_ours() -> None:
    stationery = {"documents": {"jawaban": OWN}}
    assert faults(**stationery) == []
    text = read(render(paper("jawaban", stationery=stationery)))
    assert "salamdariinspektoratkabupatencempaka,21november2026." in text
    assert "sehubungandengan" not in text


def test_other_kinds_stay_as_they_are() -> None:
    assert "Salam dari" not in written(paper("tanggapan_tertulis", stationery={"documents": {"jawaban": OWN}}))


@pytest.mark.parametrize(("template", "line", "told"), REFUSED)
def test_a_template_that_cannot_be_used_is_refused_by_line(template: str, line: int, told: str) -> None:
    [(file, at, message)] = faults(documents={"jawaban": template})
    assert (file, at) == ("documents/jawaban.html", line)
    assert told in message


def test_a_template_must_do_without_what_may_be_left_out() -> None:
    [(_, line, _)] = faults(documents={"spt": "\n{{ signer.name }}"})
    assert line == 2


def test_a_template_for_no_document_is_refused() -> None:
    [(file, _, message)] = faults(documents={"surat_cinta": "x"})
    assert file == "documents/surat_cinta.html"
    assert "tanda_terima" in message


def test_a_small_style_changes_the_look() -> None:
    own = render(paper("jawaban", stationery={"style": "html { font-family: 'Liberation Serif' }"}))
    assert any("Liberation-Serif" in name for name in fonts(own))


def test_a_style_that_loads_something_is_refused_by_line() -> None:
    [(file, line, _)] = faults(style="p { color: red }\np { background: url(x.png) }")
    assert (file, line) == ("documents/letter.css", 2)


def test_a_drawing_that_only_draws_is_a_crest() -> None:
    assert faults(crest=crest(SHIELD.encode())) == []


def test_a_drawing_may_use_its_parts_many_times() -> None:
    fields = "<linearGradient id='b'/><linearGradient id='a' href='#b'/>" + "<path fill='url(#a)'/>" * 2000
    assert faults(crest=crest(f"{_SVG}{fields}</svg>".encode())) == []


@pytest.mark.parametrize(("drawing", "line", "told"), DRAWINGS)
def test_a_drawing_that_does_more_is_refused_by_line(drawing: str, line: int, told: str) -> None:
    found = faults(crest=crest(drawing.encode()))
    assert found
    file, at, message = found[0]
    assert (file, at) == ("crest.svg", line)
    assert told in message


def test_a_picture_that_is_no_png_is_refused() -> None:
    [(file, _, _)] = faults(crest=crest(b"GIF89a", "image/png"))
    assert file == "crest.png"


def test_a_crest_has_a_largest_size() -> None:
    [(_, message)] = crest_faults("image/png", b"x" * (CREST_BYTES + 1))
    assert "100 KB" in message
