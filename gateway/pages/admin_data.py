"""What the office answers for under the law on personal data: the record of processing, and what is destroyed when."""

from flask import Response, request

from gateway.api import privacy, retention
from gateway.pages import show
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.register import Page
from services.common.contracts.retention import AllDue, DueWithin

_DAYS = 90
_PER_PAGE = 50


def processing(caller: Caller) -> Response:
    """The record that UU 27/2022 asks for, to be read and printed."""
    return show.page("admin_processing.html", record=privacy.processing_record(caller))


def destructions(caller: Caller) -> Response:
    """What falls due, with what is held; and the certificates of what was destroyed, the newest first."""
    after = request.args.get("setelah", "")[:60] or None
    due = parts().desks.call("register.retention_due", caller, DueWithin(days=_DAYS), AllDue)
    found = retention.destructions(caller, Page(after=after, limit=_PER_PAGE))
    return show.page("admin_destructions.html", due=due, found=found, days=_DAYS, is_first=after is None)
