"""A reporter looks after a complaint: let in by reference and access code, shown where it stands, and let out."""

import re
from collections.abc import Callable
from typing import Final

from flask import Response, request

from gateway import callers
from gateway.api import reporter
from gateway.api.shapes import OpenComplaint
from gateway.pages import mailbox, own_data, report_draft, tracking_session, tracking_view, troubles
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.parts import parts
from gateway.problems import TooManyRequests
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, WrongReferenceOrCode

_LIMITS: Final = ("code_client", "code_reference")
_WRONG: Final = "Nomor dan kode ini tidak cocok. Periksa keduanya; huruf besar atau kecil dan spasi tidak masalah."
_OFTEN: Final = "Terlalu banyak percobaan. Tunggu {minutes} menit, lalu coba lagi."
_REFERENCE = re.compile(r"[A-Za-z0-9]{13}")
_GOES_ON: Final[dict[str, Callable[[Caller, Form], Response]]] = {
    "pesan": mailbox.thread_with,
    "lengkapi": mailbox.completion_with,
    "keberatan": mailbox.objection_with,
    "data": own_data.with_form,
}
"""Where somebody goes on who was writing when the half hour ended."""


def door() -> Response:
    """Asks for reference and access code; the first may stand in the address, as a printed slip has it."""
    return tracking_session.door(Form({"nomor": request.args.get("nomor", "")}))


def enter() -> Response:
    """Lets in who has both; never says which of them is wrong."""
    form = sent()
    reference = form.need("nomor", "Tulis nomor pengaduan Anda.")
    code = form.need("kode", "Tulis kode akses Anda.")
    if form.faults:
        return tracking_session.door(form, 422)
    try:
        token = _opened(as_grouped(reference), code)
    except (WrongReferenceOrCode, Invalid):
        form.faults["nomor"] = say(_WRONG)
        return tracking_session.door(form, 422)
    except TooManyRequests as full:
        form.faults["nomor"] = say(_OFTEN).format(minutes=-(-full.retry_after // 60))
        answer = tracking_session.door(form, 429)
        answer.headers["Retry-After"] = str(full.retry_after)
        return answer
    except troubles.TOLD as trouble:
        form.faults["nomor"] = troubles.sentence(trouble)
        return tracking_session.door(form, troubles.status_of(trouble))
    return tracking_session.let_in(_beyond(form, token), token)


def leave() -> Response:
    """Out: the token is forgotten, and so are the pages. A receipt that is still open here would open it again."""
    place = "receipt.receipt" if report_draft.has_one() else "tracking.door"
    return tracking_session.leave(tracking_session.done("keluar", place))


def complaint(caller: Caller) -> Response:
    """Where the complaint stands, what was answered, and the mailbox."""
    return tracking_view.complaint(caller)


def as_grouped(typed: str) -> str:
    """A reference in its groups, however a person typed it: without its dashes, or with blanks instead."""
    plain = re.sub(r"[\s.-]", "", typed)
    if not _REFERENCE.fullmatch(plain):
        return "".join(typed.split())
    return "-".join((plain[:3], plain[3:5], plain[5:9], plain[9:]))


def _opened(reference: str, code: str) -> str:
    body = shaped(OpenComplaint, tenant=tracking_session.tenant(), reference=reference, access_code=code)
    parts().admission.admit(_LIMITS, False, {"body": body})
    return reporter.open_session(body).token


def _beyond(form: Form, token: str) -> Response:
    go_on = _GOES_ON.get(form.text("untuk"))
    if go_on is None:
        return tracking_session.complaint()
    return go_on(callers.reporter(parts().reporter_tokens.read(token)), Form(form.values))
