"""Makes what `docker compose` needs to know and nobody else may: `.env`, the broker's users, the officers' passwords.

Called by `make-env.sh`, which finds a Python for it. The secrets are made by the code that makes those of the local
stack. An `.env` that is there stays as it is: new keys would make every complaint unreadable. The definitions
for the broker are made anew from it, because a new version may have new queues.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

from deploy.definitions import definitions, joined, public_definitions
from deploy.local import keys, sign_ins
from deploy.local.state import State
from deploy.services import BROKER_USERS, PUBLIC_BROKER_USERS, ROLES
from services.common.runtime.settings import Environment
from services.common.runtime.tenant_keys import KEEPERS

HERE = Path(__file__).parent
FOLDER = "deploy/docker/secrets"
DEFINITIONS = "definitions.json"
_BROKER = "RABBITMQ_PASSWORD_"
_BLANK = re.compile(r"^([A-Z0-9_]+)=$", re.MULTILINE)
_LINE = re.compile(r"^([A-Z0-9_]+)=(.*)$", re.MULTILINE)


def main(tenants: Path = sign_ins.TENANTS) -> None:
    """Write them below the current folder, the checkout; the officers are those of the folder `tenants`."""
    env, state = Path(".env"), State(Path.cwd() / FOLDER)
    if env.exists():
        sys.stdout.write(f"{env} is there and stays as it is\n")
    else:
        with tempfile.TemporaryDirectory() as passing:
            state.write_text("env", filled(keys.load(State(Path(passing))))).replace(env)
        sys.stdout.write(f"{env} is written; keep it as safe as the database\n")
    state.write_text(DEFINITIONS, json.dumps(_definitions(env)))
    # Phones of invented officers only: those of real ones set theirs up at the first sign-in.
    sign_ins.load(state, tenants, with_codes=tenants.resolve() == sign_ins.TENANTS)
    # The containers read them as users of their own; on this host the folder is closed to others.
    for file in (DEFINITIONS, sign_ins.FILE):
        state.path(file).chmod(0o644)
    sys.stdout.write(f"{FOLDER}/{DEFINITIONS} has a user of RabbitMQ for every process\n")
    sys.stdout.write(f"{FOLDER}/{sign_ins.FILE} has a password for every officer, a key for every system\n")


def filled(secrets: keys.Secrets) -> str:
    """`env.example` with its blank secrets filled in."""
    values = by_variable(secrets)
    template = (HERE / "env.example").read_text(encoding="utf-8")
    return _BLANK.sub(lambda line: f"{line[1]}={values.get(line[1], '')}", template)


def by_variable(secrets: keys.Secrets) -> dict[str, str]:
    """The secrets by their names in `.env`."""
    named = {
        "POSTGRES_PASSWORD": "postgres",
        "S3_ACCESS_KEY": "s3_access",
        "S3_SECRET_KEY": "s3_secret",
        "DUMAS_SEALING_KEY": "sealing",
        "DUMAS_RECEIPT_KEY": "receipt",
        "DUMAS_FACTOR_KEY": "factor",
        "DUMAS_OUTWARD_KEY": "outward",
        **{f"DUMAS_SEAL_KEYS_{service.upper()}": f"seal_{service}" for service in KEEPERS},
        **{f"DUMAS_SIGNING_KEY_{issuer.upper()}": f"signing_{issuer}" for issuer in keys.ISSUERS},
        **{f"DUMAS_DATABASE_PASSWORD_{role.upper()}": f"role_{role}" for role in ROLES},
        **{f"{_BROKER}{user.upper()}": f"amqp_{user}" for user in (*BROKER_USERS, *PUBLIC_BROKER_USERS)},
    }
    return {variable: secrets[name] for variable, name in named.items()} | {"DUMAS_VERIFY_KEYS": secrets.verify_keys()}


def _definitions(env: Path) -> dict[str, object]:
    written = Environment(dict(_LINE.findall(env.read_text(encoding="utf-8"))))
    users = (*BROKER_USERS, *PUBLIC_BROKER_USERS)
    passwords = {user: written.text(f"{_BROKER}{user.upper()}") for user in users}
    written.require()
    return joined(definitions(passwords), public_definitions(passwords))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
