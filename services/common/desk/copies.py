"""A service's copies of what the register publishes: SOPs, and each regency's profile, units, posts and stationery."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.contracts.events import Post, SopPublished, SopRetired, TenantPublished
from services.common.contracts.tenant import TenantProfile
from services.common.runtime.database import Work
from services.common.sop.model import Sop


class SopNotHere(Exception):
    """The desk has not heard of this SOP version, or this regency, yet; whoever asked tries again later."""


_PARSED: dict[str, Sop] = {}
"""Published SOPs are immutable and public: each is read once a process."""


class Copies:
    """Reads and keeps the copies on one transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._connection = work.connection
        self._tables = work.tables

    def sop(self, sop_id: str) -> Sop:
        """A published SOP. SopNotHere."""
        if sop_id not in _PARSED:
            table = self._tables["sop_copy"]
            definition = self._connection.execute(select(table.c.definition).where(table.c.sop == sop_id)).scalar()
            if definition is None:
                raise SopNotHere(sop_id)
            _PARSED[sop_id] = Sop.model_validate(definition)
        return _PARSED[sop_id]

    def keep_sop(self, event: SopPublished) -> None:
        """Keep a copy."""
        row = upsert(self._tables["sop_copy"]).values(sop=event.sop, tenant=event.tenant, definition=event.definition)
        self._connection.execute(row.on_conflict_do_nothing())

    def retire_sop(self, event: SopRetired) -> None:
        """New complaints do not come in under it any more, or do again. SopNotHere."""
        self.sop(event.sop)
        table = self._tables["sop_copy"]
        at = func.now() if event.is_retired else None
        self._connection.execute(update(table).where(table.c.sop == event.sop).values(retired_at=at))

    def keep_tenant(self, event: TenantPublished) -> None:
        """Keep the profile as it now is."""
        posts = [post.model_dump(mode="json") for post in event.posts]
        now = {"profile": event.profile, "units": event.units, "posts": posts, "stationery": event.stationery}
        row = upsert(self._tables["tenant_copy"]).values(tenant=event.tenant, **now)
        self._connection.execute(row.on_conflict_do_update(index_elements=["tenant"], set_=now))

    def profile(self, tenant: str) -> TenantProfile:
        """A regency's profile. SopNotHere when the desk has not heard of it."""
        return TenantProfile.model_validate(self._of_tenant(tenant, "profile"))

    def posts(self, tenant: str) -> tuple[Post, ...]:
        """Who holds an office there. SopNotHere."""
        return tuple(Post.model_validate(post) for post in self._of_tenant(tenant, "posts"))

    def unit_keys(self, tenant: str) -> set[str]:
        """The regency's units. SopNotHere."""
        return {unit["key"] for unit in self._of_tenant(tenant, "units")}

    def _of_tenant(self, tenant: str, column: str) -> Any:
        table = self._tables["tenant_copy"]
        found = self._connection.execute(select(table.c[column]).where(table.c.tenant == tenant)).scalar()
        if found is None:
            raise SopNotHere(tenant)
        return found
