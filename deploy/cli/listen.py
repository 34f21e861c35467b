"""`dumas listen`: follows the events a system may hear, and posts each to a program on the developer's own machine.

What is written against webhooks is tried with it before there is an address in the open. It uses the public API alone,
with the system's key, and signs as webhooks are signed.
"""

import base64
import json
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

import click
from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.exceptions import HTTPError

from services.notify.deliveries.signing import PREFIX, headers, spelled

_AGAIN: Final = 3
_QUIET: Final = 45.0  # many times as long as the stream says nothing
_SIZES: Final = range(24, 65)
_PLACE: Final = re.compile(r"https?://[^\s/?#@]+(/[^\s#]*)?")
_OK, _BUSY = 200, 503


@dataclass(slots=True)
class Block:
    """What a stream said: the place to go on from, and an event if there is one."""

    cursor: str = ""
    event: str = ""
    data: str = ""


def _address(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """Where something can be posted to. Raises BadParameter."""
    if not _PLACE.fullmatch(given):
        raise click.BadParameter(f"'{given}' is no address; write it in full, as http://localhost:9000/hook.")
    return given


def _key_of(_context: click.Context, _parameter: click.Parameter, given: str | None) -> bytes:
    """What events are signed with. Raises BadParameter."""
    if not given:
        return os.urandom(32)
    try:
        key = base64.b64decode(given.removeprefix(PREFIX), validate=True) if given.startswith(PREFIX) else b""
    except ValueError:
        key = b""
    if len(key) not in _SIZES:
        raise click.BadParameter("A secret reads whsec_ and the base64 of 24 to 64 bytes.")
    return key


@click.command()
@click.option("--forward", required=True, callback=_address, help="Where to post events: http://localhost:9000/hook.")
@click.option("--api", required=True, callback=_address, help="The address of Dumas: https://…")
@click.option("--key", required=True, envvar="DUMAS_API_KEY", help="The system's API key; or in DUMAS_API_KEY.")
@click.option("--types", default="", help="Only these types, with commas between them.")
@click.option("--after", default="", help="Begin after this cursor instead of now.")
@click.option(
    "--secret",
    envvar="DUMAS_WEBHOOK_SECRET",
    callback=_key_of,
    help="Sign with this, whsec_…; or in DUMAS_WEBHOOK_SECRET. Default: a new one at each start.",
)
def listen(*, forward: str, api: str, key: str, types: str, after: str, secret: bytes) -> None:
    """Post every event you may hear to a program of yours, signed like a webhook, until Ctrl-C. Each is posted once,
    whatever is answered. For development."""
    pool = PoolManager(retries=False)
    click.echo(f"signed with {spelled(secret)}")
    place = f"{api.rstrip('/')}/api/v1/events/stream?{urlencode({'types': types})}"
    while True:
        try:
            for block in _blocks(_opened(pool, place, key, after)):
                if block.data:
                    click.echo(_forwarded(pool, forward, secret, block))
                after = block.cursor or after
        except HTTPError as reason:
            click.echo(f"the stream broke off ({type(reason).__name__}), again in {_AGAIN} seconds", err=True)
            time.sleep(_AGAIN)


def _opened(pool: PoolManager, place: str, key: str, after: str) -> BaseHTTPResponse:
    """The stream, once there is room. Raises ClickException where it is refused, HTTPError where nobody answers."""
    asked = {"Authorization": f"Bearer {key}", "Accept": "text/event-stream"}
    asked |= {"Last-Event-ID": after} if after else {}
    while True:
        patience = Timeout(connect=10.0, read=_QUIET)
        answer = pool.request("GET", place, headers=asked, preload_content=False, timeout=patience)
        if answer.status == _OK:
            click.echo("following")
            return answer
        wait, told = answer.headers.get("Retry-After", str(_AGAIN)), _problem(answer.data)
        if answer.status != _BUSY:
            raise click.ClickException(told)
        click.echo(f"{told} Again in {wait} seconds.", err=True)
        time.sleep(int(wait))


def _problem(body: bytes) -> str:
    try:
        told = json.loads(body)
        faults = [f"\n  {each['field']}: {each['message']}" for each in told.get("errors", ())]
        return str(told["detail"]) + "".join(faults)
    except (ValueError, KeyError, TypeError, AttributeError):
        return "This address does not answer like Dumas; check --api."


def _blocks(stream: BaseHTTPResponse) -> Iterator[Block]:
    """What is between two empty lines, as the standard for server-sent events reads it."""
    block = Block()
    for raw in stream:
        name, _, value = raw.decode().rstrip("\r\n").partition(":")
        value = value.removeprefix(" ")
        if name == "id":
            block.cursor = value
        elif name == "event":
            block.event = value
        elif name == "data":
            block.data += value
        elif not name and not value:
            yield block
            block = Block(cursor=block.cursor)


def _forwarded(pool: PoolManager, forward: str, secret: bytes, block: Block) -> str:
    """Post it once, and tell how it went."""
    told, now = json.loads(block.data), datetime.now(UTC)
    signed = headers([secret], UUID(told["id"]), now, block.data, is_replay=False)
    line = f"{now:%H:%M:%S}  {block.event}  {told.get('subject', '')}  {told['id']}"
    try:
        answer = pool.request("POST", forward, body=block.data.encode(), headers=signed, timeout=15.0, redirect=False)
    except HTTPError as reason:
        return f"{line}  not taken: {type(reason).__name__}"
    return f"{line}  {answer.status}"
