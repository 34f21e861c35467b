"""A real clamd on a private socket, with signatures of its own: one, for the test file every scanner knows.

Signatures from outside are not needed: what is tested is how the product talks to a scanner, not what that knows.
"""

import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.patience import until

# Reversed, so that no scanner takes this file for the test file.
EICAR = rb"*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\4[PA@%P!O5X"[::-1]
SIGNATURE = "Uji.Eicar.UNOFFICIAL"
_PROGRAM = "/usr/sbin/clamd"


class RunningClamd:
    """One clamd. It can be taken away, brought back, and made to hang."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "clamd.sock")
        signatures = folder / "signatures"
        signatures.mkdir()
        (signatures / "uji.ndb").write_text(f"Uji.Eicar:0:*:{EICAR.hex()}\n", encoding="ascii")
        self._settings = folder / "clamd.conf"
        lines = {"LocalSocket": self.address, "DatabaseDirectory": signatures, "Foreground": "yes"}
        lines |= {"AlertExceedsMax": "yes", "StreamMaxLength": "30M"}
        self._settings.write_text("".join(f"{name} {value}\n" for name, value in lines.items()), encoding="utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers."""
        self._process = subprocess.Popen([_PROGRAM, "-c", self._settings], stdout=subprocess.DEVNULL)
        until(self._answers)

    def stop(self) -> None:
        """End it."""
        if self._process:
            self._process.send_signal(signal.SIGCONT)
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    @contextmanager
    def hanging(self, seconds: float = 60.0) -> Iterator[None]:
        """It takes files and says nothing, until the end of the block or for so long."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        again = threading.Timer(seconds, self._process.send_signal, (signal.SIGCONT,))
        again.start()
        try:
            yield
        finally:
            again.cancel()
            self._process.send_signal(signal.SIGCONT)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(self.address)
                connection.sendall(b"zPING\0")
                return connection.recv(10).startswith(b"PONG")
            except OSError:
                return False


@contextmanager
def running_clamd() -> Iterator[RunningClamd]:
    """In a folder of its own; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dumas-clamd-") as folder:
        clamd = RunningClamd(Path(folder))
        try:
            clamd.start()
            yield clamd
        finally:
            clamd.stop()
