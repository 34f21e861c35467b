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
    filters = stream.get("/Filter")
    names = [str(name) for name in filters.as_list()] if isinstance(filters, Array) else [str(filters)]
    if names != ["/DCTDecode"] or "/DecodeParms" in stream:
        return
    raw = stream.read_raw_bytes()
    if (without := bare(raw)) != raw:
        stream.write(without, filter=Name.DCTDecode)
