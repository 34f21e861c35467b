"""`dumas parked list|show|retry|drop`: messages no handler could take, held until a person decides."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from kombu import Connection

from deploy.services import classes
from services.common.runtime.broker import PUBLISHING, confirmed
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.settings import Environment
from services.common.runtime.topology import (
    RETRY_DELAYS,
    RPC_EXCHANGE,
    has_parking,
    parking_name,
    retry_exchange,
)


@click.group()
def parked() -> None:
    """Messages that could not be handled: look at them, try them again, or drop them."""


@parked.command("list")
def list_() -> None:
    """A line for each: number, queue, event, how often it was tried, what went wrong."""
    with _held() as messages:
        for number, (queue, message) in enumerate(messages, 1):
            headers = message.headers or {}
            tried, failure = headers.get("x-dumas-attempt", "-"), headers.get("x-dumas-failure", "kept failing")
            click.echo(f"{number:>4}  {queue}  {message.properties.get('type')}  tried {tried}  {failure}")
        if not messages:
            click.echo("nothing is parked")


@parked.command()
@click.argument("number", type=int)
def show(number: int) -> None:
    """One message, whole. Events carry ids and codes only; sealed requests stay sealed."""
    with _held() as messages:
        queue, message = _pick(messages, number)
        click.echo(json.dumps({"queue": queue, "headers": message.headers, "body": _body(message)}, indent=2))


@parked.command()
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="All of them.")
def retry(numbers: tuple[int, ...], everything: bool) -> None:
    """Put messages back into their queues, as new."""
    with _held() as messages:
        for queue, message in messages if everything else [_pick(messages, number) for number in numbers]:
            _put_back(queue, message)
            message.ack()
            click.echo(f"{queue}: {message.properties.get('type')} is tried again")


@parked.command()
@click.argument("numbers", nargs=-1, type=int, required=True)
@click.confirmation_option(prompt="A dropped message is gone. Drop?")
def drop(numbers: tuple[int, ...]) -> None:
    """Remove messages for good."""
    with _held() as messages:
        for number in numbers:
            queue, message = _pick(messages, number)
            message.ack()
            click.echo(f"{queue}: {message.properties.get('type')} is dropped")


@contextmanager
def _held() -> Iterator[list[tuple[str, Any]]]:
    """All parked messages; those not acknowledged go back to their places when the connection closes."""
    env = Environment()
    uri = env.text("AMQP_URI")
    env.require()
    with Connection(uri, connect_timeout=5) as connection:
        channel = connection.default_channel
        names = [queue.name for service in classes() for queue in queues_of(service)]
        queues = [queue for queue in names if has_parking(channel, queue)]
        yield [(queue, message) for queue in queues for message in _get_all(channel, parking_name(queue))]


def _get_all(channel: Any, queue: str) -> Iterator[Any]:
    while (found := channel.basic_get(queue)) is not None:
        message = channel.message_to_python(found)
        if _is_forsaken(message):
            message.ack()
        else:
            yield message


def _is_forsaken(message: Any) -> bool:
    # The broker parks every request whose time is up. Only those a client wanted kept are worth a person's look.
    died_of = _deaths(message)[0].get("reason") if _deaths(message) else None
    return died_of == "expired" and message.properties.get("delivery_mode") != 2


def _deaths(message: Any) -> list[dict[str, Any]]:
    return (message.headers or {}).get("x-death") or []


def _pick(messages: list[tuple[str, Any]], number: int) -> tuple[str, Any]:
    if not 1 <= number <= len(messages):
        raise click.ClickException(f"There is no number {number}; `dumas parked list` shows them.")
    return messages[number - 1]


def _put_back(queue: str, message: Any) -> None:
    # Nobody may put a message into a queue directly: it comes back as from a first retry, in a second.
    env, target = Environment(), {"exchange": retry_exchange(RETRY_DELAYS[0]).name, "routing_key": queue}
    if queue.startswith("rpc-") and _deaths(message):
        # A request finds its method by its routing key: it goes the way it came.
        target = {"exchange": RPC_EXCHANGE.name, "routing_key": _deaths(message)[0]["routing-keys"][0]}
    with confirmed(env.text("AMQP_URI")).acquire(block=True, timeout=5) as producer:
        producer.publish(
            message.body,
            content_type=message.properties.get("content_type"),
            content_encoding=message.properties.get("content_encoding"),
            message_id=message.properties.get("message_id"),
            type=message.properties.get("type"),
            delivery_mode=2,
            mandatory=True,
            **target,
            **PUBLISHING,
        )


def _body(message: Any) -> Any:
    try:
        return json.loads(message.body)
    except ValueError:
        return "(not JSON)"
