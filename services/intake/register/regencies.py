"""The regencies as the register keeps them: profile, units, posts, calendar, and the versions of the SOP."""

import time
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert

from services.common.clocks import WorkingCalendar
from services.common.contracts.events import Post
from services.common.contracts.regencies import ApplyTenant
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.intake.register.domain import calendar_from
from services.intake.register.models import CalendarEdition, SopVersion, Tenant

_SOPS: dict[str, Sop] = {}
_CALENDARS: dict[str, WorkingCalendar] = {}
"""Both are immutable under their version, so each is parsed once a process."""

_CURRENT: dict[str, tuple[float, str]] = {}
_FRESH_FOR = 5.0


class TenantNotHere(Exception):
    """The regency was never applied, or not yet; the event is tried again later."""


class Regencies:
    """Implements `publishing.Tenants`; reads on one transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._connection = work.connection

    def sop(self, sop_id: str) -> Sop:
        """A published SOP. TenantNotHere."""
        if sop_id not in _SOPS:
            definition = self.definition(sop_id)
            if definition is None:
                raise TenantNotHere(sop_id)
            _SOPS[sop_id] = Sop.model_validate(definition)
        return _SOPS[sop_id]

    def calendar(self, tenant: str) -> WorkingCalendar:
        """The regency's calendar as it now is, looked up anew every few seconds. TenantNotHere."""
        looked_up, version = _CURRENT.get(tenant, (0.0, ""))
        if time.monotonic() - looked_up >= _FRESH_FOR:
            version = self.calendar_version(tenant) or ""
        return self.calendar_of(tenant, version)

    def calendar_of(self, tenant: str, version: str) -> WorkingCalendar:
        """The calendar of this version, which was just seen to hold. TenantNotHere."""
        if not version:
            raise TenantNotHere(tenant)
        if version not in _CALENDARS:
            query = select(Tenant.calendar, Tenant.calendar_version).where(Tenant.tenant == tenant)
            row = self._connection.execute(query).one()
            # It may have been revised since the version was read; then this is already the newer one.
            version = row.calendar_version
            _CALENDARS[version] = calendar_from(row.calendar)
        return _CALENDARS[version]

    def calendar_versions(self) -> dict[str, str]:
        """The version of every regency's calendar."""
        rows = self._connection.execute(select(Tenant.tenant, Tenant.calendar_version).order_by(Tenant.tenant))
        return {row.tenant: row.calendar_version for row in rows}

    def is_sandbox(self, tenant: str) -> bool | None:
        """Whether it was published as one; None when it was not published yet."""
        profile = self._work.session.scalar(select(Tenant.profile).where(Tenant.tenant == tenant))
        return None if profile is None else bool(profile.get("sandbox"))

    def calendar_version(self, tenant: str) -> str | None:
        """The version of the calendar that holds now."""
        version = self._work.session.scalar(select(Tenant.calendar_version).where(Tenant.tenant == tenant))
        if version:
            _CURRENT[tenant] = (time.monotonic(), version)
        return version

    def definition(self, sop_id: str) -> dict[str, Any] | None:
        """A published SOP as data."""
        return self._work.session.scalar(select(SopVersion.definition).where(SopVersion.sop == sop_id))

    def is_retired(self, sop_id: str) -> bool:
        """Whether no new complaint is taken in under a version."""
        retired = select(SopVersion.retired_at).where(SopVersion.sop == sop_id)
        return self._work.session.scalar(retired) is not None

    def in_force(self, tenant: str) -> str | None:
        """The version under which new complaints come in: the newest that is not retired."""
        valid = (SopVersion.tenant == tenant, SopVersion.retired_at.is_(None))
        newest = select(SopVersion.sop).where(*valid).order_by(SopVersion.version.desc()).limit(1)
        return self._work.session.scalar(newest)

    def add_sop(self, sop: Sop, definition: dict[str, Any], at: datetime) -> None:
        """Publish."""
        row = {"sop": sop.id, "tenant": sop.tenant, "version": sop.version, "definition": definition}
        self._connection.execute(insert(SopVersion).values(**row, published_at=at))

    def posts(self, tenant: str) -> tuple[Post, ...]:
        """The regency's officers with their roles."""
        posts = self._work.session.scalar(select(Tenant.posts).where(Tenant.tenant == tenant))
        return tuple(Post.model_validate(post) for post in posts or ())

    def put_tenant(self, request: ApplyTenant, calendar: WorkingCalendar) -> None:
        """The regency's data as they now are."""
        now = {
            "profile": request.profile.model_dump(mode="json"),
            "units": [unit.model_dump(mode="json") for unit in request.units],
            "posts": [post.model_dump(mode="json") for post in request.posts],
            "calendar": request.calendar,
            "calendar_version": calendar.version,
        }
        if self.calendar_version(request.profile.key) != calendar.version:
            edition = {"version": calendar.version, "calendar": request.calendar, "since": func.now()}
            self._connection.execute(insert(CalendarEdition).values(tenant=request.profile.key, **edition))
        put = upsert(Tenant).values(tenant=request.profile.key, **now)
        self._connection.execute(put.on_conflict_do_update(index_elements=["tenant"], set_=now))
