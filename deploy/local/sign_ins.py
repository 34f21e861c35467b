"""Demo sign-ins: a random password for every officer of the tenants' data, an API key for every system.

Who must sign in with a code gets the secret of a phone as well. Made once and kept in `sign_ins.json`, readable by this
user only; officers who join the data later get theirs at the next start.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyotp
import yaml

from deploy.credentials import Credentials, SignIns, Written
from deploy.local.state import CHECKOUT, State
from services.common.vocabulary import SECOND_FACTOR_ROLES

TENANTS = CHECKOUT / "deploy" / "tenants"
FILE = "sign_ins.json"
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


@dataclass(frozen=True)
class Person:
    """An officer or system as far as signing in goes."""

    tenant: str
    id: str
    roles: tuple[str, ...]
    is_system: bool

    @property
    def needs_code(self) -> bool:
        """Whether one of the roles demands a second factor."""
        return not self.is_system and not SECOND_FACTOR_ROLES.isdisjoint(self.roles)


def tenant_folders(root: Path = TENANTS) -> list[Path]:
    """The folders that hold a tenant; holidays of nation and province lie beside them."""
    return sorted(file.parent for file in root.glob("*/tenant.yaml"))


def load(state: State, root: Path = TENANTS, *, with_codes: bool = True) -> dict[str, dict[str, Written]]:
    """`{tenant: {officer: password}}` for everybody in the data, as `deploy.credentials` reads it.

    Without codes, for officers who exist: a phone's secret is its owner's alone, and set up at the first sign-in.
    """
    kept = state.read(FILE)
    given: dict[str, dict[str, Written]] = {}
    for person in people(root):
        known = kept.get(person.tenant, {}).get(person.id) or _new(person)
        if with_codes and person.needs_code and isinstance(known, str):
            known = {"password": known, "totp": pyotp.random_base32()}
        given.setdefault(person.tenant, {})[person.id] = known
    if given != kept:
        state.write(FILE, given)
    return given


def people(root: Path = TENANTS) -> Iterator[Person]:
    """Everybody who signs in, tenant by tenant in the order of the data."""
    for folder in tenant_folders(root):
        for row in yaml.safe_load((folder / "officers.yaml").read_text(encoding="utf-8")):
            yield Person(folder.name, str(row["id"]), tuple(row["roles"]), row.get("kind") == "system")


def table(given: SignIns, root: Path = TENANTS) -> list[str]:
    """Lines for the terminal: one sign-in for each tenant and role, systems left out."""
    first: dict[tuple[str, str], str] = {}
    for person in people(root):
        for role in person.roles:
            if not person.is_system:
                first.setdefault((person.tenant, role), person.id)
    return [_line(tenant, role, id, Credentials.read(given[tenant][id])) for (tenant, role), id in first.items()]


def _line(tenant: str, role: str, id: str, given: Credentials) -> str:
    code = f"   code: dumas code {tenant} {id}" if given.totp else ""
    return f"{tenant:<12}{role:<24}{id:<24}{given.password}{code}"


def _new(person: Person) -> str:
    if person.is_system:
        return f"dk_{secrets.token_urlsafe(32)}"
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
