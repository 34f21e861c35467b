"""`dumas parked list|show|retry|drop`: messages no handler could take, held until a person decides."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import click

from deploy.services import classes
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.parked import Parked, held
from services.common.runtime.settings import Environment


@click.group()
def parked() -> None:
    """Messages that could not be handled: look at them, try them again, or drop them."""


@parked.command("list")
def list_() -> None:
    """A line for each: number, queue, event, how often it was tried, what went wrong."""
    with _held() as messages:
        for number, one in enumerate(messages, 1):
            tried, failure = one.attempts or "-", one.failure or "kept failing"
            click.echo(f"{number:>4}  {one.queue}  {one.what}  tried {tried}  {failure}")
        if not messages:
            click.echo("nothing is parked")


@parked.command()
@click.argument("number", type=int)
def show(number: int) -> None:
    """One message, whole. Events carry ids and codes only; sealed requests stay sealed."""
    with _held() as messages:
        one = _pick(messages, number)
        said = one.said()
        body = "(not JSON)" if said is None else said
        click.echo(json.dumps({"queue": one.queue, "headers": one.headers, "body": body}, indent=2, default=str))


@parked.command()
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="All of them.")
def retry(numbers: tuple[int, ...], everything: bool) -> None:
    """Put messages back into their queues, as new."""
    with _held() as messages:
        for one in messages if everything else [_pick(messages, number) for number in numbers]:
            one.put_back(_uri())
            one.message.ack()
            click.echo(f"{one.queue}: {one.what} is tried again")


@parked.command()
@click.argument("numbers", nargs=-1, type=int, required=True)
@click.confirmation_option(prompt="A dropped message is gone. Drop?")
def drop(numbers: tuple[int, ...]) -> None:
    """Remove messages for good."""
    with _held() as messages:
        for number in numbers:
            one = _pick(messages, number)
            one.message.ack()
            click.echo(f"{one.queue}: {one.what} is dropped")


@contextmanager
def _held() -> Iterator[list[Parked]]:
    """All parked messages."""
    names = [queue.name for service in classes() for queue in queues_of(service)]
    with held(_uri(), names) as messages:
        yield messages


def _uri() -> str:
    env = Environment()
    uri = env.text("AMQP_URI")
    env.require()
    return uri


def _pick(messages: list[Parked], number: int) -> Parked:
    if not 1 <= number <= len(messages):
        raise click.ClickException(f"There is no number {number}; `dumas parked list` shows them.")
    return messages[number - 1]
