"""A private RabbitMQ node: own name, ports, cookie, users and data, on loopback only.

The broker's own script is run instead of Debian's wrapper, which insists on the system's account, so it works as
any user. The name daemon (epmd) is a child of ours on a port of its own: Erlang would otherwise leave a shared one
behind. Users, exchanges and queues come from a definitions file read at every start, so `secrets.json` and the code
are always right. Beside the users of the processes there is `dumas`, the administrator, for tests and for you. The
HTTP API is on for `dumas deliveries`, which keeps the queues of other systems in a virtual host of their own; it costs
the node some 10 MB, because it gathers no statistics.
"""

import json
import os
import shutil
from pathlib import Path

from amqp import Connection
from amqp.exceptions import AMQPError

from deploy.definitions import PUBLIC_VHOST, Definitions, definitions, joined, public_definitions, user
from deploy.local.child import Program
from deploy.local.keys import Secrets
from deploy.local.ports import LOOPBACK, listens
from deploy.local.problem import CannotStart
from deploy.local.state import State

NAME, NAMES = "rabbitmq", "epmd"
PORTS = ["amqp", "amqp_dist", "amqp_management", "epmd"]
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
management.tcp.ip = {loopback}
management.tcp.port = {management_port}
management.disable_stats = true
management.rates_mode = none
management_agent.disable_metrics_collector = true
log.console = true
log.console.level = warning
log.file = false
"""


def programs(state: State, ports: dict[str, int], secrets: Secrets) -> list[Program]:
    """The name daemon and the node, which looks for it half a second after its own start."""
    script = _script("rabbitmq-server")
    state.make("rabbitmq")
    _configure(state, ports, secrets)
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
    """The address of the node's own virtual host, `/`, for the administrator."""
    return f"amqp://{USER}:{password}@{LOOPBACK}:{ports['amqp']}/%2F"


def management_url(ports: dict[str, int]) -> str:
    """The address of the node's HTTP API, without a user."""
    return f"http://{LOOPBACK}:{ports['amqp_management']}"


def _script(name: str) -> Path:
    found = shutil.which(name, path=f"{_DEBIAN}:{os.environ.get('PATH', os.defpath)}")
    if found is None:
        raise CannotStart(
            "RabbitMQ is not installed. `make setup` installs it on Debian and Ubuntu; elsewhere install RabbitMQ "
            "3.10 or newer, or set AMQP_URI to a running broker."
        )
    return Path(found)


def _configure(state: State, ports: dict[str, int], secrets: Secrets) -> None:
    told = state.write_text("rabbitmq/definitions.json", json.dumps(_definitions(secrets)))
    where = {"port": ports["amqp"], "management_port": ports["amqp_management"], "definitions": told}
    state.write_text("rabbitmq/rabbitmq.conf", _CONFIG.format(loopback=LOOPBACK, **where))
    state.write_text("rabbitmq/enabled_plugins", "[rabbitmq_management].\n")
    state.write_text("rabbitmq/environment", "")


def _definitions(secrets: Secrets) -> Definitions:
    told = joined(definitions(secrets.of_broker()), public_definitions(secrets.of_public_broker()))
    told["users"].append(user(USER, secrets["amqp"], "administrator"))
    everything = {"user": USER, "configure": ".*", "write": ".*", "read": ".*"}
    told["permissions"].extend({"vhost": vhost, **everything} for vhost in ("/", PUBLIC_VHOST))
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
