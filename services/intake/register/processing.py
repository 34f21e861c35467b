"""The record of processing of one regency: its data, in the wording of `processing.yaml`."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from services.common.contracts.processing import Activity, Controller, DataCategory, ProcessingRecord
from services.common.contracts.tenant import TenantProfile
from services.common.errors import UnknownTenant
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.common.sop.retention import classes_of
from services.intake.register.destroying import schedule_of
from services.intake.register.models import Tenant
from services.intake.register.regencies import Regencies

_TRANSFER = "transfer"


class Wording(BaseModel):
    """What is done in these channels or kinds of step."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keys: tuple[str, ...]
    activity: str
    purpose: str
    basis: str


class Wordings(BaseModel):
    """The file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    processor: str
    channels: tuple[Wording, ...]
    kinds: tuple[Wording, ...]
    categories: tuple[DataCategory, ...]
    recipients_always: tuple[str, ...]
    recipients_units: str
    recipients_agency: str
    rights: tuple[str, ...]
    security: tuple[str, ...]


@cache
def wordings() -> Wordings:
    """Read once a process."""
    text = Path(__file__).with_name("processing.yaml").read_text(encoding="utf-8")
    return Wordings.model_validate(yaml.safe_load(text))


def record(work: Work, now: datetime) -> ProcessingRecord:
    """The caller's regency as it is now. UnknownTenant."""
    row, regencies = work.session.get(Tenant, work.tenant), Regencies(work)
    sop_id = regencies.in_force(work.tenant)
    if row is None or sop_id is None:
        raise UnknownTenant(work.tenant)
    profile, sop, said = TenantProfile.model_validate(row.profile), regencies.sop(sop_id), wordings()
    return ProcessingRecord(
        as_of=schedule_of(work).day(now),
        sop=sop.id,
        controller=Controller(office=profile.office, government=profile.government, contact=profile.contact),
        processor=said.processor,
        activities=(*_by_channel(said, sop), *_by_step(said, sop)),
        categories=said.categories,
        recipients=tuple(_recipients(said, sop, len(row.units))),
        retention=classes_of(profile),
        is_default_retention=not profile.retention,
        rights=said.rights,
        security=said.security,
    )


def _by_channel(said: Wordings, sop: Sop) -> Iterator[Activity]:
    for wording in said.channels:
        labels = tuple(channel.label for key, channel in sop.channels.items() if key in wording.keys)
        yield from _activity(wording, labels)


def _by_step(said: Wordings, sop: Sop) -> Iterator[Activity]:
    for wording in said.kinds:
        yield from _activity(wording, tuple(step.title for step in sop.steps if step.kind in wording.keys))


def _activity(wording: Wording, parts: tuple[str, ...]) -> Iterator[Activity]:
    if parts:
        yield Activity(activity=wording.activity, parts=parts, purpose=wording.purpose, basis=wording.basis)


def _recipients(said: Wordings, sop: Sop, units: int) -> Iterator[str]:
    yield from said.recipients_always
    if units:
        yield said.recipients_units.format(count=units)
    if any(step.kind == _TRANSFER for step in sop.steps):
        yield said.recipients_agency
