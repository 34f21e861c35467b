"""Regencies: what publishes one, and one as anybody may see it."""

from typing import Any

from pydantic import Field

from services.common.contracts.complaints import Message
from services.common.contracts.events import Post
from services.common.contracts.stationery import Stationery
from services.common.contracts.tenant import RetentionClass, TenantProfile, Unit
from services.common.vocabulary import CONSEQUENCES


class ApplyTenant(Message):
    """A regency's data files, applied together. Publishing an SOP version twice with other content is refused."""

    profile: TenantProfile
    units: tuple[Unit, ...]
    sop: dict[str, Any]
    calendar: dict[str, Any]
    posts: tuple[Post, ...] = ()
    stationery: Stationery = Field(default=Stationery(), description="The crest, and its own wording of documents.")


class TenantApplied(Message):
    """What applying changed."""

    tenant: str
    sop: str
    sop_is_new: bool
    calendar_is_new: bool = Field(default=False, description="Open deadlines are being computed anew.")


class ByTenant(Message):
    """One regency."""

    tenant: str


class PublicTenant(Message):
    """A regency as anybody may see it."""

    profile: TenantProfile
    sop: str
    title: str
    channels: dict[str, dict[str, Any]]
    steps: tuple[dict[str, Any], ...]
    clocks: tuple[dict[str, Any], ...] = Field(default=(), description="Time limits over several steps.")
    units: tuple[Unit, ...]
    modes: dict[str, dict[str, str]] = Field(
        default=CONSEQUENCES, description="What each mode means for the reporter, in Bahasa Indonesia and English."
    )
    roles: dict[str, str] = Field(default={}, description="What the regency calls each role.")
    objections: dict[str, str] = Field(default={}, description="Ends one may object to, with the time there is for it.")
    source: dict[str, Any] = Field(default={}, description="The published document the procedure was written from.")
    retention: tuple[RetentionClass, ...] = Field(default=(), description="For how long complaints are kept.")
    is_reconstructed: bool = Field(
        default=False, description="Some steps replace parts of the published SOP that cannot be used."
    )


class Tenants(Message):
    """All regencies served."""

    tenants: tuple[PublicTenant, ...]
