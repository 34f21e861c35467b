"""The product as the tests meet it: real processes, started by the code that `make run` uses."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import ports
from deploy.local.application import Application
from deploy.local.environment import OPERATOR, environment
from deploy.local.stack import Endpoints, Stack
from deploy.local.state import State
from gateway.limits import LIMITS

ROOMY = ",".join(f"{limit.name}=1000000/hour" for limit in LIMITS)
"""All tests come from one client; everything is counted and nothing is refused."""


class RunningStack:
    """A running product, and the levers to break it. What is stopped must be started again by the same test."""

    def __init__(self, application: Application, endpoints: Endpoints) -> None:
        self.endpoints = endpoints
        self.base_url = application.base_url
        self.sign_ins = application.sign_ins  #: what everybody signs in with (deploy.credentials)
        self._application = application

    @property
    def operator(self) -> dict[str, str]:
        """The variables of whoever runs the `dumas` command on this stack."""
        return environment(OPERATOR, self.endpoints, self._application.stack.secrets)

    @property
    def mails(self) -> Path:
        """The folder in which every mail lies as a file."""
        return self._application.stack.state.path("mail")

    def secret(self, name: str) -> str:
        """A secret of this stack by its name in `deploy.local.keys`; to forge what must be refused."""
        return self._application.stack.secrets[name]

    def add(self, name: str) -> None:
        """One more process of a service."""
        self._application.add(name)

    def free_port(self, name: str) -> int:
        """A port of this stack for something a test starts itself."""
        return ports.choose(self._application.stack.state, [name])[name]

    def restart(self, name: str) -> None:
        """Stop and start a process; returns when it is ready."""
        self._application.stop(name)
        self._application.start_again(name)

    def kill(self, name: str) -> None:
        """End a process or part by force; it starts again by itself."""
        self._application.kill(name)

    def await_ready(self, name: str) -> None:
        """Wait until a process or part serves again."""
        self._application.await_ready(name)

    def stop_part(self, part: str) -> None:
        """Take `rabbitmq`, `postgres`, `s3` or `smtp` away."""
        self._application.stack.stop_part(part)

    def start_part(self, part: str) -> None:
        """Bring a part back, with its data; returns when it is ready."""
        self._application.stack.start_part(part)


@contextmanager
def running_parts() -> Iterator[Stack]:
    """Parts in a folder of their own, not started yet; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dumas-test-") as folder:
        stack = Stack(State(Path(folder)), say)
        try:
            yield stack
        finally:
            stack.close()


@contextmanager
def running_stack(limits: str = ROOMY) -> Iterator[RunningStack]:
    """The whole product in a folder of its own, on a free port; gone afterwards."""
    with running_parts() as stack:
        port = ports.choose(stack.state, ["gateway"])["gateway"]
        application = Application(stack, ports.LOOPBACK, port, limits)
        yield RunningStack(application, application.start())


def say(words: str) -> None:
    """Progress, shown by pytest beside a failing test."""
    sys.stderr.write(f"{words}\n")
