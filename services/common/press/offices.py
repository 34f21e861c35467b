"""What the press looks up elsewhere than where a document is: officials' names, and the authority that signs.

Names stand in assignment's roster alone. They are read when a document is made, and are on it from then on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import Engine, text

from services.common.contracts import deputies
from services.common.contracts.deputies import ActedAs
from services.common.contracts.tenant import Officer
from services.common.press.authority import Authority
from services.common.press.sheet import Person
from services.common.runtime.keys import Keys
from services.common.runtime.tenant_keys import Keyring

_NAME_TENANT: Final = text("SELECT set_config('dumas.tenant', :tenant, true)")
_OFFICERS: Final = text("SELECT details FROM roster_officer WHERE tenant = :tenant ORDER BY officer")
_DEPUTIES: Final = text(
    "SELECT officer, holder, kind, roles, since, least(until, ended_at) AS until FROM deputy WHERE tenant = :tenant "
    "ORDER BY since, deputy_id"
)


@dataclass(frozen=True, slots=True)
class Deputy:
    """Who has roles of whom, since an instant and until before another."""

    officer: str
    holder: str
    kind: str
    roles: list[str]
    since: datetime
    until: datetime


class Roster:
    """A regency's officers, and who stood in for whom."""

    def __init__(self, officers: Iterable[Officer], deputised: Iterable[Deputy] = ()) -> None:
        self._officers = {officer.id: officer for officer in officers}
        self._deputies = tuple(deputised)

    def person(self, officer: str | None) -> Person | None:
        """The officer with this id; None when the roster has none, such as a unit's."""
        found = self._officers.get(officer or "")
        return _person(found) if found else None

    def named(self, officer: str) -> str:
        """Name and position; of whom the roster does not know, the name to sign in with."""
        found = self._officers.get(officer)
        return ", ".join(filter(None, (found.name, found.position))) if found else officer

    def acting(self, officer: str, acted_as: str | None) -> Person | None:
        """The same in a role; in one that is another's, with the office as deputies write it: `Plh. Inspektur`."""
        found, acted = self.person(officer), deputies.read(acted_as or "")
        return replace(found, position=self._titled(acted)) if found and acted.kind else found

    def holder(self, roles: Iterable[str], at: datetime) -> Person | None:
        """Who acted then in the first of these roles that anybody has: a deputy, or the first who has it."""
        return next((found for role in roles if (found := self._deputy(role, at) or self._holder(role))), None)

    def _holder(self, role: str) -> Person | None:
        return next((_person(one) for one in self._officers.values() if role in one.roles), None)

    def _deputy(self, role: str, at: datetime) -> Person | None:
        standing = (each for each in self._deputies if role in each.roles and each.since <= at < each.until)
        people = (self.acting(each.officer, f"{each.kind}:{role}:{each.holder}") for each in standing)
        return next((person for person in people if person), None)

    def _titled(self, acted: ActedAs) -> str:
        """By the office of whoever has the post; where it is vacant and its last holder gone, by the role."""
        holder = self._officers.get(acted.officer)
        return acted.titled(holder.position if holder and holder.position else acted.role.replace("_", " ").title())


class Offices:
    """Reads the roster, and the authority that signs."""

    def __init__(self, assignment: Engine, intake: Engine, intakes_keyring: Keyring) -> None:
        self._assignment, self._intake, self._keyring = assignment, intake, intakes_keyring

    def roster(self, tenant: str) -> Roster:
        """The regency's officers as they are now."""
        with self._assignment.begin() as connection:
            connection.execute(_NAME_TENANT, {"tenant": tenant})
            rows = connection.execute(_OFFICERS, {"tenant": tenant}).scalars()
            officers = [Officer.model_validate(row) for row in rows]
            return Roster(officers, [Deputy(*row) for row in connection.execute(_DEPUTIES, {"tenant": tenant})])

    def authority(self, tenant: str, office: str) -> tuple[str, str]:
        """Certificate and key (PEM) of the regency's own authority, made when there is none yet."""
        with self._intake.begin() as connection:
            connection.execute(_NAME_TENANT, {"tenant": tenant})
            return Authority(connection, Keys(connection, tenant, self._keyring)).of(tenant, office)


def _person(officer: Officer) -> Person:
    return Person(officer.name, officer.nip, officer.rank, officer.position)
