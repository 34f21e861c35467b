"""Who is calling: from the bearer token to the caller the gateway vouches for."""

from flask import g, request

from gateway.accounts import SignedIn
from gateway.parts import parts
from gateway.tokens import OFFICER, REPORTER, SYSTEM, ReporterPass
from services.common import vocabulary
from services.common.contracts.caller import Caller
from services.common.errors import NotSignedIn

OFFICERS = ("officer",)
STAFF = ("officer", "system")
REPORTERS = ("reporter",)


def identify(kinds: tuple[str, ...]) -> Caller:
    """The caller, if of one of these kinds; NotSignedIn otherwise."""
    token = bearer()
    if token.startswith(OFFICER) and "officer" in kinds:
        return _remembered(parts().accounts.officer(token))
    if token.startswith(SYSTEM) and "system" in kinds:
        return _remembered(parts().accounts.system(token))
    if token.startswith(REPORTER) and "reporter" in kinds:
        return reporter(parts().reporter_tokens.read(token))
    raise NotSignedIn


def bearer() -> str:
    """The token of the request; NotSignedIn when there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    return token.strip()


def signed_in() -> SignedIn:
    """The officer or system the request was identified as."""
    found: SignedIn = g.signed_in
    return found


def reporter(leave: ReporterPass) -> Caller:
    """The reporter of one complaint, known by the complaint alone."""
    return Caller(
        kind="reporter",
        actor=str(leave.complaint_id),
        tenant=leave.tenant,
        roles=(vocabulary.REPORTER,),
        complaint_id=leave.complaint_id,
    )


def _remembered(found: SignedIn) -> Caller:
    g.signed_in = found
    return found.caller
