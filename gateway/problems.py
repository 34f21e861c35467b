"""What can go wrong at the door, and how every refusal is told over HTTP: RFC 9457, one kind per page.

`REFUSALS` gives each refusal of the services its status; the classes below are the door's own. Nothing the caller
sent is repeated in a problem.
"""

import re
from dataclasses import dataclass
from typing import ClassVar, Final

from services.common import errors


class DoorProblem(Exception):
    """Something the gateway itself refuses or fails at; the sentence says what to do."""

    status: ClassVar[int] = 400
    sentence: ClassVar[str] = "The request cannot be understood."

    @property
    def detail(self) -> str:
        """The sentence with its arguments."""
        return self.sentence.format(*self.args)


class KeyMissing(DoorProblem):
    sentence = (
        "Send a header Idempotency-Key of 16 to 128 letters, digits, '-' or '_', new for each new request and the same "
        "for a retry; a random UUID does. It protects the receipt, so it must not be guessable."
    )


class MalformedJson(DoorProblem):
    sentence = "The body is not valid JSON in UTF-8."


class NotJson(DoorProblem):
    status = 415
    sentence = "Send the body as JSON, with the header Content-Type: application/json."


class MalformedUpload(DoorProblem):
    sentence = "The upload cannot be read: {}."


class TooLarge(DoorProblem):
    status = 413
    sentence = "This is larger than {} bytes, which is the most that is taken here."


class Busy(DoorProblem):
    status = 503
    sentence = "Too many requests are waiting just now. Nothing was lost; try again in a moment."


class StoreAway(DoorProblem):
    status = 503
    sentence = "The file store does not answer just now. Nothing was kept; try again in a moment."


class TooSlow(DoorProblem):
    """The service took the call, or will."""

    status = 504
    sentence = (
        "The answer took too long. Try again in a moment; what was sent with an Idempotency-Key may still be carried "
        "out, so repeat it with the same key."
    )


class Failed(DoorProblem):
    status = 500
    sentence = "Something failed on our side and was noted. Give the correlation id when you ask about it."


class NoSuchPage(DoorProblem):
    status = 404
    sentence = "There is nothing at this address. /openapi.json lists what there is."


class WrongMethod(DoorProblem):
    status = 405
    sentence = "This address does not take this method; the header Allow lists those it takes."


class BadRequest(DoorProblem):
    sentence = "The request is not proper HTTP, or broke off."


DOOR: Final = (
    *(KeyMissing, MalformedJson, NotJson, MalformedUpload, TooLarge, Busy, StoreAway),
    *(TooSlow, Failed, NoSuchPage, WrongMethod, BadRequest),
)
"""The door's own problems."""

REFUSALS: Final[dict[type[errors.Refusal], int]] = {
    errors.NotFound: 404,
    errors.UnknownTenant: 404,
    errors.WrongReferenceOrCode: 401,
    errors.SignInFailed: 401,
    errors.NotSignedIn: 401,
    errors.NotYourRole: 403,
    errors.Invalid: 422,
    errors.OutcomeNotAllowed: 409,
    errors.ReturnedTooOften: 409,
    errors.Incomplete: 409,
    errors.ExtensionRefused: 409,
    errors.ForwardingRefused: 409,
    errors.ObjectionTooLate: 409,
    errors.CannotMigrate: 409,
    errors.TaskDone: 409,
    errors.StaleVersion: 409,
    errors.KeyReused: 422,
    errors.AttachmentRefused: 422,
    errors.AttachmentUnknown: 422,
    errors.UploadExpired: 409,
    errors.CallerNotTrusted: 401,
    errors.Unavailable: 503,
}
"""The HTTP status of every refusal; a test holds this table to `errors.ALL`."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: its address, its title, its status and what it means in general."""

    code: str
    title: str
    status: int
    meaning: str

    @property
    def address(self) -> str:
        """The problem type, and a page that explains it."""
        return f"/problems/{self.code}"


def _kind(cls: type, status: int, sentence: str) -> Kind:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__)
    return Kind(words.lower().replace(" ", "-"), words.capitalize(), status, sentence.replace("'{}'", "…"))


BY_CLASS: Final[dict[type, Kind]] = {
    **{cls: _kind(cls, status, cls.sentence) for cls, status in REFUSALS.items()},
    **{cls: _kind(cls, cls.status, cls.sentence) for cls in DOOR},
}
KINDS: Final = {kind.code: kind for kind in BY_CLASS.values()}
"""Every kind of problem by its code."""
