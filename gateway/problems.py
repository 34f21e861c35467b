"""What the gateway itself refuses or fails at. Nothing the caller sent is repeated in a problem.

`gateway.kinds` has them all, with the refusals of the services.
"""

from typing import ClassVar, Final


class DoorProblem(Exception):
    """Something the gateway itself refuses or fails at; the sentence says what to do."""

    status: ClassVar[int] = 400
    sentence: ClassVar[str] = "The request cannot be understood."

    @property
    def detail(self) -> str:
        """The sentence with its arguments."""
        return self.sentence.format(*self.args)

    @property
    def retry_after(self) -> int | None:
        """After how many seconds to try again, where that is known."""
        return None


class KeyMissing(DoorProblem):
    sentence = (
        "Send a header Idempotency-Key of 16 to 128 letters, digits, '-' or '_', new for each new request and the same "
        "for a retry; a random UUID does. It protects the receipt, so it must not be guessable."
    )


class KeyMalformed(DoorProblem):
    sentence = "The Idempotency-Key is malformed: write 16 to 128 letters, digits, '-' or '_', such as a random UUID."


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


class TooManyStreams(DoorProblem):
    status = 503
    sentence = (
        "All places for streams of events are taken just now, or yours are. Try again after as many seconds as the "
        "header Retry-After says, close a stream you do not need, or ask for pages: GET /api/v1/events."
    )

    @property
    def retry_after(self) -> int:
        """Seconds; places of streams that were left are free by then."""
        return 10


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


class OtherSite(DoorProblem):
    status = 403
    sentence = "This form was not sent from our own page. Open the page again and send it from there."


class CodeNeeded(DoorProblem):
    status = 401
    sentence = (
        "This account needs a code besides the password. Sign in again with the field code: the six digits your phone "
        "shows now, or a recovery code."
    )


class SecondFactorNeeded(DoorProblem):
    status = 403
    sentence = (
        "This account needs a second factor and has none. Set one up with POST /api/v1/me/second-factor; until then "
        "the session is good for nothing else."
    )


class PasswordNeeded(DoorProblem):
    status = 403
    sentence = (
        "The password of this account was given by somebody else. Choose one of your own with PUT /api/v1/me/password; "
        "until then the session is good for nothing else."
    )


class SecondFactorKept(DoorProblem):
    status = 409
    sentence = (
        "This account has a second factor. Who may do without gives it up with DELETE /api/v1/me/second-factor; "
        "otherwise the operator resets it."
    )


class SignInDelayed(DoorProblem):
    """Its argument is the number of seconds to wait."""

    status = 429
    sentence = (
        "Signing in under this name has failed several times in a row. Wait as many seconds as the header Retry-After "
        "says; until then no try is looked at, not even a right one."
    )

    @property
    def retry_after(self) -> int:
        """Seconds."""
        return int(self.args[0])


class TooManyRequests(DoorProblem):
    """Its arguments are the time to wait in words and in seconds."""

    status = 429
    sentence = (
        "Too much of this was asked for from here, or for this office. In {} it is taken again; the header "
        "Retry-After has the time in seconds."
    )

    @property
    def retry_after(self) -> int:
        """Seconds."""
        return int(self.args[1])


class ProofNeeded(DoorProblem):
    """Its arguments are what can be done instead, and the seconds to wait where waiting helps."""

    status = 428
    sentence = (
        "Filing asks for a small proof of work here just now. Either {}, or solve a challenge from "
        "GET /api/v1/challenge and send the solution in the header X-Proof."
    )

    @property
    def retry_after(self) -> int | None:
        """Seconds, unless waiting would not help."""
        return int(self.args[1]) if len(self.args) > 1 else None


class CannotCount(DoorProblem):
    status = 503
    sentence = "Tries cannot be counted just now, and without that nobody is let in. Try again in a moment."


class NoSuchPage(DoorProblem):
    status = 404
    sentence = "There is nothing at this address. /openapi.json lists what there is."


class WrongMethod(DoorProblem):
    status = 405
    sentence = "This address does not take this method; the header Allow lists those it takes."


class BadRequest(DoorProblem):
    sentence = "The request is not proper HTTP, or broke off."


DOOR: Final = (
    *(KeyMissing, KeyMalformed, MalformedJson, NotJson, MalformedUpload, TooLarge, Busy, TooManyStreams, StoreAway),
    *(TooSlow, Failed, NoSuchPage, WrongMethod, BadRequest, OtherSite),
    *(CodeNeeded, SecondFactorNeeded, PasswordNeeded, SecondFactorKept, SignInDelayed),
    *(TooManyRequests, ProofNeeded, CannotCount),
)
"""The door's own problems."""
