"""A client of clamd, the daemon of ClamAV: a file is streamed to it (INSTREAM) and it says what it knows it by."""

import socket
from contextlib import suppress
from typing import BinaryIO, Final

from services.common.runtime.sealed_files import CHUNK

_PATIENCE: Final = 60.0
_CLEAN: Final = "stream: OK"
_FOUND: Final = " FOUND"


_TOO_LARGE: Final = "INSTREAM size limit exceeded"


class NotScanned(Exception):
    """clamd was not reached, broke off or gave up. The file is not known to be clean, nor to be at fault."""


class TooLarge(Exception):
    """The file is larger than clamd is set to take."""


class Clamd:
    """`address` is `host:port` or the path of a socket."""

    name: Final = "clamav"

    def __init__(self, address: str) -> None:
        self._address = address

    def scan(self, file: BinaryIO) -> str | None:
        """The name of the signature that was found in the file, from its beginning; None when there is none.

        NotScanned, TooLarge.
        """
        file.seek(0)
        try:
            with self._connected() as connection:
                answer = _asked(connection, file)
        except OSError as reason:
            raise NotScanned(f"clamd does not answer ({type(reason).__name__})") from reason
        if answer == _CLEAN:
            return None
        if answer.endswith(_FOUND):
            return answer.removesuffix(_FOUND).removeprefix("stream: ")
        if answer.startswith(_TOO_LARGE):
            raise TooLarge(answer)
        raise NotScanned(f"clamd said: {answer or 'nothing'}")

    def _connected(self) -> socket.socket:
        if self._address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX)
            connection.settimeout(_PATIENCE)
            try:
                connection.connect(self._address)
            except OSError:
                connection.close()
                raise
            return connection
        host, _, port = self._address.rpartition(":")
        return socket.create_connection((host, int(port)), timeout=_PATIENCE)


def _asked(connection: socket.socket, file: BinaryIO) -> str:
    with suppress(BrokenPipeError, ConnectionResetError):  # it answers and hangs up at its limit; the answer is there
        connection.sendall(b"zINSTREAM\0")
        while data := file.read(CHUNK):
            connection.sendall(len(data).to_bytes(4, "big") + data)
        connection.sendall(bytes(4))
    answer = b""
    while not answer.endswith(b"\0") and (more := connection.recv(4096)):
        answer += more
    return answer.rstrip(b"\0").decode(errors="replace").strip()
