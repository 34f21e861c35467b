"""What a certified signature can fail at. Arguments are words of ours: nothing the caller or the provider said."""

from typing import Final

from gateway.problems import DoorProblem


class BsreNotSetUp(DoorProblem):
    status = 409
    sentence = (
        "No BSrE server is set up here for this regency, so nothing was signed. The operator sets DUMAS_BSRE and "
        "lists bsre under signing in tenant.yaml; until then sign by our own key or by hand."
    )


class PassphraseRefused(DoorProblem):
    status = 422
    sentence = "BSrE does not accept the passphrase or code. Nothing was signed; check it and try again."


class SignerRefused(DoorProblem):
    """Its argument says how this person stands with BSrE."""

    status = 409
    sentence = "BSrE does not sign for this person: {}. Nothing was signed."


class SigningAway(DoorProblem):
    status = 503
    sentence = "The signing service does not answer just now. Nothing was signed here; try again in a moment."


class SigningAnswerRefused(DoorProblem):
    """Its argument says what was wrong with the answer."""

    status = 502
    sentence = (
        "What the signing service answered was not taken: {}. The document is unsigned as before; tell the operator."
    )


class NotExaminedJustNow(DoorProblem):
    status = 503
    sentence = "The file could not be examined just now. Nothing was kept; try again in a moment."


ALL: Final = (
    BsreNotSetUp,
    PassphraseRefused,
    SignerRefused,
    SigningAway,
    SigningAnswerRefused,
    NotExaminedJustNow,
)
