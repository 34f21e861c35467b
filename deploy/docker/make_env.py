"""Makes what `docker compose` needs to know and nobody else may: `.env`, and a password for every officer.

Called by `make-env.sh`, which finds a Python for it. The secrets are made by the code that makes those of the local
stack. An `.env` that is there stays as it is: a new vault key would make every complaint unreadable.
"""

import re
import sys
import tempfile
from pathlib import Path

from deploy.local import keys, sign_ins
from deploy.local.state import State
from deploy.services import ROLES

HERE = Path(__file__).parent
FOLDER = "deploy/docker/secrets"
_BLANK = re.compile(r"^([A-Z0-9_]+)=$", re.MULTILINE)


def main(tenants: Path = sign_ins.TENANTS) -> None:
    """Write both below the current folder, the checkout; the officers are those of the folder `tenants`."""
    env, state = Path(".env"), State(Path.cwd() / FOLDER)
    if env.exists():
        sys.stdout.write(f"{env} is there and stays as it is\n")
    else:
        with tempfile.TemporaryDirectory() as passing:
            state.write_text("env", filled(keys.load(State(Path(passing))))).replace(env)
        sys.stdout.write(f"{env} is written; keep it as safe as the database\n")
    sign_ins.load(state, tenants)
    # The container reads it as a user of its own; on this host the folder is closed to others.
    state.path(sign_ins.FILE).chmod(0o644)
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
        "RABBITMQ_PASSWORD": "amqp",
        "S3_ACCESS_KEY": "s3_access",
        "S3_SECRET_KEY": "s3_secret",
        "DUMAS_SEALING_KEY": "sealing",
        "DUMAS_RECEIPT_KEY": "receipt",
        "DUMAS_VAULT_KEY": "vault",
        **{f"DUMAS_SIGNING_KEY_{issuer.upper()}": f"signing_{issuer}" for issuer in keys.ISSUERS},
        **{f"DUMAS_DATABASE_PASSWORD_{role.upper()}": f"role_{role}" for role in ROLES},
    }
    return {variable: secrets[name] for variable, name in named.items()} | {"DUMAS_VERIFY_KEYS": secrets.verify_keys()}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
