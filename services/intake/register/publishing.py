"""Publishing a regency: its data are checked whole, kept, and told to the desks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import uuid4

from pydantic import ValidationError

from services.common.clocks import WorkingCalendar
from services.common.contracts import events
from services.common.contracts.regencies import ApplyTenant, TenantApplied
from services.common.desk.completion import Announce
from services.common.errors import Invalid
from services.common.faults import faults_of
from services.common.press.proofreading import proofread
from services.common.sop.check import check
from services.common.sop.finding import Finding
from services.common.sop.model import Sop
from services.common.sop.retention import wrong_classes
from services.intake.register.domain import calendar_from


class Tenants(Protocol):
    """What publishing asks of the database."""

    def definition(self, sop_id: str) -> dict[str, Any] | None: ...
    def is_retired(self, sop_id: str) -> bool: ...
    def calendar_version(self, tenant: str) -> str | None: ...
    def is_sandbox(self, tenant: str) -> bool | None: ...
    def add_sop(self, sop: Sop, definition: dict[str, Any], at: datetime) -> None: ...
    def put_tenant(self, request: ApplyTenant, calendar: WorkingCalendar) -> None: ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A regency's data, looked through: it can be published."""

    request: ApplyTenant
    sop: Sop
    calendar: WorkingCalendar


def apply_tenant(given: Checked, *, tenants: Tenants, announce: Announce, now: datetime) -> TenantApplied:
    """Publish a regency's data. A published SOP version never changes: other content needs a new version."""
    request, sop, calendar = given.request, given.sop, given.calendar
    _stays_what_it_is(request, tenants)
    definition = sop.model_dump(mode="json")
    published = tenants.definition(sop.id)
    if published is not None and Sop.model_validate(published) != sop:
        raise Invalid(
            {"sop.version": f"{sop.id} is published and never changes. Give the new text version {sop.version + 1}."}
        )
    known_calendar = tenants.calendar_version(sop.tenant)
    tenants.put_tenant(request, calendar)
    if published is None:
        tenants.add_sop(sop, definition, now)
    announce(*_told(request, sop, definition, now))
    if published is not None and tenants.is_retired(sop.id):
        announce(events.SopRetired(event_id=uuid4(), happened_at=now, tenant=sop.tenant, sop=sop.id))
    return TenantApplied(
        tenant=sop.tenant,
        sop=sop.id,
        sop_is_new=published is None,
        calendar_is_new=known_calendar not in {None, calendar.version},
    )


def _stays_what_it_is(request: ApplyTenant, tenants: Tenants) -> None:
    """Where anybody may advance complaints by call, none may be real; and the other way round. Invalid."""
    if tenants.is_sandbox(request.profile.key) not in {None, request.profile.sandbox}:
        said = "A regency stays a sandbox, or a real one. Give the other a key, a code and a folder of its own."
        raise Invalid({"profile.sandbox": said})


def parse_draft(data: dict[str, Any]) -> Sop:
    """An SOP that could be published. Invalid, with every fault by its place."""
    try:
        sop = Sop.model_validate(data)
    except ValidationError as fault:
        raise Invalid(faults_of(fault)) from None
    if faults := findings(sop):
        raise Invalid(faults)
    return sop


def findings(sop: Sop) -> dict[str, str]:
    """What the checker says about an SOP, by place."""
    return _by_place(check(sop))


def _retention(request: ApplyTenant, sop: Sop) -> dict[str, str]:
    return _by_place(wrong_classes(request.profile, sop))


def _by_place(found: Iterable[Finding]) -> dict[str, str]:
    return {".".join(str(part) for part in finding.where): finding.message for finding in found}


def _told(request: ApplyTenant, sop: Sop, definition: dict[str, Any], now: datetime) -> tuple[events.Event, ...]:
    """Told again each time, so that a desk added later, or restored from a backup, gets its copy."""
    envelope = {"happened_at": now, "tenant": sop.tenant}
    units = [unit.model_dump(mode="json") for unit in request.units]
    profile = request.profile.model_dump(mode="json")
    told = {"profile": profile, "units": units, "posts": request.posts}
    return (
        events.TenantPublished(**envelope, **told, event_id=uuid4(), stationery=request.stationery.model_dump()),
        events.SopPublished(**envelope, event_id=uuid4(), sop=sop.id, definition=definition),
    )


def checked(request: ApplyTenant) -> Checked:
    """Look it through, for which its templates are tried in a process: so before a transaction begins. Invalid."""
    try:
        sop = Sop.model_validate(request.sop)
        calendar = calendar_from(request.calendar)
    except ValidationError as fault:
        raise Invalid(faults_of(fault)) from None
    faults = findings(sop) | {f"profile.{at}": said for at, said in _retention(request, sop).items()}
    faults |= {
        f"stationery.{one.file}:{one.line}": one.message for one in proofread(request.stationery, request.profile)
    }
    if sop.tenant != request.profile.key:
        faults["sop.tenant"] = f"The SOP is {sop.tenant}'s, the profile {request.profile.key}'s."
    if calendar.time_zone != request.profile.time_zone:
        faults["calendar.time_zone"] = "The calendar and the profile name different time zones."
    if faults:
        raise Invalid(faults)
    return Checked(request, sop, calendar)
