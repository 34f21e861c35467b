"""A report while there is no signal: one page that opens without it, and the worker that keeps that page on a phone.

Only who ticks "Simpan draf di ponsel ini" gets the worker; it keeps this page with its styles, never a page of a
report or complaint, and sends nothing. It lies in the regency's folder, so it sees the pages of that regency alone:
not those of another, and not the officers'. What is typed stays with the browser (`assets/js/draft.js`).
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from flask import Response, g, url_for

from gateway.pages import show
from gateway.pages.report_channels import Channel

_PROGRAM: Final = Path(__file__).parents[1] / "static" / "worker.js"
_OPEN_ENOUGH: Final = ("open", "confidential")
_POLICY: Final = "default-src 'none'; connect-src 'self'"


def may_keep(channel: Channel | None, mode: str) -> bool:
    """Whether a draft on the phone is offered. Not to whistleblowers nor to who stays anonymous: for them the danger
    is somebody close by, and a found draft gives away what the rest of the way protects."""
    return channel is not None and not channel.is_wbs and mode in _OPEN_ENOUGH


def page() -> Response:
    """Where one writes until the signal is back; nothing of it depends on who asks."""
    g.may_have_worker = True
    return show.page("offline.html")


def worker() -> Response:
    """The worker of this regency. Another edition of what it keeps, or another language, makes it another one."""
    tenant = g.tenant.profile.key
    files = [
        show.asset("public.css"),
        show.asset("public.js"),
        url_for("look.theme", tenant=tenant),
        url_for("look.crest", tenant=tenant),
    ]
    kept = {"page": url_for("offline.page", tenant=tenant), "files": files}
    edition = hashlib.sha256(json.dumps([kept, g.language]).encode()).hexdigest()[:10]
    told = json.dumps({"family": f"dumas {tenant} ", "name": f"dumas {tenant} {edition}", **kept})
    answer = Response(f"self.dumas={told};\n{_program()}", content_type="text/javascript; charset=utf-8")
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


@cache
def _program() -> str:
    return _PROGRAM.read_text(encoding="utf-8")
