"""Filters of the inbox that an officer has named and kept; they hold no more than the address of a list does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Engine, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from gateway.database import of_tenant
from gateway.models import SavedFilter
from services.common.contracts.caller import Caller

MOST: Final = 10
_KEY: Final = ("tenant", "account_id", "name")


@dataclass(frozen=True, slots=True)
class Kept:
    """A filter under its name: the fields of the list's address."""

    name: str
    asked: Mapping[str, str]


class SavedFilters:
    """Those of one officer each."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, caller: Caller) -> tuple[Kept, ...]:
        """All of them, by name."""
        query = select(SavedFilter.name, SavedFilter.asked).where(*_own(caller)).order_by(SavedFilter.name)
        with of_tenant(self._engine, caller.tenant) as connection:
            return tuple(Kept(row.name, row.asked) for row in connection.execute(query))

    def keep(self, caller: Caller, kept: Kept) -> bool:
        """Keep it, in the place of one with this name; False when there are enough already."""
        row = {"tenant": caller.tenant, "account_id": caller.actor, "name": kept.name, "asked": dict(kept.asked)}
        put = insert(SavedFilter).values(**row)
        others = select(func.count()).where(*_own(caller), SavedFilter.name != kept.name)
        with of_tenant(self._engine, caller.tenant) as connection:
            if connection.execute(others.select_from(SavedFilter)).scalar_one() >= MOST:
                return False
            connection.execute(put.on_conflict_do_update(index_elements=_KEY, set_={"asked": put.excluded.asked}))
        return True

    def remove(self, caller: Caller, name: str) -> None:
        """Forget it."""
        with of_tenant(self._engine, caller.tenant) as connection:
            connection.execute(delete(SavedFilter).where(*_own(caller), SavedFilter.name == name))


def _own(caller: Caller) -> tuple[ColumnElement[bool], ...]:
    return SavedFilter.tenant == caller.tenant, SavedFilter.account_id == caller.actor
