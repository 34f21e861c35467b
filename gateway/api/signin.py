"""Officers sign in and out; everybody may ask who they are taken for."""

from flask import Response

from gateway.accounts import SignedIn
from gateway.api.shapes import Me, Session, SignIn
from gateway.callers import bearer, signed_in
from gateway.parts import parts
from services.common.contracts.caller import Caller


def sign_in(body: SignIn) -> Session:
    """Sign in as an officer"""
    session = parts().accounts.sign_in(body.tenant, body.username, body.password.get_secret_value())
    return Session(token=session.token, expires_at=session.expires_at, me=_me(session.signed_in))


def sign_out(caller: Caller) -> Response:
    """Sign out"""
    parts().accounts.sign_out(caller, bearer())
    return Response(status=204)


def me(caller: Caller) -> Me:
    """Who I am"""
    return _me(SignedIn(caller, signed_in().name))


def _me(found: SignedIn) -> Me:
    caller = found.caller
    who = {"tenant": caller.tenant, "id": caller.actor, "name": found.name}
    return Me(**who, kind=caller.kind, roles=caller.roles, unit=caller.unit)
