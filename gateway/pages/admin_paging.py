"""Lists that come whole are still shown a page at a time, by key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from flask import request

Row = TypeVar("Row")
PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """A page of a list; `next` is the key to go on after."""

    rows: Sequence[Row]
    next: str | None
    is_first: bool


def part_of(rows: Sequence[Row], key: Callable[[Row], str]) -> Part[Row]:
    """What comes after the key the address names, in the order of keys."""
    after = request.args.get("setelah", "")
    left = [row for row in sorted(rows, key=key) if key(row) > after]
    last = key(left[PER_PAGE - 1]) if len(left) > PER_PAGE else None
    return Part(left[:PER_PAGE], last, not after)
