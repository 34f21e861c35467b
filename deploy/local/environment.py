"""Which process finds what in its environment. The two tables here are the whole answer.

No process gets a secret it has no use for: only the gateway can sign for an officer, only intake can open the
identity vault, no desk opens what another has sealed (the press, which writes down what they say, opens content and
no identity), and each that talks to the broker does so under its own user.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url

from deploy.definitions import PUBLIC_VHOST
from deploy.local.keys import Secrets
from deploy.local.stack import Endpoints
from deploy.services import BROKER_USERS, ROLES, broker_user

_SEALING = {"DUMAS_SEALING_KEY": "sealing"}
_SIGNING = {"DUMAS_SIGNING_KEY": "signing_gateway"}
_SPEAKING = {"DUMAS_SIGNING_KEY": "signing_operator"}
_RECEIPT = {"DUMAS_RECEIPT_KEY": "receipt"}
_FACTOR = {"DUMAS_FACTOR_KEY": "factor"}
_OUTWARD = {"DUMAS_OUTWARD_KEY": "outward"}
BSRE = "DUMAS_BSRE"  # the caller's own, for the gateway alone
_PUBLIC_BROKER = ("PUBLIC_AMQP_URI", "PUBLIC_AMQP_MANAGEMENT")  # for deliveries alone


def _seals(service: str) -> dict[str, str]:
    return {"DUMAS_SEAL_KEYS": f"seal_{service}"}


@dataclass(frozen=True)
class Process:
    """One row: `dumas <arguments>`, the database role it connects as, and its secrets by variable."""

    name: str
    arguments: tuple[str, ...]
    database: str | None  #: None: the administrator's address
    role: str = ""
    secrets: Mapping[str, str] = field(default_factory=dict)
    niceness: int = 0  #: what may lag behind gives way to what a citizen waits for


PROCESSES = (
    Process("intake", ("serve", "intake"), "dumas_intake", "intake", _SEALING | _seals("intake")),
    Process("register", ("serve", "register"), "dumas_intake", "register", _SEALING, niceness=10),
    Process("review", ("serve", "review"), "dumas_review", "review", _SEALING | _seals("review")),
    Process("assignment", ("serve", "assignment"), "dumas_assignment", "assignment", _SEALING | _seals("assignment")),
    Process("followup", ("serve", "followup"), "dumas_followup", "followup", _SEALING | _seals("followup")),
    Process(
        "notify",
        ("serve", "notify"),
        "dumas_notify",
        "notify",
        _SEALING | _OUTWARD | {"DUMAS_SIGNING_KEY": "signing_notify"},
        niceness=15,
    ),
    Process("evidence", ("evidence",), "dumas_intake", "evidence", _seals("intake"), niceness=5),
    Process(
        "documents",
        ("documents",),
        "dumas_intake",
        "documents",
        {f"DUMAS_SEAL_KEYS_{desk.upper()}": f"seal_{desk}" for desk in ("intake", "review", "assignment", "followup")},
        niceness=10,
    ),
    Process("deliveries", ("deliveries",), "dumas_notify", "deliveries", _OUTWARD, niceness=15),
    Process("relay", ("relay",), "dumas_intake", "relay", niceness=5),
    Process("gateway", ("gateway",), "dumas_gateway", "gateway", _SEALING | _SIGNING | _RECEIPT | _FACTOR),
)
"""The processes that keep running, in the order in which they are started."""

MIGRATE = Process(
    "migrate",
    ("migrate",),
    None,
    secrets={f"DUMAS_DATABASE_PASSWORD_{role.upper()}": f"role_{role}" for role in ROLES},
)
OPERATOR = Process("operator", (), "dumas_gateway", "accounts", _SEALING | _SPEAKING | _FACTOR)
"""The `dumas` command in the hands of whoever runs the stack."""

_TABLE = (*PROCESSES, MIGRATE, OPERATOR)


def environment(
    process: Process, endpoints: Endpoints, secrets: Secrets, inherited: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """All variables of a process. Others of the caller's pass through, but no secret of another row does."""
    secret = {"DATABASE_URL", "AMQP_URI", BSRE, *_PUBLIC_BROKER}.union(*(row.secrets for row in _TABLE))
    withheld = secret | {f"{name}_FILE" for name in secret}
    return {
        **{name: value for name, value in inherited.items() if name not in withheld},
        **endpoints.store,
        **endpoints.mail,
        **_amqp_uri(process, endpoints, secrets),
        **_public_broker(process, endpoints, secrets, inherited),
        "DATABASE_URL": _database_url(process, endpoints.database_url, secrets),
        "DUMAS_VERIFY_KEYS": secrets.verify_keys(),
        **{variable: secrets[name] for variable, name in process.secrets.items()},
    }


def _amqp_uri(process: Process, endpoints: Endpoints, secrets: Secrets) -> dict[str, str]:
    if process.name not in BROKER_USERS:
        return {}
    if not endpoints.has_broker_users:
        return {"AMQP_URI": endpoints.amqp_uri}
    return {"AMQP_URI": _as_user(endpoints.amqp_uri, process.name, secrets)}


def _public_broker(
    process: Process, endpoints: Endpoints, secrets: Secrets, inherited: Mapping[str, str]
) -> dict[str, str]:
    """The caller's own, where one is named; otherwise the embedded one; none where that is not started."""
    if process.name != "deliveries":
        return {}
    names = (*_PUBLIC_BROKER, *(f"{name}_FILE" for name in _PUBLIC_BROKER))
    own = {name: inherited[name] for name in names if name in inherited}
    if own or not endpoints.management_url:
        return own
    uri = urlsplit(endpoints.amqp_uri)._replace(path=f"/{PUBLIC_VHOST}").geturl()
    management = _as_user(endpoints.management_url, "management", secrets)
    return dict(zip(_PUBLIC_BROKER, (_as_user(uri, "deliveries", secrets), management), strict=True))


def _as_user(url: str, name: str, secrets: Secrets) -> str:
    address = urlsplit(url)
    place = address.netloc.rpartition("@")[2]
    return address._replace(netloc=f"{broker_user(name)}:{secrets[f'amqp_{name}']}@{place}").geturl()


def _database_url(process: Process, admin_url: str, secrets: Secrets) -> str:
    if process.database is None:
        return admin_url
    url = make_url(admin_url).set(
        username=f"dumas_{process.role}", password=secrets[f"role_{process.role}"], database=process.database
    )
    return url.render_as_string(hide_password=False)
