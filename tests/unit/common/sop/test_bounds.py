"""An SOP is no larger than a procedure can be: every way through it is walked before it is published."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from services.common.sop.model import Sop
from tests.unit.common.sop.tenants import sop

SAMPLE = sop("katingan").model_dump(mode="json")


def many(values: list[Any], count: int) -> list[Any]:
    """So many copies of the first."""
    return values[:1] * count


def named(values: dict[str, Any], count: int) -> dict[str, Any]:
    """The first under so many names."""
    first = next(iter(values.values()))
    return {f"nama_{n}": first for n in range(count)}


def steps_with_outcomes(count: int) -> list[Any]:
    step = SAMPLE["steps"][0]
    return [{**step, "outcomes": named(step["outcomes"], count)}]


SIZES: dict[str, tuple[int, Callable[[int], dict[str, Any]]]] = {
    "steps": (80, lambda count: {"steps": many(SAMPLE["steps"], count)}),
    "outcomes": (20, lambda count: {"steps": steps_with_outcomes(count)}),
    "channels": (20, lambda count: {"channels": named(SAMPLE["channels"], count)}),
    "facts": (8, lambda count: {"facts": named(SAMPLE["facts"], count)}),
    "values": (20, lambda count: {"facts": {"decision": ["adtt"] * count}}),
    "clocks": (30, lambda count: {"clocks": many(SAMPLE["clocks"], count)}),
}
"""The most there may be of each, and how to make so many."""

each_size = pytest.mark.parametrize("what", SIZES)


@each_size
def test_the_most_is_read(what: str) -> None:
    most, of = SIZES[what]
    assert Sop.model_validate(SAMPLE | of(most))


@each_size
def test_more_is_refused(what: str) -> None:
    most, of = SIZES[what]
    with pytest.raises(ValidationError, match=f"at most {most} items"):
        Sop.model_validate(SAMPLE | of(most + 1))
