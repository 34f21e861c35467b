"""A wire to the broker that a test can cut: connections go through it, until they do not."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit, urlunsplit

_CHUNK = 64 * 1024


class Wire:
    """Forwards connections to one address. `cut` ends them all and takes no more until `mend`."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._open: list[socket.socket] = []
        self._is_cut = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections, and every new one at once."""
        self._is_cut = True
        for end in self._open:
            _end(end)
        self._open.clear()

    def mend(self) -> None:
        """Let connections through again."""
        self._is_cut = False

    def close(self) -> None:
        """Be gone."""
        self.cut()
        _end(self._listener)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:  # closed
                return
            if self._is_cut:
                _end(near)
                continue
            far = socket.create_connection(self._target)
            self._open += [near, far]
            for source, sink in ((near, far), (far, near)):
                threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):  # the wire was cut, or one side hung up: so does the other
        while data := source.recv(_CHUNK):
            sink.sendall(data)
    _end(sink)


def _end(end: socket.socket) -> None:
    with suppress(OSError):  # it has ended already
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def wired(amqp_uri: str) -> Iterator[tuple[Wire, str]]:
    """A wire to a broker, and the broker's address at the near end of it."""
    parts = urlsplit(amqp_uri)
    wire = Wire((parts.hostname or "localhost", parts.port or 5672))
    credentials = parts.netloc.rpartition("@")[0]
    near = f"{credentials}@127.0.0.1:{wire.port}" if credentials else f"127.0.0.1:{wire.port}"
    try:
        yield wire, urlunsplit(parts._replace(netloc=near))
    finally:
        wire.close()
