"""Complaints of SP4N-LAPOR! from a file, in two steps: what is in it, then entering it row by row.

What was read lies sealed until it is entered, under a key that only this browser has, for a day. Rows are entered a few
seconds at a time, each under a key made of regency and number; whoever goes away in between uploads the file again,
and what was entered is known by its number.
"""

import hashlib
import time
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final

from flask import g, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from gateway import arrival
from gateway.api import filing as api
from gateway.desks import AWAY
from gateway.drafts import Draft
from gateway.pages import cookies, importing_words, report_channels, show
from gateway.pages.forms import Form
from gateway.pages.importing_rows import seen
from gateway.pages.words import zone
from gateway.parts import parts
from gateway.problems import MalformedUpload, TooLarge
from gateway.source_files import rows, table
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Filing
from services.common.contracts.sources import FiledBefore, FiledFrom
from services.common.errors import AlreadyFiled, Invalid, KeyReused, NotYourRole

CHANNEL: Final = "sp4n_lapor"
_AT_ONCE: Final = 6.0
"""Seconds of one request; well below what any proxy waits."""


def upload(caller: Caller) -> Response:
    """Asks for the file."""
    _demand(caller)
    return _asked(Form())


def read(caller: Caller) -> Response:
    """Reads it, and leads on to what is in it."""
    _demand(caller)
    try:
        found = rows.complaints(table.read(arrival.received(request)), _shape(), CHANNEL, zone(), datetime.now(UTC))
    except (table.NotATable, TooLarge, MalformedUpload) as trouble:
        return _asked(Form(faults={"berkas": importing_words.unreadable(trouble)}), 422)
    draft = parts().drafts.new()
    draft.content = {"rows": [_kept(row) for row in found], "done": {}}
    parts().drafts.save(_owner(caller), draft)
    answer = make_response(redirect(url_for("importing.check"), 303))
    cookies.keep(answer, cookies.IMPORT, draft.key, cookies.DESK_PATH)
    return answer


def check(caller: Caller) -> Response:
    """What is in the file, what of it is new, and how far it was entered."""
    _demand(caller)
    draft = _draft(caller)
    if draft is None:
        return redirect(url_for("importing.upload"), 303)
    found = [seen(row, draft.content["done"], _there(caller, draft)) for row in _rows(draft)]
    return show.page(
        "import_check.html",
        rows=found,
        left=sum(one.state == "new" for one in found),
        entered=sum(one.state in ("entered", "queued") for one in found),
        wrong=sum(one.state == "wrong" for one in found),
        there=sum(one.state == "there" for one in found),
        is_going_on="jalan" in request.args,
        is_stuck="gangguan" in request.args,
        words=importing_words,
    )


def enter(caller: Caller) -> Response:
    """Enters what is new, as much as there is time for, and leads back to how far it came."""
    _demand(caller)
    draft = _draft(caller)
    if draft is None:
        return redirect(url_for("importing.upload"), 303)
    until, done, there = time.monotonic() + _AT_ONCE, draft.content["done"], _there(caller, draft)
    waiting = [row for row in _rows(draft) if seen(row, done, there).state == "new"]
    place = url_for("importing.check", jalan=1)
    for row in waiting:
        try:
            done[row["number"]] = _entered(caller, row)
        except AWAY:
            place = url_for("importing.check", gangguan=1)
            break
        if time.monotonic() > until:
            break
    parts().drafts.save(_owner(caller), draft)
    return redirect(place, 303)


def _entered(caller: Caller, row: dict[str, Any]) -> dict[str, str]:
    """What became of it."""
    name = hashlib.sha256(f"{caller.tenant}|{CHANNEL}|{row['number']}".encode()).hexdigest()
    try:
        answer = api.by_staff(caller, Filing.model_validate(row["filing"]), f"sp4n-{name[:40]}")
    except AlreadyFiled as refused:
        return {"state": "there", "reference": str(refused.args[0])}
    except KeyReused:
        return {"state": "wrong", "fault": "changed"}
    except Invalid as reason:
        return {"state": "wrong", "fault": rows.FIELDS.get(next(iter(reason.fields), "").partition(".")[0], "other")}
    receipt: dict[str, Any] = answer.get_json()
    return {"state": "queued" if receipt["state"] == "queued" else "entered", "reference": receipt["reference"]}


def _there(caller: Caller, draft: Draft) -> dict[str, str]:
    """References by number of what was filed before; nothing while intake is away, for then nothing is entered."""
    numbers = tuple(row["number"] for row in _rows(draft) if row["filing"])
    try:
        asked = FiledFrom(channel=CHANNEL, numbers=numbers)
        return parts().desks.call("intake.filed_from", caller, asked, FiledBefore).references
    except AWAY:
        return {}


def _demand(caller: Caller) -> None:
    """NotYourRole, for who does not enter complaints of this channel, and where there is none."""
    if CHANNEL not in report_channels.entered_by(g.tenant, caller.roles):
        told = g.tenant.channels.get(CHANNEL, {"filed_by": ()})
        raise NotYourRole(" / ".join(told["filed_by"]) or CHANNEL)


def _shape() -> Any:
    return g.tenant.profile.sp4n


def _asked(form: Form, status: int = 200) -> Response:
    return show.page("import_upload.html", status, form=form, columns=_shape().columns, words=importing_words)


def _kept(row: rows.Row) -> dict[str, Any]:
    filing = row.filing.model_dump(mode="json", exclude_none=True) if row.filing else None
    return asdict(row) | {"filing": filing}


def _rows(draft: Draft) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = draft.content["rows"]
    return found


def _owner(caller: Caller) -> str:
    return f"{caller.tenant}/{caller.actor}/impor"


def _draft(caller: Caller) -> Draft | None:
    return parts().drafts.open(_owner(caller), request.cookies.get(cookies.IMPORT, ""))
