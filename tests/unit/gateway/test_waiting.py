"""What a browser carries from one step to the next."""

import pytest

from gateway.waiting import LASTS, Waiting


class Hands:
    """The time, set by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def waiting(clock: Hands) -> Waiting:
    return Waiting(b"k" * 32, clock)


def test_what_was_sealed_is_found_again(waiting: Waiting) -> None:
    assert waiting.open("masuk", waiting.seal("masuk", {"nama": "petugas"})) == {"nama": "petugas"}


def test_nothing_of_it_can_be_read(waiting: Waiting) -> None:
    assert "petugas" not in waiting.seal("masuk", {"nama": "petugas"})


def test_it_is_good_for_five_minutes(waiting: Waiting, clock: Hands) -> None:
    sealed = waiting.seal("masuk", {"nama": "petugas"})
    clock.now += LASTS
    assert waiting.open("masuk", sealed) is None


def test_it_is_good_for_one_use_and_one_key_only(waiting: Waiting, clock: Hands) -> None:
    sealed = waiting.seal("masuk", {"nama": "petugas"})
    assert waiting.open("lain", sealed) is None
    assert Waiting(b"x" * 32, clock).open("masuk", sealed) is None


@pytest.mark.parametrize("sealed", ["", "a", "bukan segel", "é", "AAAA", "A" * 400])
def test_what_was_never_sealed_opens_as_nothing(waiting: Waiting, sealed: str) -> None:
    assert waiting.open("masuk", sealed) is None
