"""An SOP is no larger than a procedure can be: every way through it is walked before it is published."""

from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from services.common.sop.check import check
from services.common.sop.model import Outcome, Output, Sop, Transition
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


def test_an_sop_with_more_ways_than_can_be_walked_is_refused_and_not_walked_for_ever() -> None:
    values = {f"fakta_{n}": tuple(f"nilai_{m}" for m in range(20)) for n in range(8)}
    given = sop("katingan")
    first = given.steps[0]
    outcomes = {
        f"{fact}_{value}": first.outcomes["dicatat"].model_copy(update={"sets": {fact: value}})
        for fact, known in values.items()
        for value in known
    }
    asks = {fact: known[:1] for fact, known in values.items()}
    outputs = (Output(document="hasil_verifikasi", when=asks),)
    wild = first.model_copy(update={"kind": "verify", "outcomes": outcomes, "outputs": outputs})
    loop = wild.model_copy(update={"outcomes": _back_to(wild.key, outcomes)})
    findings = check(given.model_copy(update={"facts": values | dict(given.facts), "steps": (loop, *given.steps[1:])}))
    assert "different stands to check" in findings[-1].message


def _back_to(key: str, outcomes: dict[str, Outcome]) -> dict[str, Outcome]:
    back = (Transition(to=key),)
    return {name: outcome.model_copy(update={"to": back}) for name, outcome in outcomes.items()}
