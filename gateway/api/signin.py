"""Officers and operators sign in and out, and look after their sessions; everybody may ask who they are taken for."""

from dataclasses import asdict

from flask import Response

from gateway.accounts import SignedIn
from gateway.api.access_shapes import Me, NewPassword, OwnSession, OwnSessions, Session, SignIn, StandsIn
from gateway.callers import bearer, signed_in
from gateway.parts import parts
from services.common.contracts.caller import Caller


def sign_in(body: SignIn) -> Session:
    """Sign in

    After three failures in a row under one name the next tries wait: one second, two, four, up to 42.
    """
    code = body.code.get_secret_value() if body.code else None
    session = parts().door.sign_in(body.tenant, body.username, body.password.get_secret_value(), code)
    found = session.signed_in
    return Session(
        token=session.token, expires_at=session.expires_at, me=taken_for(found), must_set_up=found.must_set_up
    )


def sign_out(caller: Caller) -> Response:
    """Sign out"""
    parts().door.sign_out(signed_in(caller), bearer())
    return Response(status=204)


def me(caller: Caller) -> Me:
    """Who I am"""
    return taken_for(signed_in(caller))


def sessions(caller: Caller) -> OwnSessions:
    """Where I am signed in"""
    seen = parts().door.sessions_of(signed_in(caller), bearer())
    return OwnSessions(sessions=tuple(OwnSession(**asdict(session)) for session in seen))


def change_password(caller: Caller, body: NewPassword) -> Response:
    """Change my password

    All other sessions end. A password that somebody else has given must be changed before anything else.
    """
    now, new = body.now.get_secret_value(), body.new.get_secret_value()
    parts().passwords.change(signed_in(caller), now, new, bearer())
    return Response(status=204)


def end_others(caller: Caller) -> Response:
    """Sign out everywhere else"""
    parts().door.end_others(signed_in(caller), bearer())
    return Response(status=204)


def taken_for(found: SignedIn) -> Me:
    """The account as its holder sees it."""
    caller = found.caller
    who = {"tenant": found.tenant, "id": caller.actor, "name": found.name}
    standing = ({name: getattr(each, name) for name in StandsIn.model_fields} for each in found.standing_in)
    stands_in = tuple(StandsIn(**each) for each in standing)
    return Me(**who, kind=caller.kind, roles=caller.roles, unit=caller.unit, stands_in=stands_in)
