"""Loopback ports of one stack: chosen free, remembered, and looked at again at every start."""

import http.client
import random
import socket

from deploy.local.problem import CannotStart
from deploy.local.state import State

LOOPBACK = "127.0.0.1"

# Below the ports Linux hands to outgoing connections, so that none of those can sit on one of ours.
_RANGE = range(20_000, 32_000)
_FILE = "ports.json"


def is_free(port: int, host: str = LOOPBACK) -> bool:
    """Whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True


def listens(port: int) -> bool:
    """Whether something accepts connections on this loopback port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def is_ready(host: str, port: int) -> bool:
    """Whether the process there answers `GET /readyz` with 200."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def choose(state: State, names: list[str]) -> dict[str, int]:
    """A free port for each name: the remembered one where it is still free, otherwise another."""
    remembered = state.read(_FILE)
    ports: dict[str, int] = {}
    for name in names:
        port = remembered.get(name)
        taken = set(ports.values())
        ports[name] = port if port and port not in taken and is_free(port) else _free(taken)
    state.write(_FILE, remembered | ports)
    return ports


def _free(taken: set[int]) -> int:
    for port in random.sample(_RANGE, 200):
        if port not in taken and is_free(port):
            return port
    raise CannotStart(f"No free port between {_RANGE.start} and {_RANGE.stop} on {LOOPBACK}.")
