"""The reporter writes to the office: a message, what was asked for, or an objection.

What was typed is never lost: not by a fault, not by a desk that is away, not by a half hour that ended meanwhile.
"""

from collections.abc import Callable
from typing import Final
from uuid import uuid4

from flask import Response

from gateway.api import reporter
from gateway.api.shapes import NewMessage, OwnCompletion
from gateway.pages import tracking_behind, tracking_session, tracking_view, troubles
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.parts import parts
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, KeyReused, NotSignedIn, ObjectionTooLate

MOST: Final = 20_000
_LIMITS: Final = ("message_reporter",)
_EMPTY: Final = "Tulis pesan Anda."
_TOO_LONG: Final = "Tulisan ini terlalu panjang. Paling banyak 20.000 huruf; sisanya dapat dikirim sebagai berkas."
_OTHERWISE: Final = "Tulisan ini berbeda dari yang sudah dikirim lewat formulir ini. Periksa, lalu kirim sekali lagi."
_LATE: Final = "Waktu untuk keberatan sudah lewat, tetapi tulisan Anda tersimpan di kotak pesan."

Shown = Callable[[Caller, Form], Response]


def thread() -> Response:
    """The mailbox is part of the complaint's page."""
    return tracking_session.complaint()


def send() -> Response:
    """A message to the office."""

    def act(caller: Caller, form: Form, text: str) -> Response:
        reporter.post_message(caller, shaped(NewMessage, text=text), checked_key(form.text("kunci")))
        return tracking_session.done("pesan")

    return taken("pesan", thread_with, act)


def completion() -> Response:
    """What the office asked for."""
    return opened(completion_with)


def complete() -> Response:
    """The reporter has added what was asked for."""

    def act(caller: Caller, form: Form, text: str) -> Response:
        body = shaped(
            OwnCompletion,
            task_id=form.text("tugas"),
            version=form.text("versi"),
            outcome=form.text("hasil"),
            text=text or None,
        )
        reporter.complete(caller, body, checked_key(form.text("kunci")))
        return tracking_session.done("lengkap", selesai=body.task_id)

    return taken("lengkapi", completion_with, act, must_write=False)


def objection() -> Response:
    """The reporter does not agree with the end."""
    return opened(objection_with)


def object_to_end() -> Response:
    """An objection, which opens the complaint again."""

    def act(caller: Caller, form: Form, text: str) -> Response:
        taken = reporter.object_to_end(caller, shaped(NewMessage, text=text), checked_key(form.text("kunci")))
        return tracking_session.done("keberatan", sejak=tracking_behind.milliseconds(taken.raised_at))

    return taken("keberatan", objection_with, act)


def thread_with(caller: Caller, form: Form) -> Response:
    """The complaint's page with this in the message box."""
    is_kept = form.text("untuk") and form.text("pesan") and not form.faults
    notice = tracking_session.notice("masuk") if is_kept else None
    return tracking_view.complaint(caller, form, _status(form), notice)


def completion_with(caller: Caller, form: Form) -> Response:
    """The form for what was asked for, with this in it; the complaint's page when nothing is asked for any more."""
    view = reporter.show(caller)
    if (waits := view.waits_for_reporter) is None:
        return thread_with(caller, form)
    asked = next((message for message in reversed(view.messages) if not message.from_reporter), None)
    return tracking_session.page(
        "mailbox_completion.html", _status(form), form=form, waits=waits, view=view, asked=asked
    )


def objection_with(caller: Caller, form: Form) -> Response:
    """The form for an objection, with this in it; the complaint's page when none can be made any more."""
    view = reporter.show(caller)
    if view.objection_until is None:
        return thread_with(caller, form)
    return tracking_session.page("mailbox_objection.html", _status(form), form=form, view=view)


def opened(shown: Shown) -> Response:
    """An empty form, for who is let in."""
    try:
        caller = tracking_session.reporter()
    except NotSignedIn:
        return tracking_session.door(Form(), 401, has_ended=True)
    return shown(caller, empty())


def empty(faults: dict[str, str] | None = None) -> Form:
    """A form with a key of its own, so that it is taken once however often it is sent."""
    return Form({"kunci": str(uuid4())}, faults or {})


def taken(
    purpose: str, shown: Shown, act: Callable[[Caller, Form, str], Response], *, must_write: bool = True
) -> Response:
    """Do what the form asks; whatever refuses is told beside what was written."""
    form = sent()
    form = Form({**form.values, "untuk": purpose})
    try:
        caller = tracking_session.reporter()
    except NotSignedIn:
        return tracking_session.door(form, 401, has_ended=True)
    text = form.text("pesan")
    if must_write and not text:
        form.faults["pesan"] = say(_EMPTY)
    if len(text) > MOST:
        form.faults["pesan"] = say(_TOO_LONG)
    if form.faults:
        return shown(caller, form)
    return _done(caller, form, shown, lambda: act(caller, form, text))


def _done(caller: Caller, form: Form, shown: Shown, act: Callable[[], Response]) -> Response:
    try:
        parts().admission.admit(_LIMITS, False, {"caller": caller})
        return act()
    except ObjectionTooLate:
        form = empty({"pesan": say(_LATE)})
    except KeyReused:
        form = Form({**form.values, "kunci": str(uuid4())}, {"pesan": say(_OTHERWISE)})
    except Invalid:
        form.faults["pesan"] = say("Ada isian yang tidak sesuai. Muat ulang halaman ini, lalu kirim lagi.")
    except troubles.TOLD as trouble:
        form.faults["pesan"] = troubles.sentence(trouble)
    return shown(caller, form)


def _status(form: Form) -> int:
    return 422 if form.faults else 200
