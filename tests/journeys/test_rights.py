"""The table of rights holds where it counts: every method of every running service, asked by every kind of caller in
every role. What they send fits no method, so whoever is let in changes nothing."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from services.common.contracts.caller import Caller
from services.common.contracts.register import Nothing
from services.common.contracts.rights import RIGHTS
from services.common.errors import Invalid, NotYourRole, Refusal
from services.common.runtime.client import RpcClient
from services.common.vocabulary import REPORTER, ROLES, SYSTEMS
from tests.support.asking import asking, issuer
from tests.support.stack import RunningStack


class Misfit(BaseModel):
    """No method takes this."""

    misfit: int = 1


def _caller(kind: str, *roles: str) -> Caller:
    return Caller.model_validate({"kind": kind, "actor": "contoh", "tenant": "banyumas", "roles": roles})


OF_THE_GATEWAY = (
    *(_caller("officer", role) for role in sorted(ROLES)),
    *(_caller("system", role) for role in sorted(SYSTEMS)),
    _caller("officer"),
    _caller("reporter", REPORTER),
    _caller("public", REPORTER),
    _caller("platform"),
)
SERVICE, COMMAND = _caller("service"), _caller("operator")


@pytest.fixture(scope="module")
def gateway(stack: RunningStack) -> Iterator[RpcClient]:
    """Somebody who holds the gateway's keys."""
    with asking(stack) as client:
        yield client


@pytest.fixture(scope="module")
def notify(stack: RunningStack) -> Iterator[RpcClient]:
    """Somebody who holds the notifier's keys."""
    with asking(stack, signing=issuer(stack, "notify")) as client:
        yield client


@pytest.fixture(scope="module")
def command(stack: RunningStack) -> Iterator[RpcClient]:
    """Somebody who holds the key of the `dumas` command."""
    with asking(stack, signing=issuer(stack, "operator")) as client:
        yield client


def refusal(client: RpcClient, method: str, caller: Caller) -> type[Refusal]:
    """As what the caller is refused."""
    with pytest.raises(Refusal) as told:
        client.call(method, caller, Misfit(), Nothing)
    return type(told.value)


@pytest.mark.parametrize("method", sorted(RIGHTS))
def test_a_method_lets_in_whom_the_table_says_and_nobody_else(
    gateway: RpcClient, notify: RpcClient, command: RpcClient, method: str
) -> None:
    told = {caller: refusal(gateway, method, caller) for caller in OF_THE_GATEWAY}
    told |= {SERVICE: refusal(notify, method, SERVICE), COMMAND: refusal(command, method, COMMAND)}
    assert told == {caller: Invalid if RIGHTS[method].admits(caller) else NotYourRole for caller in told}
