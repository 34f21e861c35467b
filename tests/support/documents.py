"""Documents of complaints as people get them: listed, waited for, downloaded, read."""

from http import HTTPStatus
from typing import Any

from deploy.demo.api import Api, Refused
from deploy.demo.waiting import await_that

Json = dict[str, Any]


def listed(who: Api, place: str) -> list[Json]:
    """The documents at `place` (`/complaints/<reference>`, `/reporter`), the oldest first."""
    found: list[Json] = who.get(f"{place}/documents")["documents"]
    return found


def standing(who: Api, place: str, kind: str) -> Json:
    """The document of this kind that stands."""
    return next(
        one for one in listed(who, place) if one["kind"] == kind and not (one["replaced_by"] or one["cancelled_at"])
    )


def file(who: Api, place: str, document: Json, **query: Any) -> bytes:
    """Its file, once it is made. Refused, NothingCame."""
    address = f"{place}/documents/{document['kind']}/{document['document_id']}"

    def look() -> bytes | None:
        try:
            return who.request("GET", address, params=query).content
        except Refused as refused:
            if refused.status == HTTPStatus.SERVICE_UNAVAILABLE:
                return None
            raise

    return await_that(look, f"the file of {document['kind']}")


def signed(who: Api, place: str, kind: str) -> Json:
    """The document, signed by our own key. NothingCame."""
    address = f"{place}/documents/{kind}/{standing(who, place, kind)['document_id']}/signature"

    def ask() -> Json | None:
        try:
            answer: Json = who.post(address, {"way": "internal"})
        except Refused as refused:
            if refused.status == HTTPStatus.SERVICE_UNAVAILABLE:
                return None
            raise
        return answer

    await_that(ask, f"{kind} made")

    def look() -> Json | None:
        found = standing(who, place, kind)
        return found if found["signature"]["signed_at"] else None

    return await_that(look, f"{kind} signed")
