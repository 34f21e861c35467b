"""A complaint's documents, as an office's people use them: which stand, and the letter signed before its step ends."""

import time
from http import HTTPStatus
from typing import Any

from deploy.demo.api import Api, NothingCame, Refused

_PATIENCE = 30.0


def standing(who: Api, reference: str) -> list[dict[str, Any]]:
    """The documents that stand, as far as the caller may see them, oldest first."""
    listed = who.get(f"/complaints/{reference}/documents")["documents"]
    return [one for one in listed if not (one["replaced_by"] or one["cancelled_at"])]


def sign(who: Api, reference: str, kind: str, patience: float = _PATIENCE) -> None:
    """Sign the document of this kind by the regency's own key, once its file is made. NothingCame, Refused."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        paper = next(one for one in standing(who, reference) if one["kind"] == kind)
        signature = paper["signature"]
        if signature and signature["signed_at"]:
            return
        if paper["sha256"] and not signature:
            _ask(who, f"/complaints/{reference}/documents/{kind}/{paper['document_id']}/signature")
        time.sleep(0.1)
    raise NothingCame(f"{kind} of {reference} was not signed")


def _ask(who: Api, place: str) -> None:
    try:
        who.post(place, {"way": "internal"})
    except Refused as refused:
        if refused.status != HTTPStatus.SERVICE_UNAVAILABLE:  # still being made: looked at again in a moment
            raise
