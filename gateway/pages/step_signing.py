"""Signing a letter and ending the step that is about it are two acts: who has done the first is led to the second."""

from collections.abc import Iterable
from typing import Final

from flask import url_for

from gateway.api.document_shapes import ListedDocument
from gateway.pages.complaint_actions import Link, Waiting
from gateway.pages.complaint_parts import Whole
from services.common.documents import KINDS

SIGNED: Final = "tanda-tangan"
"""What an address says after a document was signed."""

_STEP: Final = "sign_letter"


def left(whole: Whole, waiting: Iterable[Waiting]) -> Link | None:
    """How the caller ends the step whose letter is signed by now; None where nothing is left to do."""
    if not any(map(_is_signed_in_it, whole.documents)):
        return None
    for one in waiting:
        ways = [way for way in one.ways if not way.is_return] if one.is_mine and one.task.kind == _STEP else []
        if ways:
            reference = whole.standing.entry.reference
            place = url_for("steps.step", reference=reference, task_id=one.task.task_id, hasil=ways[0].key)
            return Link(ways[0].label, place)
    return None


def _is_signed_in_it(one: ListedDocument) -> bool:
    stands = not (one.replaced_by or one.cancelled_at)
    return stands and one.signature is not None and one.kind in KINDS and _STEP in KINDS[one.kind].steps
