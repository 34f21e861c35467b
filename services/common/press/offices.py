"""What the press looks up elsewhere than where a document is: officials' names, and the authority that signs.

Names stand in assignment's roster alone. They are read when a document is made, and are on it from then on.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Engine, text

from services.common.contracts.tenant import Officer
from services.common.press.authority import Authority
from services.common.press.sheet import Person
from services.common.runtime.keys import Keys
from services.common.runtime.tenant_keys import Keyring

_NAME_TENANT: Final = text("SELECT set_config('dumas.tenant', :tenant, true)")
_OFFICERS: Final = text("SELECT details FROM roster_officer WHERE tenant = :tenant ORDER BY officer")


class Roster:
    """A regency's officers."""

    def __init__(self, officers: Iterable[Officer]) -> None:
        self._officers = {officer.id: officer for officer in officers}

    def person(self, officer: str | None) -> Person | None:
        """The officer with this id; None when the roster has none, such as a unit's."""
        found = self._officers.get(officer or "")
        return _person(found) if found else None

    def named(self, officer: str) -> str:
        """Name and position; of whom the roster does not know, the name to sign in with."""
        found = self._officers.get(officer)
        return ", ".join(filter(None, (found.name, found.position))) if found else officer

    def holder(self, roles: Iterable[str]) -> Person | None:
        """The first who has the first of these roles that anybody has."""
        found = (one for role in roles for one in self._officers.values() if role in one.roles)
        return next((_person(one) for one in found), None)


class Offices:
    """Reads the roster, and the authority that signs."""

    def __init__(self, assignment: Engine, intake: Engine, intakes_keyring: Keyring) -> None:
        self._assignment, self._intake, self._keyring = assignment, intake, intakes_keyring

    def roster(self, tenant: str) -> Roster:
        """The regency's officers as they are now."""
        with self._assignment.begin() as connection:
            connection.execute(_NAME_TENANT, {"tenant": tenant})
            rows = connection.execute(_OFFICERS, {"tenant": tenant}).scalars()
            return Roster(Officer.model_validate(row) for row in rows)

    def authority(self, tenant: str, office: str) -> tuple[str, str]:
        """Certificate and key (PEM) of the regency's own authority, made when there is none yet."""
        with self._intake.begin() as connection:
            connection.execute(_NAME_TENANT, {"tenant": tenant})
            return Authority(connection, Keys(connection, tenant, self._keyring)).of(tenant, office)


def _person(officer: Officer) -> Person:
    return Person(officer.name, officer.nip, officer.rank, officer.position)
