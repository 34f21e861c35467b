"""Every refusal a caller can receive.

A refusal is a sentence that says what to do. It crosses the broker as its code and arguments and is rebuilt on the
other side; its HTTP status is the gateway's business. Arguments never carry personal data: refusals are logged.
"""

from typing import Any, Literal

from services.common import refusal, source_errors

Refusal = refusal.Refusal
AlreadyFiled = source_errors.AlreadyFiled
CallbackRefused = source_errors.CallbackRefused
NotAwaited = source_errors.NotAwaited


class NotFound(Refusal):
    """There is no such thing, or the caller may not know that there is."""

    sentence = "No {} with that name was found. Check the address, or look it up in the list."


class UnknownTenant(Refusal):
    sentence = "There is no regency '{}' here. GET /api/v1/tenants lists those that are served."


class WrongReferenceOrCode(Refusal):
    """Said alike for an unknown reference and a wrong code, so that references cannot be probed."""

    sentence = "The reference and access code do not belong together. Check both; capital letters do not matter."


class SignInFailed(Refusal):
    """Said alike whatever is wrong, so that names cannot be probed."""

    sentence = (
        "The name, the password or the code is wrong. Check the regency, the name and the password; a code is good for "
        "one sign-in only."
    )


class NotSignedIn(Refusal):
    sentence = "Sign in first: the token is missing, expired or not ours."


class NotYourRole(Refusal):
    sentence = "This needs the role {}. Ask someone who has it, or an administrator of the regency."


class Invalid(Refusal):
    """A value does not fit. `fields` names each field and what is wrong with it."""

    sentence = "Some values do not fit; see the list of errors."

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields)
        self.fields = fields


class OutcomeNotAllowed(Refusal):
    sentence = "'{}' is not a possible outcome of '{}'. Possible are: {}."


class ReturnedTooOften(Refusal):
    sentence = "'{}' can end with '{}' at most {} times, and it has. Choose another outcome."


class Incomplete(Refusal):
    """What the channel requires is not there yet."""

    sentence = (
        "This channel requires {}, and the complaint has none. Ask the reporter for it, or attach what came on paper."
    )


class ExtensionRefused(Refusal):
    sentence = "No more time can be asked for here: {}."


class ForwardingRefused(Refusal):
    sentence = "The complaint cannot be forwarded there: {}."


class OpeningRefused(Refusal):
    sentence = "The identity cannot be opened: {}."


class ObjectionTooLate(Refusal):
    sentence = "The time to object has passed ({}), or this end cannot be objected to. File a new complaint instead."


class CannotMigrate(Refusal):
    sentence = "The complaint cannot follow {}: {}."


class TaskDone(Refusal):
    sentence = "This task is already completed, as {}. Reload the complaint to see where it stands."


class StaleVersion(Refusal):
    sentence = "The complaint has changed since you read it (it is at version {}). Reload it and try again."


class KeyReused(Refusal):
    sentence = "This Idempotency-Key was used for another request. Use a new key for a new request."


FileFault = Literal["empty", "type", "too_large", "unlike", "no_room", "too_many_refused"]


class AttachmentRefused(Refusal):
    sentence = "The file was refused: {}."  # and the reason as a code, by which pages choose words of their own

    def __init__(self, reason: str, fault: FileFault | None = None) -> None:
        super().__init__(reason, fault)
        self.fault = fault


class AttachmentUnknown(Refusal):
    sentence = (
        "This complaint has no attachment {} that has passed its checks. Upload the file first, then name the id you "
        "got for it; while the list of files says it is being checked, try again in a moment."
    )


class NotYetChecked(Refusal):
    sentence = "The file {} is still being checked. Try again in a moment; the list of files says when it is done."


class KeptApart(Refusal):
    sentence = "The file {} did not pass its checks and is given to nobody. The list of files says why and what to do."


class NotYetRendered(Refusal):
    sentence = "The document {} is still being made. Try again in a moment; the list of documents says when it is done."


class SigningRefused(Refusal):
    sentence = "The document cannot be signed: {}."


class NotSigned(Refusal):
    """A step that is ended by a signature needs the signed document."""

    sentence = (
        "The {} is not signed yet. Sign it first (POST …/documents/{}/{}/signature), by our own key, by BSrE or by "
        "hand; or return it."
    )


class CancelRefused(Refusal):
    sentence = "The document cannot be cancelled: {}."


class SubscriptionRefused(Refusal):
    sentence = "Nothing was done with this subscription: {}."


class UploadExpired(Refusal):
    sentence = "This upload has expired or is finished. Start it again."


class NoLongerKept(Refusal):
    """The time for which it may be kept has ended, and it was destroyed."""

    sentence = (
        "What was written here is no longer kept: its time ended, and it was made unreadable on {}. The register still "
        "shows how the complaint went."
    )


class CallerNotTrusted(Refusal):
    """The signed caller context is missing, forged, expired or made for another call."""

    sentence = "The call does not carry a valid caller. Sign in again."


class Unavailable(Refusal):
    sentence = "The {} desk does not answer just now. Nothing was lost; try again in a moment."


ALL: dict[str, type[Refusal]] = {kind.__name__: kind for kind in Refusal.__subclasses__()}
"""Every refusal by its code."""


def rebuild(code: str, args: list[Any]) -> Refusal:
    """The refusal another process raised, from its code and arguments."""
    return ALL[code](*args)
