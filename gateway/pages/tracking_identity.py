"""How well the reporter is protected, and whether the identity may go along: both only ever by the reporter's will."""

from typing import Final, get_args

from flask import Response, g

from gateway.api import identities, reporter
from gateway.api.shapes import ReporterView
from gateway.pages import terms, tracking_session
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from services.common.contracts.caller import Caller
from services.common.contracts.complaints import Mode
from services.common.contracts.identity import RaiseMode
from services.common.contracts.regencies import PublicTenant

_ORDER: Final[tuple[Mode, ...]] = get_args(Mode)
_DONE: Final = {"confidential": "rahasia", "anonymous": "anonim"}


def show(caller: Caller) -> Response:
    """Who can see the identity, and what can be changed about that."""
    return _shown(caller, Form())


def protect(caller: Caller) -> Response:
    """Protect it better; the step to anonymous must be confirmed, for it destroys what is kept."""
    form, possible = sent(), better(reporter.show(caller), g.tenant)
    mode = form.choice("mode", possible, "Pilih perlindungan yang Anda inginkan.")
    if mode == "anonymous" and not form.text("yakin"):
        form.faults["yakin"] = say("Centang bahwa Anda mengerti: ini tidak dapat dibatalkan.")
    if form.faults:
        return _shown(caller, form, 422)
    identities.raise_mode(caller, RaiseMode.model_validate({"mode": mode}))
    return tracking_session.done(_DONE[mode])


def consent(caller: Caller) -> Response:
    """Agree that the identity goes along to another agency."""
    reporter.consent(caller)
    return tracking_session.done("izin")


def better(view: ReporterView, regency: PublicTenant) -> list[str]:
    """The modes that protect better than the present one, as far as the complaint's channel has them."""
    known = regency.channels.get(view.channel, {}).get("modes", _ORDER)
    return [mode for mode in _ORDER[_ORDER.index(view.mode) + 1 :] if mode in known]


def _shown(caller: Caller, form: Form, status: int = 200) -> Response:
    view, regency = reporter.show(caller), g.tenant
    meaning = {mode: words.get(g.language, words["id"]) for mode, words in regency.modes.items()}
    options = [(mode, terms.mode(mode), meaning[mode]) for mode in better(view, regency)]
    return tracking_session.page(
        "tracking_identity.html",
        status,
        form=form,
        view=view,
        options=options,
        mode=terms.mode(view.mode),
        meaning=meaning[view.mode],
    )
