"""One file out of a multipart body, however the network cuts it up."""

import io
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.multipart import FilePart
from gateway.problems import MalformedUpload

BOUNDARY = "----contoh"
NEARLY = [b"\r\n------contoh", b"\r\n----contoh--", b"\r\n--", b"\r", b"\n", b"--", b"------conto", b"x" * 50]


class Dripping:
    """A body that arrives in pieces of given sizes."""

    def __init__(self, content: bytes, sizes: list[int]) -> None:
        self._content, self._sizes, self._turn = io.BytesIO(content), sizes, 0

    def read(self, amount: int = -1) -> bytes:
        """The next piece."""
        self._turn += 1
        return self._content.read(min(self._sizes[self._turn % len(self._sizes)], amount))


def part(name: str, content: bytes, file_name: str = "") -> bytes:
    named = f'; filename="{file_name}"' if file_name else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def body(*parts: bytes, end: bytes = f"--{BOUNDARY}--\r\n".encode()) -> bytes:
    return b"".join(parts) + end


def opened(content: bytes, sizes: list[int] | None = None) -> FilePart:
    return FilePart(cast(BinaryIO, Dripping(content, sizes or [65_536])), BOUNDARY)


def drained(file: FilePart, amount: int = 4096) -> bytes:
    return b"".join(iter(lambda: file.read(amount), b""))


@settings(max_examples=300, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(NEARLY) | st.binary(max_size=40), max_size=12),
    sizes=st.lists(st.integers(1, 70), min_size=1, max_size=5),
    amount=st.integers(1, 100),
)
def test_a_file_arrives_whole_however_it_is_cut(pieces: list[bytes], sizes: list[int], amount: int) -> None:
    content = b"".join(pieces)
    if f"\n--{BOUNDARY}".encode() in content or f"\r--{BOUNDARY}".encode() in content:
        return  # a real boundary: the sender would have chosen another
    assert drained(opened(body(part("file", content, "a.pdf")), sizes), amount) == content


def test_small_fields_may_come_before_the_file() -> None:
    file = opened(body(part("kind", b"letter"), part("file", b"%PDF-", "surat.pdf")))
    assert (file.fields, file.file_name) == ({"kind": "letter"}, "surat.pdf")
    assert drained(file) == b"%PDF-"


@pytest.mark.parametrize(
    "after", [part("file", b"second", "b.pdf"), part("kind", b"letter")], ids=["another file", "a field"]
)
def test_nothing_may_come_after_the_file(after: bytes) -> None:
    file = opened(body(part("file", b"first", "a.pdf"), after))
    with pytest.raises(MalformedUpload):
        drained(file)


def test_a_body_that_breaks_off_is_refused() -> None:
    file = opened(body(part("file", b"x" * 100_000, "a.pdf"), end=b""))
    with pytest.raises(MalformedUpload):
        drained(file)


@pytest.mark.parametrize(
    "content",
    [b"", b"not multipart at all", body(), body(part("kind", b"letter")), body(part("kind", b"x" * 2000))],
    ids=["empty", "no boundary", "no parts", "no file", "a field too long"],
)
def test_a_body_without_a_file_is_refused(content: bytes) -> None:
    with pytest.raises(MalformedUpload):
        opened(content)


def test_endless_part_headers_do_not_fill_the_memory() -> None:
    with pytest.raises(MalformedUpload):
        opened(f"--{BOUNDARY}\r\nX-Endless: ".encode() + b"x" * 2_000_000)
