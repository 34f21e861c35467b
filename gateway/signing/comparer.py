"""`python -m gateway.signing.comparer <file> <length>`: whether a signed PDF shows what its first part did.

A process for one file, started by `comparing`; the arguments are the number of an open file and how many of its bytes
were sent to be signed. Everything that can be reached from the catalog must be the same in both, but for what holds
signatures and their proofs; of what lies upon the pages, one signature may be new, and no larger than a quarter of its
page. `same` or `other` goes to standard output.
"""

import logging
import os
import resource
import sys
from io import BytesIO
from typing import Any, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

_BOUNDS: Final = (
    (resource.RLIMIT_AS, 1024 * 1024 * 1024),
    (resource.RLIMIT_CPU, 20),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NPROC, 0),
    (resource.RLIMIT_CORE, 0),
)
_OF_SIGNATURES: Final = {"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Perms", "/Version"}
_ON_PAGES: Final = {"/Annots"}
_ACTIONS: Final = ("/A", "/AA")
_LARGEST: Final = 0.25  # of its page


def main(file: str, length: str) -> None:
    """Read, compare, answer."""
    for what, most in _BOUNDS:
        resource.setrlimit(what, (most, most))
    logging.disable(logging.CRITICAL)  # the library quotes the file
    with os.fdopen(int(file), "rb") as both:
        both.seek(0)
        signed = both.read()
    sys.stdout.write("same" if is_same(signed[: int(length)], signed) else "other")


def is_same(sent: bytes, signed: bytes) -> bool:
    """Whether both show the same; what cannot be read without repairing it does not."""
    try:
        with _opened(sent) as before, _opened(signed) as after:
            return not after.is_encrypted and Comparison().of(before, after)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError):
        return False


def _opened(file: bytes) -> Pdf:
    return pikepdf.open(BytesIO(file), attempt_recovery=False, suppress_warnings=True)


class Comparison:
    """Goes through two files side by side, without recursion: what refers to what goes in circles, and deep."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Any, Any]] = []
        self._seen: set[tuple[Any, Any]] = set()
        self._new: list[tuple[Object, Any]] = []

    def of(self, before: Pdf, after: Pdf) -> bool:
        """Whether they show the same."""
        if "/XFA" in after.Root.get("/AcroForm", Dictionary()):  # a form that some readers show in place of the pages
            return False
        if not self._is_dictionary_alike(before.Root, after.Root, _OF_SIGNATURES):
            return False
        while self._waiting:
            if not self._is_alike(*self._waiting.pop()):
                return False
        return len(self._new) <= 1 and all(_is_small_signature(page, thing) for page, thing in self._new)

    def _is_alike(self, before: Any, after: Any) -> bool:
        if self._is_known(before, after):
            return True
        if _kind(before) is not _kind(after):
            return False
        if isinstance(before, Array):
            return self._is_list_alike(before, after)
        if not isinstance(before, (Dictionary, Stream)):
            return bool(before == after)
        if before.get("/Type") == Name.Page:
            return self._is_upon_alike(before, after) and self._is_dictionary_alike(before, after, _ON_PAGES)
        is_content_alike = not isinstance(before, Stream) or before.read_raw_bytes() == after.read_raw_bytes()
        return is_content_alike and self._is_dictionary_alike(before, after, set())

    def _is_known(self, before: Any, after: Any) -> bool:
        """Whether this pair waits or was compared; only what has a number can be met again."""
        if not (isinstance(before, Object) and isinstance(after, Object) and before.is_indirect and after.is_indirect):
            return False
        pair = (before.objgen, after.objgen)
        is_known = pair in self._seen
        self._seen.add(pair)
        return is_known

    def _is_dictionary_alike(self, before: Any, after: Any, but: set[str]) -> bool:
        names = set(before.keys()) - but
        self._waiting += [(before[name], after[name]) for name in names if name in after]
        return names == set(after.keys()) - but

    def _is_list_alike(self, before: Any, after: Any) -> bool:
        self._waiting += zip(before, after, strict=False)
        return len(before) == len(after)

    def _is_upon_alike(self, before: Any, after: Any) -> bool:
        """What lies upon a page is the same, and what is new comes after it."""
        old, now = list(before.get("/Annots", Array())), list(after.get("/Annots", Array()))
        self._waiting += zip(old, now, strict=False)
        self._new += [(before, thing) for thing in now[len(old) :]]
        return len(old) <= len(now)


def _kind(thing: Any) -> Any:
    return thing._type_code if isinstance(thing, Object) else type(thing)


def _is_small_signature(page: Object, thing: Any) -> bool:
    field = thing if "/FT" in thing else thing.get("/Parent", Dictionary())
    if thing.get("/Subtype") != Name.Widget or field.get("/FT") != Name.Sig or any(name in thing for name in _ACTIONS):
        return False
    return _area(thing["/Rect"]) <= _LARGEST * _area(Page(page).mediabox)


def _area(box: Any) -> float:
    left, bottom, right, top = map(float, box)
    return abs((right - left) * (top - bottom))


if __name__ == "__main__":
    main(*sys.argv[1:])
