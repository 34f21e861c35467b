"""A bundle: the same bytes for the same files, of a length known beforehand, and never half of one that looks whole."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from gateway.bundle_index import index
from gateway.bundles import Broken, Entry, length, sums, written, zipped
from services.common.contracts.tasks import ForwardingCopy
from tests.unit.gateway.samples import NOW, REFERENCE

COPY = ForwardingCopy(reference=REFERENCE, unit="dinas_contoh", memo_number="700/1", memo="Mohon", forwarded_at=NOW)


def entry(name: str, data: bytes, *, size: int | None = None, read: bytes | None = None) -> Entry:
    """A file that is read seven bytes at a time; `read` is what is read in truth."""
    said = data if read is None else read
    pieces = [said[at : at + 7] for at in range(0, len(said), 7)]
    whole = len(data) if size is None else size
    return Entry(name, "Lampiran", whole, hashlib.sha256(data).hexdigest(), lambda: iter(pieces))


FILES = [entry("memo.pdf", b"%PDF memo" * 99), entry("lampiran/lampiran-1.pdf", b""), written("data.json", "Data", "é")]


def test_the_same_files_give_the_same_bytes() -> None:
    assert b"".join(zipped(FILES)) == b"".join(zipped(FILES))


def test_its_length_is_known_before_it_is_made() -> None:
    assert len(b"".join(zipped(FILES))) == length(FILES)
    assert len(b"".join(zipped([]))) == length([])


def test_it_opens_and_holds_the_files_in_their_order() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(zipped(FILES)))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [file.name for file in FILES]
        assert archive.read("memo.pdf") == b"%PDF memo" * 99
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}


@pytest.mark.parametrize("read", [b"%PDF other", b"%PDF memo and more", b""])
def test_a_file_that_is_not_what_it_should_be_breaks_it_off(read: bytes) -> None:
    sent: list[bytes] = []
    with pytest.raises(Broken):
        sent.extend(zipped([entry("memo.pdf", b"%PDF memo.", read=read), *FILES]))
    assert b"PK\x01\x02" not in b"".join(sent)


def test_a_file_that_cannot_be_read_breaks_it_off() -> None:
    def gone() -> Iterator[bytes]:
        yield b"%PDF"
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        list(zipped([Entry("memo.pdf", "Memo", 9, "ab" * 32, gone)]))


def test_the_sums_are_lines_of_sha256sum() -> None:
    lines = b"".join(sums(FILES).content()).decode().splitlines()
    assert len(lines) == len(FILES)
    assert all(re.fullmatch(r"[0-9a-f]{64}  \S+", line) for line in lines)
    assert lines[0] == f"{hashlib.sha256(b'%PDF memo' * 99).hexdigest()}  memo.pdf"


def test_the_index_lists_every_file_and_what_was_left_out() -> None:
    text = b"".join(index(COPY, "Dinas Contoh", FILES, left_out=2, with_identity=False).content()).decode()
    assert all(f"{at}. {file.name}" in text and file.sha256 in text for at, file in enumerate(FILES, start=1))
    assert "Disalurkan ke   : Dinas Contoh" in text
    assert "Tidak disertakan: 2 berkas" in text
    assert "Identitas pelapor tidak disertakan di sini." in text
    assert "terpisah" not in text


def test_an_agency_reads_that_an_identity_that_goes_along_comes_separately() -> None:
    copy = COPY.model_copy(update={"unit": None, "agency": "Badan Contoh"})
    text = b"".join(index(copy, "Badan Contoh", FILES, left_out=0, with_identity=False).content()).decode()
    assert "ikut disalurkan: disampaikan terpisah oleh pengirim." in text


def test_the_index_says_when_the_identity_goes_along() -> None:
    text = b"".join(index(COPY, "Dinas Contoh", FILES, left_out=0, with_identity=True).content()).decode()
    assert "Identitas pelapor ada di data.json" in text
    assert "Tidak disertakan" not in text
