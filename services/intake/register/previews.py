"""Templates of documents before the administrator, and previews, which the press makes as it makes documents."""

from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert

from services.common.clocks.zones import ZONES
from services.common.contracts.caller import Caller
from services.common.contracts.register import Nothing
from services.common.contracts.stationery import Stationery
from services.common.contracts.templates import ByKind, Preview, Templates
from services.common.contracts.tenant import TenantProfile
from services.common.documents import KINDS
from services.common.errors import NotFound
from services.common.numbering import pattern_of, printed_number
from services.common.runtime.database import Work
from services.common.runtime.entrypoints import rpc
from services.intake.register.preview_tables import PreviewRow

_NUMBERED: Final = tuple(name for name, kind in KINDS.items() if kind.is_numbered)
_PROFILE: Final = text("SELECT profile FROM tenant WHERE tenant = :tenant")
_STATIONERY: Final = text("SELECT stationery FROM tenant_copy WHERE tenant = :tenant")


class Previewer:
    """Shows templates and has previews made."""

    work: Callable[[str], Any]

    @rpc
    def templates(self, caller: Caller, request: Nothing) -> Templates:
        """Which templates are the regency's own."""
        with self.work(caller.tenant) as work:
            given = Stationery.model_validate(work.session.scalar(_STATIONERY, {"tenant": caller.tenant}) or {})
            profile = TenantProfile.model_validate(work.session.scalar(_PROFILE, {"tenant": caller.tenant}))
        return Templates(
            own=tuple(sorted(given.documents)),
            has_style=bool(given.style),
            has_crest=given.crest is not None,
            formats={kind: pattern_of(kind, profile.number_formats) for kind in _NUMBERED},
            numbers={kind: _first(kind, profile, datetime.now(UTC)) for kind in _NUMBERED},
        )

    @rpc
    def ask_preview(self, caller: Caller, request: ByKind) -> Preview:
        """Have a kind of document made anew with made-up words. NotFound."""
        if request.kind not in KINDS:
            raise NotFound("document")
        with self.work(caller.tenant) as work:
            ask(work, request.kind, datetime.now(UTC))
        return Preview(kind=request.kind, state="waiting")

    @rpc
    def preview(self, caller: Caller, request: ByKind) -> Preview:
        """What was made last."""
        with self.work(caller.tenant) as work:
            return found(work, request.kind)


def _first(kind: str, profile: TenantProfile, now: datetime) -> str:
    """The first number of the year."""
    today = now.astimezone(ZONES[profile.time_zone]).date()
    return printed_number(kind, 1, today, profile.code, profile.number_formats)


def ask(work: Work, kind: str, now: datetime) -> None:
    """One that is being made already is not begun anew."""
    given = {"asked_at": now, "attempts": 0, "not_before": now, "ended_at": None, "file": None, "fault": None}
    row = insert(PreviewRow).values(tenant=work.tenant, kind=kind, **given)
    waits_no_more = PreviewRow.ended_at.is_not(None)
    work.connection.execute(
        row.on_conflict_do_update(index_elements=["tenant", "kind"], set_=given, where=waits_no_more)
    )


def found(work: Work, kind: str) -> Preview:
    """How the preview of this kind stands."""
    row = work.session.get(PreviewRow, (work.tenant, kind))
    if row is None:
        return Preview(kind=kind, state="none")
    if row.ended_at is None:
        return Preview(kind=kind, state="waiting")
    if row.file is None:
        return Preview(kind=kind, state="failed", ended_at=row.ended_at, fault=row.fault)
    return Preview(kind=kind, state="made", ended_at=row.ended_at, pdf=b64encode(row.file).decode())
