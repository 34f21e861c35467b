"""Whether a picture can stand in a letterhead: an SVG that draws and does nothing else, or a PNG."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from PIL import Image, UnidentifiedImageError

from services.common.contracts.stationery import CREST_BYTES

_DRAWING: Final = frozenset(
    {
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "defs",
        "use",
        "symbol",
        "clipPath",
        "mask",
        "linearGradient",
        "radialGradient",
        "stop",
        "title",
        "desc",
        "metadata",
        "pattern",
        "text",
        "tspan",
    }
)
_OUTSIDE: Final = re.compile(r"url\s*\(\s*['\"]?\s*(?!#)|@import|javascript:|expression\(|\\", re.IGNORECASE)
_SIDE: Final = 2000
_REFERENCE: Final = re.compile(r"(?:^|url\(\s*['\"]?\s*)#([^'\")\s]+)")
_MOST: Final = 10_000
_DEEPEST: Final = 100


def crest_faults(media_type: str, content: bytes) -> Iterator[tuple[int, str]]:
    """What is wrong, each with its line."""
    if len(content) > CREST_BYTES:
        yield 1, f"A crest has at most {CREST_BYTES // 1024} KB; this has {len(content) // 1024 + 1}. Simplify it."
    elif media_type == "image/png":
        yield from _png(content)
    else:
        yield from _svg(content)


def _png(content: bytes) -> Iterator[tuple[int, str]]:
    try:
        with Image.open(BytesIO(content), formats=("PNG",)) as picture:
            size = picture.size
            if max(size) <= _SIDE:
                picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        yield 1, "This is no PNG that can be read; save the picture anew."
        return
    if max(size) > _SIDE:
        yield 1, f"A crest is at most {_SIDE} pixels wide and high; make it smaller."


def _svg(content: bytes) -> Iterator[tuple[int, str]]:
    text = content.decode("utf-8", errors="replace")
    # Before it is parsed: entities are how a small file becomes a large one, or another file.
    if entity := re.search(r"<!(?!--)|<\?(?!xml\s)", text):
        yield _line(text, entity.group()), "Take out <!DOCTYPE …>, entities and instructions: a crest only draws."
        return
    try:
        drawing = ElementTree.fromstring(text)  # noqa: S314  # without entities there is nothing to expand
    except ElementTree.ParseError as fault:
        yield fault.position[0], f"This is no SVG that can be read ({fault}); save the picture anew."
        return
    if _name(drawing.tag) != "svg":
        yield 1, f"The outermost element of a crest is <svg>, not <{_name(drawing.tag)}>."
    for element in drawing.iter():
        yield from _element(element, text)
    if not _comes_to_an_end(drawing):
        yield 1, f"Drawn out, this comes to over {_MOST} shapes, or refers to itself. Simplify it."


def _element(element: ElementTree.Element, text: str) -> Iterator[tuple[int, str]]:
    name = _name(element.tag)
    if name not in _DRAWING:
        yield _line(text, f"<{name}"), f"A crest only draws: take out <{name}>."
    for key, value in element.attrib.items():
        reference = _name(key) == "href" and not value.startswith("#")
        if reference or _name(key).lower().startswith("on") or _OUTSIDE.search(value):
            yield (
                _line(text, value),
                f"A crest refers to nothing outside and runs nothing: take out {_name(key)}={value[:60]!r}.",
            )


def _comes_to_an_end(drawing: ElementTree.Element) -> bool:
    """Whether it is of some size with all it refers to in place: a few lines that use one another are millions."""
    named: dict[str, list[ElementTree.Element]] = {}
    for element in drawing.iter():
        named.setdefault(element.get("id", ""), []).append(element)
    waiting, count = [(drawing, 0)], 1
    while waiting:
        element, depth = waiting.pop()
        inner = [*element, *(each for name in _referred(element) for each in named.get(name, ()))]
        count += len(inner)
        if count > _MOST or depth > _DEEPEST:
            return False
        waiting += [(each, depth + 1) for each in inner]
    return True


def _referred(element: ElementTree.Element) -> Iterator[str]:
    for value in element.attrib.values():
        yield from _REFERENCE.findall(value)


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _line(text: str, found: str) -> int:
    at = text.find(found)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
