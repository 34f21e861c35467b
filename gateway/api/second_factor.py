"""Whoever has signed in sets up a second factor, confirms it with a first code, or gives it up."""

from flask import Response

from gateway.api.access_shapes import Code, Me, NewSecondFactor
from gateway.api.signin import taken_for
from gateway.callers import bearer, signed_in
from gateway.parts import parts
from services.common.contracts.caller import Caller


def begin(caller: Caller) -> NewSecondFactor:
    """Set up a second factor

    Put the secret into an authenticator, then confirm with the first code it shows. Doing this again before that
    makes a new secret.
    """
    made = parts().factors.begin(signed_in(caller))
    return NewSecondFactor(secret=made.secret, uri=made.uri, recovery_codes=made.recovery_codes)


def confirm(caller: Caller, body: Code) -> Me:
    """Confirm it with a first code

    The session is whole from then on; all others of the account end.
    """
    parts().factors.confirm(signed_in(caller), body.code.get_secret_value(), bearer())
    return taken_for(signed_in(caller))


def give_up(caller: Caller, body: Code) -> Response:
    """Give it up, where nobody demands it"""
    parts().factors.give_up(signed_in(caller), body.code.get_secret_value(), bearer())
    return Response(status=204)
