"""The product on top of the parts: migrate, start its processes, apply the tenants' data."""

import shlex
import sys
from pathlib import Path

from deploy.local import ports, sign_ins
from deploy.local.child import Program
from deploy.local.environment import MIGRATE, OPERATOR, PROCESSES, Process, environment
from deploy.local.problem import CannotStart
from deploy.local.stack import Endpoints, Stack

OPERATOR_FILE = "operator.env"


class Application:
    """Everything `make run` runs. Start it, use `base_url` and `sign_ins`, close the stack."""

    def __init__(self, stack: Stack, host: str, port: int) -> None:
        self.stack = stack
        self.host, self.port = host, port
        self.sign_ins: dict[str, dict[str, str]] = {}
        self._programs: dict[str, Program] = {}

    @property
    def base_url(self) -> str:
        """Where a browser on this machine finds the product."""
        return f"http://{self._reached_at}:{self.port}"

    @property
    def _reached_at(self) -> str:
        is_everywhere = not self.host.strip("0.:")  # 0.0.0.0 or ::
        return ports.LOOPBACK if is_everywhere else self.host

    def start(self) -> Endpoints:
        """Start parts and processes and apply the tenants. CannotStart when something does not come up."""
        if not ports.is_free(self.port, self.host):
            raise CannotStart(
                f"Port {self.port} of {self.host} is in use. Choose another: make run PORT={self.port + 1}"
            )
        endpoints, say = self.stack.start(), self.stack.say
        say("migrating the databases")
        self._run(MIGRATE, MIGRATE.arguments, endpoints)
        say("starting " + ", ".join(process.name for process in PROCESSES))
        self._programs = {program.name: program for program in self._all(endpoints)}
        self.stack.supervisor.start(self._programs.values())
        self._apply_tenants(endpoints)
        return endpoints

    def stop(self, name: str) -> None:
        """Stop one process as an update would, and leave it stopped."""
        self.stack.supervisor.stop(name)

    def start_again(self, name: str) -> None:
        """Start a stopped process; returns when it is ready."""
        self.stack.supervisor.start([self._programs[name]])

    def kill(self, name: str) -> None:
        """End one process as a crash would; it is started again by itself."""
        self.stack.supervisor.kill(name)

    def await_ready(self, name: str, patience: float = 60.0) -> None:
        """Wait until a process serves again. CannotStart when it takes too long."""
        self.stack.supervisor.await_ready(name, patience)

    def _apply_tenants(self, endpoints: Endpoints) -> None:
        self.stack.say("applying the tenants' data")
        self.sign_ins = sign_ins.load(self.stack.state)
        folders = [str(folder) for folder in sign_ins.tenant_folders()]
        passwords = str(self.stack.state.path(sign_ins.FILE))
        self._run(OPERATOR, ("tenant", "apply", *folders, "--passwords", passwords), endpoints)
        values = environment(OPERATOR, endpoints, self.stack.secrets, inherited={})
        lines = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items())
        self.stack.state.write_text(OPERATOR_FILE, lines)

    def _run(self, process: Process, arguments: tuple[str, ...], endpoints: Endpoints) -> None:
        values = environment(process, endpoints, self.stack.secrets)
        self.stack.supervisor.run(f"dumas-{arguments[0]}", _command(arguments), values)

    def _all(self, endpoints: Endpoints) -> list[Program]:
        health = ports.choose(self.stack.state, [f"health_{process.name}" for process in PROCESSES])
        return [self._program(process, endpoints, health[f"health_{process.name}"]) for process in PROCESSES]

    def _program(self, process: Process, endpoints: Endpoints, health_port: int) -> Program:
        own, place = {"HEALTH_PORT": str(health_port)}, (ports.LOOPBACK, health_port)
        if process.name == "gateway":
            own, place = {"HOST": self.host, "PORT": str(self.port)}, (self._reached_at, self.port)
        return Program(
            name=process.name,
            command=_command(process.arguments),
            environment=environment(process, endpoints, self.stack.secrets) | own,
            is_ready=lambda: ports.is_ready(*place),
        )


def _command(arguments: tuple[str, ...]) -> tuple[str, ...]:
    return (str(Path(sys.executable).with_name("dumas")), *arguments)
