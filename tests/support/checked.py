"""Files that have been looked through: what became of one, waited for."""

from typing import Any

from deploy.demo.api import Api
from deploy.demo.waiting import await_that

Json = dict[str, Any]

OWN = "/reporter/complaint"


def listed(who: Api, place: str, attachment_id: str) -> Json:
    """A file in the list at `place`: OWN, or the content of a complaint."""
    files: list[Json] = who.get(place)["attachments"]
    return next(file for file in files if file["attachment_id"] == attachment_id)


def settled(who: Api, place: str, attachment_id: str) -> Json:
    """The same, once it has been looked through. NothingCame."""

    def look() -> Json | None:
        file = listed(who, place, attachment_id)
        return None if file["state"] == "checking" else file

    return await_that(look, f"a verdict on {attachment_id}")


def accepted(who: Api, place: str, attachment_id: str) -> Json:
    """The same, and it must have passed."""
    file = settled(who, place, attachment_id)
    assert file["state"] == "accepted", file
    return file
