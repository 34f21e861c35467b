"""Demo sign-ins: a random password for every officer of the tenants' data, an API key for every system.

Made once and kept in `sign_ins.json`, readable by this user only; officers who join the data later get theirs at
the next start.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from deploy.local.state import CHECKOUT, State

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


def tenant_folders(root: Path = TENANTS) -> list[Path]:
    """The folders that hold a tenant; holidays of nation and province lie beside them."""
    return sorted(file.parent for file in root.glob("*/tenant.yaml"))


def load(state: State, root: Path = TENANTS) -> dict[str, dict[str, str]]:
    """`{tenant: {officer: password}}` for everybody in the data."""
    kept = state.read(FILE)
    passwords: dict[str, dict[str, str]] = {}
    for person in people(root):
        known = kept.get(person.tenant, {}).get(person.id)
        passwords.setdefault(person.tenant, {})[person.id] = known or _new(person)
    if passwords != kept:
        state.write(FILE, passwords)
    return passwords


def people(root: Path = TENANTS) -> Iterator[Person]:
    """Everybody who signs in, tenant by tenant in the order of the data."""
    for folder in tenant_folders(root):
        for row in yaml.safe_load((folder / "officers.yaml").read_text(encoding="utf-8")):
            yield Person(folder.name, str(row["id"]), tuple(row["roles"]), row.get("kind") == "system")


def table(passwords: dict[str, dict[str, str]], root: Path = TENANTS) -> list[str]:
    """Lines for the terminal: one sign-in for each tenant and role, systems left out."""
    first: dict[tuple[str, str], str] = {}
    for person in people(root):
        for role in person.roles:
            if not person.is_system:
                first.setdefault((person.tenant, role), person.id)
    return [f"{tenant:<12}{role:<24}{id:<24}{passwords[tenant][id]}" for (tenant, role), id in first.items()]


def _new(person: Person) -> str:
    if person.is_system:
        return f"dk_{secrets.token_urlsafe(32)}"
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
