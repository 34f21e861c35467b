"""The product on top of the parts: migrate, start its processes, apply the tenants' data."""

import hashlib
import json
import os
import shlex
import sys
from dataclasses import replace
from pathlib import Path

from deploy.credentials import Written
from deploy.local import ports, postgres, sign_ins
from deploy.local.child import Program
from deploy.local.environment import BSRE, MIGRATE, OPERATOR, PROCESSES, Process, environment
from deploy.local.problem import CannotStart
from deploy.local.stack import Endpoints, Stack

OPERATOR_FILE = "operator.env"
ROOMY = ",".join(f"{name}_client=1000/15 minutes" for name in ("filing", "draft", "challenge", "code", "sign_in"))
"""Limits where everybody is on this machine: by client they would only stop who tries the product out."""

_APPLIED = "applied.json"


class Application:
    """Everything `make run` runs. Start it, use `base_url` and `sign_ins`, close the stack."""

    def __init__(self, stack: Stack, host: str, port: int, limits: str | None = None) -> None:
        """`limits` as in `gateway.limits`; by default DUMAS_LIMITS of the caller, or ROOMY."""
        self.stack = stack
        self.host, self.port = host, port
        self._limits = os.environ.get("DUMAS_LIMITS", ROOMY) if limits is None else limits
        self.sign_ins: dict[str, dict[str, Written]] = {}
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
        endpoints, say = self.stack.launch(), self.stack.say
        self.stack.await_parts(postgres.NAME)
        say("migrating the databases")
        self._run(MIGRATE, MIGRATE.arguments, endpoints)
        say("starting " + ", ".join(process.name for process in PROCESSES))
        self._programs = {program.name: program for program in self._all(endpoints)}
        names = self.stack.supervisor.launch(self._programs.values())
        # The broker takes longest to boot; the services load meanwhile and wait for it.
        self.stack.await_parts()
        self.stack.supervisor.await_started(names)
        self._apply_tenants(endpoints)
        return endpoints

    def add(self, name: str) -> None:
        """Start one more process of a service, as ops scale it; returns when it is ready."""
        original = self._programs[name]
        copy = f"{name}_{sum(known.startswith(name) for known in self._programs) + 1}"
        place = (ports.LOOPBACK, ports.choose(self.stack.state, [f"health_{copy}"])[f"health_{copy}"])
        program = replace(
            original,
            name=copy,
            environment={**original.environment, "HEALTH_PORT": str(place[1])},
            is_ready=lambda: ports.is_ready(*place),
        )
        self._programs[copy] = program
        self.stack.supervisor.start([program])

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
        state = self.stack.state
        self.sign_ins = sign_ins.load(state)
        values = environment(OPERATOR, endpoints, self.stack.secrets, inherited={})
        values["DUMAS_STATE_DIR"] = str(state.folder)  # for commands from any folder, such as `dumas code`
        state.write_text(
            OPERATOR_FILE, "".join(f"export {name}={shlex.quote(value)}\n" for name, value in values.items())
        )
        digest = self._tenants_digest(endpoints)
        if state.read(_APPLIED).get("digest") == digest:
            return
        self.stack.say("applying the tenants' data")
        folders = [str(folder) for folder in sign_ins.tenant_folders()]
        self._run(OPERATOR, ("tenant", "apply", *folders, "--passwords", str(state.path(sign_ins.FILE))), endpoints)
        state.write(_APPLIED, {"digest": digest})

    def _tenants_digest(self, endpoints: Endpoints) -> str:
        """Changes with the tenants' files, the sign-ins, and the database they were applied to."""
        digest = hashlib.sha256(endpoints.database_url.encode())
        for file in sorted(sign_ins.TENANTS.rglob("*.yaml")):
            digest.update(file.read_bytes())
        digest.update(json.dumps(self.sign_ins, sort_keys=True).encode())
        return digest.hexdigest()

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
            own["DUMAS_LIMITS"] = self._limits
            own |= {name: os.environ[name] for name in (BSRE, f"{BSRE}_FILE") if name in os.environ}
        if process.name in ("documents", "notify"):
            own["DUMAS_PUBLIC_URL"] = os.environ.get("DUMAS_PUBLIC_URL", self.base_url)
        if process.name == "notify" and endpoints.management_url:
            broker = f"amqp://{endpoints.amqp_uri.rpartition('@')[2].partition('/')[0]}"
            own["DUMAS_PUBLIC_AMQP"] = os.environ.get("DUMAS_PUBLIC_AMQP", broker)
        if process.name in ("notify", "deliveries"):
            own["DUMAS_WEBHOOK_NETWORKS"] = os.environ.get("DUMAS_WEBHOOK_NETWORKS", "127.0.0.0/8,::1/128")
        return Program(
            name=process.name,
            command=_command(process.arguments),
            niceness=process.niceness,
            environment=environment(process, endpoints, self.stack.secrets) | own,
            is_ready=lambda: ports.is_ready(*place),
        )


def _command(arguments: tuple[str, ...]) -> tuple[str, ...]:
    return (str(Path(sys.executable).with_name("dumas")), *arguments)
