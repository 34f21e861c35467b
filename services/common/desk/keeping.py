"""What a desk does with its complaints' keys: destroy them when the time has come, and wrap them anew.

Whatever was sealed under a destroyed key is gone, in copies of the database too once the tenant key was replaced and
its master key dropped. The row of a destroyed key stays, so that nothing is sealed for the complaint again.
"""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import text

from services.common.desk.copies import Copies
from services.common.desk.writings import DOCUMENT, REMARK, TASK, Prose, Writings
from services.common.sealing import CONTENT

_DESTROY = text(
    """
    INSERT INTO keys.complaint_key (complaint_id, purpose, tenant, destroyed_at)
    VALUES (:complaint_id, :purpose, :tenant, now())
    ON CONFLICT (complaint_id, purpose) DO UPDATE
    SET version = NULL, wrapped = NULL, destroyed_at = coalesce(complaint_key.destroyed_at, now())
    """
)
_NEXT = text(
    """
    SELECT complaint_id, purpose FROM keys.complaint_key
    WHERE tenant = :tenant AND version <> :version ORDER BY complaint_id LIMIT :limit FOR UPDATE
    """
)
_REWRAP = text(
    """
    UPDATE keys.complaint_key SET version = :version, wrapped = new.wrapped
    FROM unnest(CAST(:ids AS uuid[]), CAST(:purposes AS text[]), CAST(:wrapped AS bytea[]))
        AS new (id, purpose, wrapped)
    WHERE complaint_id = new.id AND complaint_key.purpose = new.purpose
    """
)
_COUNT = text("SELECT count(*) FROM keys.complaint_key WHERE tenant = :tenant AND version <> :version")


class Keeping(Copies):
    """Keys and what they seal, on one transaction."""

    prose: ClassVar[tuple[Prose, ...]] = (TASK, REMARK, DOCUMENT)
    """All that people wrote on this desk."""

    purposes: ClassVar[Mapping[str, tuple[str, ...]]] = {"identity": (), "complaint": (CONTENT,)}
    """The keys that are destroyed, by how much is."""

    def written(self, prose: Prose) -> Writings:
        """One of the tables with prose."""
        return Writings(self._work, prose)

    def destroy(self, complaint_id: UUID, scope: str) -> None:
        """Make the reporter's `identity`, or all that was written of the `complaint`, unreadable for good. Doing it
        again changes nothing; a desk that never had the complaint remembers that it is gone."""
        named = {"complaint_id": complaint_id, "tenant": self._work.tenant}
        with self._work.as_keeper():
            for purpose in self.purposes[scope]:
                self._connection.execute(_DESTROY, {**named, "purpose": purpose})
            self.blank(complaint_id, scope)
        self._work.keys.forget()

    def blank(self, complaint_id: UUID, scope: str) -> None:
        """Take out what can no longer be read. Called as the keeper."""
        for prose in self.prose if scope == "complaint" else ():
            self.written(prose).blank(complaint_id)

    def wrap_next(self, limit: int) -> int:
        """Wrap keys under the current tenant key, and seal what an earlier build left open. How many of them."""
        done = self._rewrap(limit)
        for prose in self.prose:
            done += self.written(prose).seal_next(limit - done)
        return done

    def left(self, version: int) -> int:
        """How much there is still to wrap under this version of the tenant key, or to seal."""
        old = self._connection.execute(_COUNT, {"tenant": self._work.tenant, "version": version}).scalar_one()
        return int(old) + sum(self.written(prose).count_open() for prose in self.prose)

    def _rewrap(self, limit: int) -> int:
        keys = self._work.keys
        with self._work.as_keeper():
            rows = self._connection.execute(_NEXT, {**self._current(), "limit": limit}).all()
            keys.load({row.complaint_id for row in rows})
            new = [keys.wrapped(row.complaint_id, row.purpose) for row in rows]
            values = {"purposes": [key.purpose for key in new], "wrapped": [key.wrapped for key in new]}
            ids = [str(row.complaint_id) for row in rows]
            self._connection.execute(_REWRAP, {**values, "ids": ids, "version": self._current()["version"]})
        keys.forget()
        return len(rows)

    def _current(self) -> dict[str, Any]:
        return {"tenant": self._work.tenant, "version": self._work.keys.of_tenant.now().current}
