"""Copies of PDF files: written anew from what can be seen, without what was said about it and what it would do.

Gone are author and programs (document information, XMP, private data of applications), names on comments, earlier
versions, files inside, forms in XFA, and every action but going to a place in the document or a web address.
"""

from typing import Any, BinaryIO, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from services.intake.evidence.findings import Damaged, Forbidden
from services.intake.evidence.picture_data import bare
from services.intake.verdicts import ENCRYPTED, UNEXAMINABLE

_GONE: Final = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/AA", "/OpenAction", "/AF", "/EF", "/FS", "/RichMediaContent"),
    *("/JavaScript", "/EmbeddedFiles", "/XFA", "/Collection", "/Thumb", "/Requirements", "/SpiderInfo"),
)
_STAYING_ACTIONS: Final = {"/GoTo", "/URI", "/Named", "/SetOCGState", "/Thread", "/Trans"}
_ACTIONS: Final = ("/A", "/PA", "/Next")
_PHOTOGRAPHS: Final = {"/DCTDecode", "/DCT"}
_JPEG: Final = b"\xff\xd8"
_COMMENTS: Final = {
    *("/Text", "/FreeText", "/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/Highlight", "/Underline"),
    *("/Squiggly", "/StrikeOut", "/Caret", "/Stamp", "/Ink", "/Popup", "/FileAttachment", "/Redact"),
}


def copy_document(original: BinaryIO, copy: BinaryIO) -> None:
    """Write the copy. Forbidden, Damaged."""
    try:
        with pikepdf.open(original) as document:
            if not len(document.pages):
                raise Damaged("it has no pages")
            _clean(document)
            document.save(copy, object_stream_mode=pikepdf.ObjectStreamMode.generate, encryption=False)
    except pikepdf.PasswordError as reason:
        raise Forbidden(ENCRYPTED) from reason
    except RecursionError as reason:
        raise Forbidden(UNEXAMINABLE) from reason
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, OSError) as reason:
        raise Damaged(type(reason).__name__) from reason


def _clean(document: Pdf) -> None:
    if "/Info" in document.trailer:
        del document.trailer["/Info"]
    for thing in document.objects:
        _clean_one(thing)


def _clean_one(thing: Object) -> None:
    """An object and what lies in it; what it only refers to is an object of its own."""
    if isinstance(thing, Array):
        for part in thing.as_list():
            _clean_inside(part)
    elif isinstance(thing, (Dictionary, Stream)):
        _clean_entries(thing)
        for _, part in thing.items():
            _clean_inside(part)
        if isinstance(thing, Stream):
            _clean_picture(thing)


def _clean_inside(part: Any) -> None:
    if isinstance(part, (Array, Dictionary)) and not part.is_indirect:
        _clean_one(part)


def _clean_entries(thing: Object) -> None:
    for name in _GONE:
        if name in thing:
            del thing[name]
    for name in _ACTIONS:
        if name in thing and _does_more(thing[name]):
            del thing[name]
    if str(thing.get("/Subtype", "")) in _COMMENTS and "/T" in thing:
        del thing["/T"]


def _does_more(action: Any) -> bool:
    """Whether it is an action, or a row of them, that does more than go somewhere."""
    if isinstance(action, Array):
        return any(_does_more(one) for one in action.as_list())
    is_action = isinstance(action, Dictionary) and isinstance(action.get("/S"), Name)
    # Structure elements have an /A as well; theirs carries no action.
    return is_action and (str(action["/S"]) not in _STAYING_ACTIONS or "/JS" in action)


def _clean_picture(stream: Stream) -> None:
    filters, settings = _listed(stream.get("/Filter")), _listed(stream.get("/DecodeParms"))
    if not filters or str(filters[-1]) not in _PHOTOGRAPHS:
        return
    raw = stream.read_raw_bytes()
    photograph = _unpacked(raw, filters[:-1], settings[:-1]) if len(filters) > 1 else raw
    without = bare(photograph[max(0, photograph.find(_JPEG)) :])
    own = settings[-1] if len(settings) == len(filters) and isinstance(settings[-1], Dictionary) else None
    if without != raw:
        stream.write(without, filter=Name.DCTDecode, decode_parms=own)


def _listed(entry: Any) -> list[Any]:
    """A PDF says one thing or a row of them."""
    if entry is None:
        return []
    return list(entry.as_list()) if isinstance(entry, Array) else [entry]


def _unpacked(raw: bytes, filters: list[Any], settings: list[Any]) -> bytes:
    """What lies below the filters around a photograph."""
    said: dict[str, Any] = {"/Filter": Array([Name(str(name)) for name in filters])}
    if any(isinstance(one, Dictionary) for one in settings):
        said["/DecodeParms"] = Array([_copied(one) for one in settings])
    with Pdf.new() as around:
        return around.make_stream(raw, said).read_bytes()


def _copied(settings: Any) -> Dictionary:
    numbers = settings.items() if isinstance(settings, Dictionary) else ()
    return Dictionary({name: int(value) for name, value in numbers})
