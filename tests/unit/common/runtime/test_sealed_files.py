"""Files as they lie in the store: what goes in comes out, and whatever was done to it meanwhile is found."""

import hashlib
import io
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.common.runtime.sealed_files import CHUNK, Altered, Sealing, opened
from services.common.runtime.storage import Metered

KEY, OTHER = bytes(range(32)), bytes(32)
STEP = CHUNK + 16
START = 13


def sealed(plain: bytes, key: bytes = KEY) -> bytes:
    return Sealing(io.BytesIO(plain), key).read()


def unsealed(stored: bytes, key: bytes = KEY, piece: int = 50_000) -> bytes:
    return b"".join(opened((stored[at : at + piece] for at in range(0, len(stored), piece)), key))


def chunks(stored: bytes) -> list[bytes]:
    return [stored[at : at + STEP] for at in range(START, len(stored), STEP)]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5])
def test_a_file_comes_out_as_it_went_in(size: int) -> None:
    plain = os.urandom(size)
    assert unsealed(sealed(plain)) == plain


@settings(deadline=None, max_examples=40)
@given(
    size=st.integers(0, 2 * CHUNK + 50),
    amounts=st.lists(st.integers(1, 100_000), min_size=1),
    piece=st.integers(1, 99_000),
)
def test_however_it_is_read_and_comes_back(size: int, amounts: list[int], piece: int) -> None:
    plain, stored, turn = os.urandom(size), b"", 0
    sealing = Sealing(io.BytesIO(plain), KEY)
    while data := sealing.read(amounts[turn % len(amounts)]):
        assert len(data) <= amounts[turn % len(amounts)]
        stored, turn = stored + data, turn + 1
    assert unsealed(stored, piece=max(piece, 500)) == plain


def test_nothing_of_the_content_can_be_seen_in_the_store() -> None:
    assert b"Ibu Karangan" not in sealed(b"Ibu Karangan" * 10_000)


def test_the_same_file_twice_does_not_look_the_same() -> None:
    assert sealed(b"bukti") != sealed(b"bukti")


@pytest.mark.parametrize("left", [0, 5, START, START + 10, START + STEP, START + 2 * STEP, -1])
def test_a_file_that_was_cut_off_does_not_open(left: int) -> None:
    stored = sealed(bytes(3 * CHUNK))
    with pytest.raises(Altered):
        unsealed(stored[:left])


def test_chunks_in_another_order_do_not_open() -> None:
    stored = sealed(os.urandom(4 * CHUNK))
    first, second, *rest = chunks(stored)
    with pytest.raises(Altered, match="chunk 1"):
        unsealed(stored[:START] + b"".join((second, first, *rest)))


def test_a_chunk_that_was_left_out_is_missed() -> None:
    stored = sealed(os.urandom(4 * CHUNK))
    first, _, *rest = chunks(stored)
    with pytest.raises(Altered, match="chunk 2"):
        unsealed(stored[:START] + b"".join((first, *rest)))


@pytest.mark.parametrize(
    "more", [b"x", bytes(STEP), sealed(b"another file")[START:]], ids=["a letter", "an empty chunk", "another file"]
)
def test_a_file_that_was_continued_does_not_open(more: bytes) -> None:
    with pytest.raises(Altered):
        unsealed(sealed(os.urandom(CHUNK)) + more)


def test_a_chunk_of_another_file_under_the_same_key_does_not_fit() -> None:
    one, other = sealed(bytes(3 * CHUNK)), sealed(bytes(3 * CHUNK))
    with pytest.raises(Altered, match="chunk 2"):
        unsealed(one[: START + STEP] + other[START + STEP :])


def test_a_bit_that_was_turned_is_found() -> None:
    stored = bytearray(sealed(b"Rp 1.000.000"))
    stored[START] ^= 1
    with pytest.raises(Altered):
        unsealed(bytes(stored))


def test_a_wrong_key_opens_nothing() -> None:
    with pytest.raises(Altered):
        unsealed(sealed(b"bukti"), OTHER)


def test_a_file_that_was_never_sealed_is_not_taken_for_one() -> None:
    with pytest.raises(Altered, match="header"):
        unsealed(b"%PDF-1.7 and so on")


def test_size_and_hash_are_those_of_the_plain_content() -> None:
    plain = os.urandom(3 * CHUNK + 7)
    metered = Metered(io.BytesIO(plain), len(plain))
    stored = Sealing(metered, KEY).read()
    assert len(stored) > len(plain)
    assert (metered.result().size, metered.result().sha256) == (len(plain), hashlib.sha256(plain).hexdigest())
