"""A stream on its way to the store is counted, hashed and cut off at its limit."""

import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.common.runtime.storage import Metered, TooLarge


def drain(stream: Metered, amount: int) -> bytes:
    parts = []
    while part := stream.read(amount):
        parts.append(part)
    return b"".join(parts)


@given(content=st.binary(max_size=3000), amount=st.integers(min_value=1, max_value=700))
def test_what_goes_through_is_counted_and_hashed_whatever_the_size_of_the_bites(content: bytes, amount: int) -> None:
    stream = Metered(io.BytesIO(content), limit=len(content))
    assert drain(stream, amount) == content
    stored = stream.result()
    assert (stored.size, stored.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert stored.head == content


@pytest.mark.parametrize("amount", [-1, 0, 10, 100_000])
def test_one_byte_past_the_limit_is_too_large(amount: int) -> None:
    with pytest.raises(TooLarge):
        drain(Metered(io.BytesIO(bytes(1001)), limit=1000), amount)


def test_exactly_the_limit_is_taken() -> None:
    assert len(drain(Metered(io.BytesIO(bytes(1000)), limit=1000), 300)) == 1000


def test_a_stream_that_never_ends_is_left_at_the_limit() -> None:
    class Endless(io.RawIOBase):
        def read(self, amount: int = -1) -> bytes:
            return bytes(amount)

    stream = Metered(Endless(), limit=1_000_000)
    with pytest.raises(TooLarge):
        drain(stream, 64 * 1024)
    assert stream.size < 1_100_000


def test_only_the_first_bytes_are_kept_for_sniffing() -> None:
    content = bytes(range(256)) * 64
    stream = Metered(io.BytesIO(content), limit=len(content))
    drain(stream, 5000)
    assert stream.result().head == content[:8192]


def test_a_read_without_an_amount_does_not_take_all_into_memory() -> None:
    stream = Metered(io.BytesIO(bytes(1_000_000)), limit=2_000_000)
    assert len(stream.read()) == 64 * 1024
