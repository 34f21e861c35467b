"""How an operator's commands call services: with a key of their own, as `operator`, for one regency at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from services.common.contracts.caller import Caller
from services.common.runtime.client import RpcClient
from services.common.runtime.settings import Environment
from services.common.runtime.trust import Issuer, Seal


@contextmanager
def services() -> Iterator[RpcClient]:
    """A client for the time of one command, from AMQP_URI, DUMAS_SEALING_KEY and DUMAS_SIGNING_KEY."""
    env = Environment()
    amqp_uri, sealing, signing = env.text("AMQP_URI"), env.key("DUMAS_SEALING_KEY"), env.key("DUMAS_SIGNING_KEY")
    env.require()
    client = RpcClient(amqp_uri, Seal(sealing), Issuer("operator", signing), "operator")
    try:
        yield client
    finally:
        client.close()


def operator(tenant: str) -> Caller:
    """The operator, speaking for one regency."""
    return Caller(kind="operator", actor="dumas", tenant=tenant)
