"""`dumas keys`: rotates in rounds until nothing is left, and says which master key is still needed."""

from datetime import UTC, datetime

import pytest
from pydantic import BaseModel

from deploy.cli.asking import Reply
from deploy.cli.keys import described, rotate_desk
from services.common.contracts.keys import KeysRotated, KeyStatus, RotateKeys

SINCE = datetime(2026, 3, 2, 2, tzinfo=UTC)


def stands(**changes: object) -> KeyStatus:
    """A regency's keys on a desk that has two master keys and was rotated."""
    given = {"masters": ("k2", "k1"), "version": 3, "since": SINCE, "wrapped_under": ("k2",), "left": 0}
    return KeyStatus.model_validate(given | changes)


class Desk:
    """Wraps two keys in each round and notes how it was asked."""

    def __init__(self, keys: int) -> None:
        self.keys = keys
        self.asked: list[tuple[str, BaseModel]] = []

    def __call__(self, method: str, request: BaseModel, reply: type[Reply], /) -> Reply:
        self.asked.append((method, request))
        wrapped = min(2, self.keys)
        self.keys -= wrapped
        return reply.model_validate(KeysRotated(wrapped=wrapped, left=self.keys).model_dump())


@pytest.mark.parametrize(("keys", "rounds"), [(0, 1), (2, 1), (5, 3)])
def test_rounds_go_on_until_nothing_is_left_and_only_the_first_makes_a_new_key(keys: int, rounds: int) -> None:
    desk = Desk(keys)
    assert rotate_desk("review", desk) == keys
    assert desk.asked == [("review.rotate_keys", RotateKeys(start=place == 0)) for place in range(rounds)]


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (stands(), "key 3 since 2026-03-02, under k2; not needed here: k1"),
        (stands(masters=("k2",)), "key 3 since 2026-03-02, under k2"),
        (stands(wrapped_under=("k1", "k2"), left=7), "key 3 since 2026-03-02, under k1, k2; 7 left to wrap"),
        (
            stands(masters=("k2",), wrapped_under=("k1", "k2")),
            "key 3 since 2026-03-02, under k1, k2; MISSING: k1",
        ),
        (stands(version=None, since=None, wrapped_under=(), left=9), "no key yet; 9 left to wrap"),
        (stands(version=None, since=None, wrapped_under=(), left=0), "no key yet"),
    ],
)
def test_a_line_says_what_is_needed_and_what_is_not(status: KeyStatus, line: str) -> None:
    assert described(status) == line
