"""Who is calling: from the bearer token to the caller the gateway vouches for."""

from dataclasses import replace

from flask import g, request

from gateway.accounts import PASSWORD, SignedIn
from gateway.parts import parts
from gateway.problems import PasswordNeeded, SecondFactorNeeded
from gateway.tokens import OFFICER, REPORTER, SYSTEM, ReporterPass
from services.common import vocabulary
from services.common.contracts.caller import Caller
from services.common.errors import NotSignedIn, NotYourRole

OFFICERS = ("officer",)
STAFF = ("officer", "system")
REPORTERS = ("reporter",)
OPERATORS = ("platform",)
PEOPLE = ("officer", "platform")
EVERY_ACCOUNT = ("officer", "platform", "system")


def identify(kinds: tuple[str, ...], *, may_be_half: bool = False, token: str | None = None) -> Caller:
    """The caller, if of one of these kinds; NotSignedIn otherwise.

    Known by the bearer token, or by this one. PasswordNeeded or SecondFactorNeeded for a session that is to be used for
    setting one up, unless it may be. NotYourRole when officers are asked for and an operator comes, or the reverse.
    """
    token = bearer() if token is None else token
    if token.startswith(OFFICER) and not {"officer", "platform"}.isdisjoint(kinds):
        return _session(token, kinds, may_be_half)
    if token.startswith(SYSTEM) and "system" in kinds:
        return _remembered(parts().door.system(token))
    if token.startswith(REPORTER) and "reporter" in kinds:
        return reporter(parts().reporter_tokens.read(token))
    raise NotSignedIn


def _session(token: str, kinds: tuple[str, ...], may_be_half: bool) -> Caller:
    found = parts().door.holder(token)
    if found.must_set_up and not may_be_half:
        raise PasswordNeeded if PASSWORD in found.must_set_up else SecondFactorNeeded
    if found.caller.kind not in kinds:
        raise NotYourRole(" / ".join(kinds))
    return _remembered(found)


def bearer() -> str:
    """The token of the request; NotSignedIn when there is none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    return token.strip()


def signed_in(caller: Caller) -> SignedIn:
    """The account of the caller of this request."""
    found: SignedIn = g.signed_in
    return replace(found, caller=caller)


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
