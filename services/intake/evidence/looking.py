"""Looks through one file: whether it may be given to anybody at all, and makes the copy that is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from services.intake.evidence.documents import copy_document
from services.intake.evidence.findings import Damaged, Forbidden
from services.intake.evidence.office import copy_office
from services.intake.evidence.pictures import FORMATS, copy_picture
from services.intake.evidence.signatures import check_begin
from services.intake.verdicts import BOMB, OOXML

Copying = Callable[[BinaryIO, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found (a code of `intake.verdicts`, None: nothing), and whether a copy was written."""

    found: str | None
    has_copy: bool


def look_through(media_type: str, original: BinaryIO, copy: BinaryIO) -> Seen:
    """Read the original and write the copy, both files that can be gone back in."""
    try:
        check_begin(media_type, original)
        original.seek(0)
        copying = _copying(media_type)
        if copying is None:
            return Seen(None, False)
        copying(original, copy)
        copy.flush()
    except Forbidden as forbidden:
        return Seen(forbidden.code, False)
    except Damaged:
        return Seen(None, False)
    except MemoryError:
        return Seen(BOMB, False)
    return Seen(None, True)


def _copying(media_type: str) -> Copying | None:
    if media_type in FORMATS:
        return lambda original, copy: copy_picture(media_type, original, copy)
    if media_type == "application/pdf":
        return copy_document
    if media_type.startswith(OOXML):
        return lambda original, copy: copy_office(media_type, original, copy)
    return None
