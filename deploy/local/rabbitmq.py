"""A private RabbitMQ node: own name, ports, cookie, users and data, on loopback only.

The broker's own script is run instead of Debian's wrapper, which insists on the system's account, so it works as
any user. The name daemon (epmd) is a child of ours on a port of its own: Erlang would otherwise leave a shared one
behind. Users, exchanges and queues come from a definitions file read at every start, so `secrets.json` and the code
are always right. Beside the users of the processes there is `dumas`, the administrator, for tests and for you.
"""

import json
import os
import shutil
from pathlib import Path

from amqp import Connection
from amqp.exceptions import AMQPError

from deploy.definitions import Definitions, definitions, user
from deploy.local.child import Program
from deploy.local.keys import Secrets
from deploy.local.ports import LOOPBACK, listens
from deploy.local.problem import CannotStart
from deploy.local.state import State

NAME, NAMES = "rabbitmq", "epmd"
PORTS = ["amqp", "amqp_dist", "epmd"]
USER = "dumas"
_DEBIAN = "/usr/lib/rabbitmq/bin"

# Modest, because it shares a developer's machine. Without a limit on its log quorum queues keep 512 MB in memory.
_CONFIG = """\
listeners.tcp.local = {loopback}:{port}
loopback_users = none
load_definitions = {definitions}
vm_memory_high_watermark.absolute = 512MB
disk_free_limit.absolute = 100MB
raft.wal_max_size_bytes = 33554432
log.console = true
log.console.level = warning
log.file = false
"""


def programs(state: State, ports: dict[str, int], secrets: Secrets) -> list[Program]:
    """The name daemon and the node, which looks for it half a second after its own start."""
    script = _script("rabbitmq-server")
    state.make("rabbitmq")
    _configure(state, ports["amqp"], secrets)
    environment = _environment(state, ports)
    return [
        Program(
            name=NAMES,
            command=("epmd", "-port", str(ports["epmd"]), "-address", LOOPBACK),
            environment=environment,
            is_ready=lambda: listens(ports["epmd"]),
        ),
        Program(
            name=NAME,
            command=(str(script),),
            environment=environment,
            is_ready=lambda: _answers(ports["amqp"], secrets["amqp"]),
        ),
    ]


def uri(ports: dict[str, int], password: str) -> str:
    """The address of the node's one virtual host, `/`, for the administrator."""
    return f"amqp://{USER}:{password}@{LOOPBACK}:{ports['amqp']}/%2F"


def _script(name: str) -> Path:
    found = shutil.which(name, path=f"{_DEBIAN}:{os.environ.get('PATH', os.defpath)}")
    if found is None:
        raise CannotStart(
            "RabbitMQ is not installed. `make setup` installs it on Debian and Ubuntu; elsewhere install RabbitMQ "
            "3.10 or newer, or set AMQP_URI to a running broker."
        )
    return Path(found)


def _configure(state: State, port: int, secrets: Secrets) -> None:
    told = state.write_text("rabbitmq/definitions.json", json.dumps(_definitions(secrets)))
    state.write_text("rabbitmq/rabbitmq.conf", _CONFIG.format(loopback=LOOPBACK, port=port, definitions=told))
    state.write_text("rabbitmq/enabled_plugins", "[].\n")
    state.write_text("rabbitmq/environment", "")


def _definitions(secrets: Secrets) -> Definitions:
    told = definitions(secrets.of_broker())
    told["users"].append(user(USER, secrets["amqp"], "administrator"))
    told["permissions"].append({"user": USER, "vhost": "/", "configure": ".*", "write": ".*", "read": ".*"})
    return told


def _environment(state: State, ports: dict[str, int]) -> dict[str, str]:
    def inside(name: str) -> str:
        return str(state.path("rabbitmq", name))

    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "HOME": str(state.path("rabbitmq")),  # where Erlang keeps its cookie
        "ERL_EPMD_PORT": str(ports["epmd"]),
        "ERL_EPMD_ADDRESS": LOOPBACK,
        "ERL_CRASH_DUMP_SECONDS": "0",
        "RABBITMQ_NODENAME": f"dumas-{state.id}@localhost",
        "RABBITMQ_DIST_PORT": str(ports["amqp_dist"]),
        "RABBITMQ_CONF_ENV_FILE": inside("environment"),
        "RABBITMQ_CONFIG_FILE": inside("rabbitmq.conf"),
        "RABBITMQ_ADVANCED_CONFIG_FILE": inside("advanced.config"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": inside("enabled_plugins"),
        "RABBITMQ_MNESIA_BASE": inside("data"),
        "RABBITMQ_LOG_BASE": inside("log"),
        "RABBITMQ_PID_FILE": inside("pid"),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}",
    }


def _answers(port: int, password: str) -> bool:
    try:
        with Connection(f"{LOOPBACK}:{port}", userid=USER, password=password, connect_timeout=2, read_timeout=5):
            return True
    except (OSError, AMQPError):
        return False
