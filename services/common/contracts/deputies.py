"""Who stands in for whom: Plt. where a post is vacant, Plh. where its holder is away (UU 30/2014 Pasal 14).

A deputy acts in the own name. That a role was another's is told by one code, `plh:inspektur:cendana`: the kind, the
role, and the officer whose role it is. It stands in events, in the audit trail and beside a signature.
"""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict

from services.common.vocabulary import ADMIN, CUSTODIAN, REPORTER, ROLES, SYSTEMS

DeputyKind = Literal["plt", "plh"]

TITLES: Final[dict[str, str]] = {"plt": "Plt.", "plh": "Plh."}
"""What stands before the name of the office."""

LENT: Final = frozenset(ROLES) - SYSTEMS - {REPORTER, ADMIN, CUSTODIAN}
"""Roles that can be deputised. Who keeps identities or accounts is the second of two people, and stays one person."""


class Deputised(BaseModel):
    """A role the caller has in the place of an officer, since an instant."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    role: str
    kind: DeputyKind
    officer: str
    since: AwareDatetime

    @property
    def code(self) -> str:
        """The one code for it."""
        return f"{self.kind}:{self.role}:{self.officer}"


class ActedAs(NamedTuple):
    """In which role somebody acted; `kind` and `officer` are empty for a role of the own."""

    role: str
    kind: str = ""
    officer: str = ""

    def titled(self, office: str) -> str:
        """The name of the office as the deputy writes it: `Plh. Inspektur`."""
        return f"{TITLES[self.kind]} {office}" if self.kind else office


def read(code: str) -> ActedAs:
    """A role, or the code of one that is another's."""
    kind, *rest = code.split(":", 2)
    return ActedAs(rest[0], kind, rest[1]) if kind in TITLES and len(rest) == 2 else ActedAs(code)


def acting(roles: Sequence[str], deputised: Iterable[Deputised], needed: Iterable[str]) -> Deputised | None:
    """In whose place somebody with these roles does what one of the `needed` roles does; None: in the own."""
    lent = {each.role: each for each in reversed(tuple(deputised))}
    mine = [role for role in needed if role in roles]
    if any(role not in lent for role in mine):
        return None
    return next((lent[role] for role in mine), None)
