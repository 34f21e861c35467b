"""Who must not see a complaint, because the complaint is about them, and who does their steps instead. Codes only."""

from pydantic import BaseModel, ConfigDict


class Barred(BaseModel):
    """The reported parties of one complaint, as far as they are officers or units of the regency.

    `instead` names, for each role one of these officers holds, the roles that do its steps for this complaint (the
    SOP's `substitute`). An officer or unit listed here finds no trace of the complaint anywhere.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    officers: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    instead: dict[str, tuple[str, ...]] = {}

    def shuts_out(self, actor: str, unit: str) -> bool:
        """Whether this officer, or the unit the officer acts for, is a reported party."""
        return actor in self.officers or unit in self.units

    def stand_ins(self) -> set[str]:
        """Roles that act for somebody who is barred."""
        return {role for roles in self.instead.values() for role in roles}

    def acting(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Who does a step of these roles: each barred role is replaced by its substitutes."""
        found = (name for role in roles for name in self.instead.get(role, (role,)))
        return tuple(dict.fromkeys(found))


NOBODY = Barred()
