"""Asks running services as the operator; a refusal or silence ends the command with the sentence that says why."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar

import click
from pydantic import BaseModel

from deploy.cli.operator import operator, services
from services.common.errors import Refusal
from services.common.runtime.client import CallTimedOut, RpcClient, ServiceFailed

Reply = TypeVar("Reply", bound=BaseModel)

PATIENCE = 30.0


class Ask(Protocol):
    """Calls `<service>.<method>` and gives its typed answer. Raises ClickException."""

    def __call__(self, method: str, request: BaseModel, reply: type[Reply], /) -> Reply: ...


@contextmanager
def asking(tenant: str) -> Iterator[Ask]:
    """Questions to the services for one regency, for the time of one command."""
    with services() as client:
        yield speaking_for(tenant, client)


def speaking_for(tenant: str, client: RpcClient) -> Ask:
    """Questions for one regency through a client that may serve others too."""

    def ask(method: str, request: BaseModel, reply: type[Reply], /) -> Reply:
        try:
            return client.call(method, operator(tenant), request, reply, timeout=PATIENCE)
        except Refusal as refusal:
            details = "".join(f"\n  {where}: {what}" for where, what in refusal.fields.items())
            raise click.ClickException(f"{tenant}: {refusal}{details}") from None
        except CallTimedOut:
            message = f"{method} has not answered for {PATIENCE:.0f} seconds; see its log, then try again."
            raise click.ClickException(message) from None
        except ServiceFailed as failure:
            raise click.ClickException(f"{failure}; the reason is in the service's log.") from None

    return ask
