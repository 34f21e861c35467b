"""How what a broker holds differs from what it should hold for one queue. Pure."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from services.notify.deliveries.wanted import PREFIX, Definitions, dead

_NAMED_BY: Final = {
    "users": ("name",),
    "permissions": ("user", "vhost"),
    "topic_permissions": ("user", "vhost", "exchange"),
    "exchanges": ("vhost", "name"),
    "queues": ("vhost", "name"),
    "bindings": ("vhost", "source", "destination", "destination_type", "routing_key"),
}
_FIXED: Final = ("exchanges", "queues")
"""They cannot be changed, only made."""


def lacking(wanted: Definitions, held: Definitions) -> Definitions:
    """What must be told to the broker; sections with nothing in them are left out."""
    found = {section: list(_lacking(section, rows, held)) for section, rows in wanted.items()}
    return {section: rows for section, rows in found.items() if rows}


def other_than_wanted(wanted: Definitions, held: Definitions) -> list[str]:
    """The queues that are there and are not as they should be."""
    there = _by_name("queues", held)
    found = ((row, there.get(_name("queues", row))) for row in wanted["queues"])
    return [row["name"] for row, own in found if own is not None and not _same(row, own)]


def forbidden(wanted: Definitions, held: Definitions, queue: str) -> list[dict[str, Any]]:
    """Permissions its user has and should not have, in whatever virtual host."""
    allowed = {_name("permissions", row) for row in wanted["permissions"]}
    mine = (row for row in held.get("permissions", []) if row["user"] == queue)
    return [row for row in mine if _name("permissions", row) not in allowed]


def unwanted_bindings(wanted: Definitions, held: Definitions, queue: str, vhost: str) -> list[dict[str, Any]]:
    """Bindings that bring it what it should not hear."""
    allowed = {_name("bindings", row) for row in wanted["bindings"]}
    own = (queue, dead(queue))
    mine = (row for row in held.get("bindings", []) if row["vhost"] == vhost and row["destination"] in own)
    return [row for row in mine if _name("bindings", row) not in allowed]


def is_held(section: str, name: str, held: Definitions, **where: str) -> bool:
    """Whether the broker has something of this name."""
    return any(row.items() >= {"name": name, **where}.items() for row in held.get(section, []))


def strangers(held: Definitions, vhost: str, known: Iterable[str]) -> set[str]:
    """Users and queues that are called as if they were of a subscriber, and are of none that was ever known."""
    names = {row["name"] for row in held.get("users", [])}
    names |= {row["name"] for row in held.get("queues", []) if row["vhost"] == vhost}
    ours = {name for queue in known for name in (queue, dead(queue))}
    return {name for name in names if name.startswith(PREFIX)} - ours


def _lacking(section: str, rows: Iterable[dict[str, Any]], held: Definitions) -> Iterator[dict[str, Any]]:
    there = _by_name(section, held)
    for row in rows:
        own = there.get(_name(section, row))
        if own is None or (section not in _FIXED and not _same(row, own)):
            yield row


def _by_name(section: str, held: Definitions) -> dict[tuple[Any, ...], dict[str, Any]]:
    return {_name(section, row): row for row in held.get(section, [])}


def _name(section: str, row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[part] for part in _NAMED_BY[section])


def _same(row: dict[str, Any], own: dict[str, Any]) -> bool:
    return all(own.get(key) == value for key, value in row.items())
