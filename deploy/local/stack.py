"""The four parts the product stands on: PostgreSQL, RabbitMQ, S3, SMTP. Embedded, unless the environment names one.

`DATABASE_URL`, `AMQP_URI`, `S3_ENDPOINT` and `SMTP_HOST` (with their companions) win over the embedded part, which
is then not started.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass

from deploy.local import keys, ports, postgres, rabbitmq, s3, smtp
from deploy.local.child import Program
from deploy.local.problem import CannotStart
from deploy.local.processes import Supervisor
from deploy.local.state import State

_S3 = ("S3_ENDPOINT", "S3_ACCESS_KEY", "S3_SECRET_KEY", "S3_BUCKET", "S3_SECURE")
_SMTP = ("SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS", "SMTP_SENDER")


@dataclass(frozen=True)
class Endpoints:
    """Where the parts are. `store` and `mail` are the S3_… and SMTP_… variables as the services read them."""

    database_url: str  #: the administrator's, for libpq and SQLAlchemy
    amqp_uri: str  #: the administrator's
    store: dict[str, str]
    mail: dict[str, str]
    mail_page_url: str | None  #: None when the mails go to a real relay
    has_broker_users: bool = False  #: whether each process has a user at the broker, or all use the address as it is
    management_url: str | None = None  #: of the embedded broker's HTTP API; None when the broker is somebody else's


class Stack:
    """One private set of parts. Start it, use `endpoints`, close it."""

    def __init__(self, state: State, say: Callable[[str], None]) -> None:
        state.lock(say)
        self.state, self.say = state, say
        self.secrets = keys.load(state)
        self.supervisor = Supervisor(state, say)
        self._programs: dict[str, list[Program]] = {}

    def start(self) -> Endpoints:
        """Start the embedded parts side by side. CannotStart when one of them does not come up."""
        endpoints = self.launch()
        self.await_parts()
        return endpoints

    def launch(self) -> Endpoints:
        """Start them without waiting; where they will be is known before they are there."""
        self.say("preparing database, broker, storage and mail")
        chosen = ports.choose(self.state, [*rabbitmq.PORTS, *s3.PORTS, *smtp.PORTS])
        self._programs = self._embedded(chosen)
        names = ", ".join(self._programs)
        self.say(f"starting {names}" if names else "the environment names all parts, none is started")
        self.supervisor.launch(program for part in self._programs.values() for program in part)
        return self._endpoints(chosen)

    def await_parts(self, *parts: str) -> None:
        """Wait for these embedded parts, or for all. CannotStart when one does not come up."""
        for part in parts or self._programs:
            self.supervisor.await_started(program.name for program in self._programs.get(part, []))

    def stop_part(self, part: str) -> None:
        """Stop `postgres`, `rabbitmq`, `s3` or `smtp` and leave it stopped."""
        self.supervisor.stop(*(program.name for program in self._part(part)))

    def start_part(self, part: str) -> None:
        """Start a stopped part again where it was."""
        self.supervisor.start(self._part(part))

    def close(self) -> None:
        """Stop everything and let the state folder go."""
        self.supervisor.close()
        self.state.unlock()

    def _part(self, part: str) -> list[Program]:
        if part not in self._programs:
            raise CannotStart(f"{part} is not one of the embedded parts: {', '.join(self._programs)}.")
        return self._programs[part]

    def _embedded(self, chosen: dict[str, int]) -> dict[str, list[Program]]:
        secrets, programs = self.secrets, {}
        # RabbitMQ first: it takes longest, and the others come up meanwhile.
        if "AMQP_URI" not in os.environ:
            programs[rabbitmq.NAME] = rabbitmq.programs(self.state, chosen, secrets)
        if "DATABASE_URL" not in os.environ:
            programs[postgres.NAME] = [postgres.program(self.state, secrets["postgres"])]
        if "S3_ENDPOINT" not in os.environ:
            programs[s3.NAME] = [s3.program(self.state, chosen, secrets["s3_access"], secrets["s3_secret"])]
        if "SMTP_HOST" not in os.environ:
            programs[smtp.NAME] = [smtp.program(self.state, chosen)]
        return programs

    def _endpoints(self, chosen: dict[str, int]) -> Endpoints:
        secrets, mail_is_ours = self.secrets, smtp.NAME in self._programs
        values = (s3.endpoint(chosen), secrets["s3_access"], secrets["s3_secret"], s3.BUCKET, "0")
        store = dict(zip(_S3, values, strict=True))
        mail = {"SMTP_HOST": ports.LOOPBACK, "SMTP_PORT": str(chosen["smtp"])}
        return Endpoints(
            database_url=os.environ.get("DATABASE_URL") or postgres.url(self.state, secrets["postgres"]),
            amqp_uri=os.environ.get("AMQP_URI") or rabbitmq.uri(chosen, secrets["amqp"]),
            store=store if s3.NAME in self._programs else _named(_S3),
            mail=mail if mail_is_ours else _named(_SMTP),
            mail_page_url=smtp.page_url(chosen) if mail_is_ours else None,
            has_broker_users=rabbitmq.NAME in self._programs,
            management_url=rabbitmq.management_url(chosen) if rabbitmq.NAME in self._programs else None,
        )


def _named(variables: tuple[str, ...]) -> dict[str, str]:
    return {name: os.environ[name] for name in variables if name in os.environ}
