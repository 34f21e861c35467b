"""What people wrote, sealed where it is kept: which columns of which tables hold prose, and how a row is read.

A row holds it in `sealed`, under the complaint's key. Rows of a build before this one hold it in the columns
themselves; they are read as they are, until the keys are rotated for the next time, which seals them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, or_, select, update

from services.common.runtime.database import Work
from services.common.sealing import CONTENT, seal, unseal


@dataclass(frozen=True, slots=True)
class Prose:
    """The columns of a table that hold what people wrote, each with what it holds instead; `key` names a row."""

    table: str
    key: str
    columns: Mapping[str, Any]


TASK: Final = Prose("task", "task_id", {"reason": None, "result": {}})
REMARK: Final = Prose("intervention", "intervention_id", {"reason": ""})
DOCUMENT: Final = Prose("document", "document_id", {"content": {}})


class Writings:
    """The prose of one table, on one transaction."""

    def __init__(self, work: Work, prose: Prose) -> None:
        self._work = work
        self._prose = prose
        self._table: Table = work.tables[prose.table]

    def row(self, complaint_id: UUID, values: Mapping[str, Any]) -> dict[str, Any]:
        """A row's values as they are kept. Destroyed."""
        said = {name: values[name] for name in self._prose.columns}
        if said == self._prose.columns:
            return {**values, "sealed": None}
        key = self._work.keys.to_seal(complaint_id, CONTENT)
        return {**values, **self._prose.columns, "sealed": seal(key, self._place(values[self._prose.key]), said)}

    def read(self, row: Any) -> dict[str, Any]:
        """A row's values as they were given. Destroyed."""
        values = dict(row._mapping)
        sealed = values.pop("sealed")
        if sealed is None:
            return values
        key = self._work.keys.of(values["complaint_id"], CONTENT)
        said: dict[str, Any] = unseal(key, self._place(values[self._prose.key]), sealed)
        return values | said

    def seal_next(self, limit: int) -> int:
        """Seal rows an earlier build left open. How many."""
        found = self._work.connection.execute(select(self._table).where(self._is_open()).limit(limit)).all()
        named = self._table.c[self._prose.key]
        with self._work.as_keeper():
            for values in self._kept(found):
                mine = update(self._table).where(named == values[self._prose.key])
                self._work.connection.execute(
                    mine.values({name: values[name] for name in (*self._prose.columns, "sealed")})
                )
        return len(found)

    def count_open(self) -> int:
        """How many rows an earlier build left open."""
        return int(
            self._work.connection.execute(
                select(func.count()).select_from(self._table).where(self._is_open())
            ).scalar_one()
        )

    def blank(self, complaint_id: UUID) -> None:
        """Take out what was written of this complaint, as its keeper."""
        mine = update(self._table).where(self._table.c.complaint_id == complaint_id)
        self._work.connection.execute(mine.values(**self._prose.columns, sealed=None))

    def _kept(self, found: Any) -> Iterator[dict[str, Any]]:
        return (self.row(row.complaint_id, dict(row._mapping)) for row in found)

    def _is_open(self) -> ColumnElement[bool]:
        said = [self._table.c[name].is_distinct_from(blank) for name, blank in self._prose.columns.items()]
        return self._table.c.sealed.is_(None) & or_(*said)

    def _place(self, key: Any) -> str:
        return f"{self._prose.table}|{key}"
