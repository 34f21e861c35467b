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

    def joined(self, other: "Barred") -> "Barred":
        """Both together: nobody is let in again by what is heard late."""
        return Barred(
            officers=tuple(dict.fromkeys((*self.officers, *other.officers))),
            units=tuple(dict.fromkeys((*self.units, *other.units))),
            instead={**self.instead, **other.instead},
        )

    def stand_ins(self) -> set[str]:
        """Roles that act for somebody who is barred."""
        return {role for roles in self.instead.values() for role in roles}

    def acting(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Who does a step of these roles: each barred role is replaced by its substitutes, and theirs."""
        found = (name for role in roles for name in self._instead_of(role, ()))
        return tuple(dict.fromkeys(found))

    def _instead_of(self, role: str, seen: tuple[str, ...]) -> tuple[str, ...]:
        if role not in self.instead or role in seen:
            return (role,)
        return tuple(name for next_one in self.instead[role] for name in self._instead_of(next_one, (*seen, role)))


NOBODY = Barred()
