"""A complaint's documents, as an office's people use them: which stand, and the letter signed before its step ends."""

from http import HTTPStatus
from typing import Any

from deploy.demo.api import Api, Refused
from deploy.demo.waiting import await_that


def standing(who: Api, reference: str) -> list[dict[str, Any]]:
    """The documents that stand, as far as the caller may see them, oldest first."""
    listed = who.get(f"/complaints/{reference}/documents")["documents"]
    return [one for one in listed if not (one["replaced_by"] or one["cancelled_at"])]


def sign(who: Api, reference: str, kind: str) -> None:
    """Sign the document of this kind by the regency's own key, once its file is made. NothingCame, Refused."""

    def is_signed() -> bool:
        paper = next(one for one in standing(who, reference) if one["kind"] == kind)
        signature = paper["signature"]
        if paper["sha256"] and not signature:
            _ask(who, f"/complaints/{reference}/documents/{kind}/{paper['document_id']}/signature")
        return bool(signature and signature["signed_at"])

    await_that(is_signed, f"{kind} of {reference} was not signed")


def _ask(who: Api, place: str) -> None:
    try:
        who.post(place, {"way": "internal"})
    except Refused as refused:
        if refused.status != HTTPStatus.SERVICE_UNAVAILABLE:  # still being made: looked at again in a moment
            raise
