"""Calls a service directly over the broker, as somebody who got hold of some of the product's keys might."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager

from services.common.runtime.client import RpcClient
from services.common.runtime.trust import Issuer, Seal
from tests.support.stack import RunningStack


def seal(stack: RunningStack) -> Seal:
    """The seal all services share."""
    return Seal(base64.b64decode(stack.secret("sealing")))


def issuer(stack: RunningStack, name: str, key: str | None = None) -> Issuer:
    """Who signs under this name, with the key of that name or of another."""
    return Issuer(name, base64.b64decode(stack.secret(f"signing_{key or name}")))


@contextmanager
def asking(stack: RunningStack, sealing: Seal | None = None, signing: Issuer | None = None) -> Iterator[RpcClient]:
    """A client; sealed and signed as the gateway does unless told otherwise."""
    by, seals = signing or issuer(stack, "gateway"), sealing or seal(stack)
    client = RpcClient(stack.endpoints.amqp_uri, seals, by, "test", publishers=4)
    try:
        yield client
    finally:
        client.close()
