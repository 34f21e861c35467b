"""Who did what and read what: the audit trail a page at a time, for those who answer for the office."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from flask import Response, request, url_for
from pydantic import ValidationError

from gateway.api import audit as api
from gateway.pages import audit_words, show, typed
from gateway.pages.forms import Form
from gateway.pages.words import say, zone
from gateway.receipts import as_reference
from services.common.contracts.audit import AuditPage, AuditTrail
from services.common.contracts.caller import Caller
from services.common.errors import NotFound

_PER_PAGE: Final = 50
_A_WEEK: Final = timedelta(days=6)
_FILTERS: Final = ("nomor", "dari", "sampai")
_NOTHING: Final = AuditTrail(entries=())


def trail(caller: Caller) -> Response:
    """A week up to today unless asked otherwise; oldest first, as the trail is chained."""
    form = Form({name: request.args.get(name, "") for name in _FILTERS} if request.args else _this_week())
    query = _query(form)
    found = _NOTHING if query is None else _found(caller, query, form)
    return show.page(
        "audit.html",
        422 if form.faults else 200,
        form=form,
        found=found,
        words=audit_words,
        on=_address(form, found.next) if found.next else "",
        is_first="setelah" not in request.args,
    )


def _found(caller: Caller, query: AuditPage, form: Form) -> AuditTrail:
    try:
        return api.entries(caller, query)
    except NotFound:
        form.faults["nomor"] = say("Tidak ada pengaduan dengan nomor ini.")
        return _NOTHING


def _query(form: Form) -> AuditPage | None:
    since, until = typed.midnight_of(form, "dari"), typed.midnight_of(form, "sampai")
    if form.faults:
        return None
    try:
        return AuditPage(
            reference=as_reference(form.text("nomor")) if form.text("nomor") else None,
            since=since,
            until=until + timedelta(days=1) if until else None,
            after=typed.number(request.args.get("setelah", "")) or 0,
            limit=_PER_PAGE,
        )
    except (ValidationError, ValueError):
        form.faults["nomor"] = say("Ini bukan nomor pengaduan. Contoh: BMS-26-7K3M-Q9TX.")
        return None


def _this_week() -> dict[str, str]:
    today = datetime.now(UTC).astimezone(zone()).date()
    return {"dari": (today - _A_WEEK).isoformat(), "sampai": today.isoformat()}


def _address(form: Form, after: int) -> str:
    asked: dict[str, Any] = {name: form.text(name) or None for name in _FILTERS}
    return url_for("audit.trail", **asked, setelah=after)
