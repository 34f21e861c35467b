"""The scanner for viruses: a real clamd, and what it says when it cannot say anything."""

import io
import socket
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from services.intake.evidence.clamd import Clamd, NotScanned, TooLarge
from tests.support.clamav import EICAR, SIGNATURE, RunningClamd


def test_what_it_knows_it_finds_by_name(clamd: RunningClamd) -> None:
    assert Clamd(clamd.address).scan(io.BytesIO(EICAR)) == SIGNATURE


def test_what_it_does_not_know_is_clean(clamd: RunningClamd) -> None:
    assert Clamd(clamd.address).scan(io.BytesIO(b"%PDF-1.7 surat")) is None


def test_it_looks_into_archives(clamd: RunningClamd) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", EICAR)
    assert Clamd(clamd.address).scan(file) == SIGNATURE


def test_a_file_is_scanned_from_its_beginning(clamd: RunningClamd) -> None:
    file = io.BytesIO(EICAR)
    file.seek(40)
    assert Clamd(clamd.address).scan(file) == SIGNATURE


def test_a_file_past_its_limit_is_too_large_to_be_scanned(clamd: RunningClamd) -> None:
    with pytest.raises(TooLarge):
        Clamd(clamd.address).scan(io.BytesIO(bytes(31 * 1024 * 1024)))


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:1"])
def test_where_there_is_none_nothing_is_known(address: str) -> None:
    with pytest.raises(NotScanned, match="does not answer"):
        Clamd(address).scan(io.BytesIO(b"surat"))


@pytest.mark.parametrize("answer", [b"", b"stream: Can't allocate memory ERROR\0", b"OK"])
def test_any_other_answer_is_no_clean_bill(tmp_path: Path, answer: bytes) -> None:
    address = str(tmp_path / "clamd.sock")
    with saying(address, answer), pytest.raises(NotScanned):
        Clamd(address).scan(io.BytesIO(b"surat"))


@contextmanager
def saying(address: str, answer: bytes) -> Iterator[None]:
    """A scanner that takes one file and says this of it."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        thread = threading.Thread(target=_serve, args=(listener, answer))
        thread.start()
        yield
        thread.join()


def _serve(listener: socket.socket, answer: bytes) -> None:
    connection, _ = listener.accept()
    with connection:
        received = b""
        while not received.endswith(bytes(4)):
            received += connection.recv(4096)
        connection.sendall(answer)
