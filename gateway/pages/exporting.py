"""Where the complaints of SP4N-LAPOR! stand, as a file to be copied back there."""

from datetime import date, timedelta
from typing import Final

from flask import g, request
from werkzeug.wrappers import Response

from gateway.api import sources
from gateway.api.source_shapes import Days
from gateway.pages import show
from gateway.pages.forms import Form
from gateway.pages.importing import CHANNEL
from gateway.pages.step_page import today
from gateway.pages.words import say
from gateway.reading import shaped
from services.common.contracts.caller import Caller
from services.common.errors import Invalid, NotFound

_FORMS: Final = {"csv": sources.lines_csv, "xlsx": sources.lines_xlsx}
_DAYS: Final = 30


def ask(caller: Caller) -> Response:
    """Asks for which days; gives the file once they are said."""
    if CHANNEL not in g.tenant.channels:
        raise NotFound("channel")
    if "bentuk" not in request.args:
        begin = date.fromisoformat(today()) - timedelta(days=_DAYS)
        return _asked(Form({"dari": begin.isoformat(), "sampai": today()}))
    form = Form(request.args)
    chosen = form.choice("bentuk", tuple(_FORMS), "Pilih bentuk berkasnya.")
    try:
        days = shaped(Days, from_on=form.text("dari") or None, until_on=form.text("sampai") or None)
    except Invalid as reason:
        for name in reason.fields:
            form.faults["dari" if name == "from_on" else "sampai"] = say("Tulis tanggal antara tahun 2000 dan 2200.")
    return _asked(form, 422) if form.faults else _FORMS[chosen](caller, CHANNEL, days)


def _asked(form: Form, status: int = 200) -> Response:
    return show.page("export_ask.html", status, form=form)
