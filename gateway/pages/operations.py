"""How the platform does, for its operators: whether the parts are there, how much work waits, and what is parked.

Messages are parked when no handler could take them. They are looked at, tried again or dropped here by their envelope;
what they say is shown to nobody (`dumas parked show` shows an event's ids and codes, at the machine itself).
"""

from typing import Any, Final

from flask import Response, redirect, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import operations, parked
from gateway.pages import operations_words, show
from gateway.pages.forms import Form, sent
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.parked import REASONS, ParkedOf, SettleParked
from services.common.errors import NotFound

_PER_PAGE: Final = 50


def overview(caller: Caller) -> Response:
    """Parts, regencies, and queues of which something is parked."""
    found, held = operations.show(caller), parked.look(caller, ParkedOf())
    return show.page(
        "operations.html",
        found=found,
        names={each.profile.key: each.profile.government for each in parts().regencies.served()},
        queues=held.queues,
        away=[operations_words.part(service) for service in held.missing],
        words=operations_words,
    )


def queue(caller: Caller, queue: str) -> Response:
    """What is parked of one queue. NotFound."""
    return _listed(caller, queue, Form())


def settle(caller: Caller, queue: str) -> AnyResponse:
    """Try one or all again, or drop with a reason."""
    form = sent()
    way, one = form.text("cara"), form.text("pesan")
    reason: str | None = None
    if way == "drop":
        reason = form.choice("alasan", REASONS, "Pilih alasannya.")
    elif way != "retry":
        raise NotFound("page")
    if (way == "drop" or not one) and form.text("yakin") != "ya":
        form.faults["yakin"] = operations_words.sure()
    if form.faults:
        return _listed(caller, queue, form, 422)
    try:
        asked: dict[str, Any] = {"queue": queue, "message": one or None, "way": way, "reason": reason}
        done = parked.settle(caller, SettleParked(**asked))
    except ValidationError:
        raise NotFound("message") from None
    return redirect(url_for("operations.queue", queue=queue, hasil=way, n=done.count), 303)


def _listed(caller: Caller, queue: str, form: Form, status: int = 200) -> Response:
    try:
        query = ParkedOf(queue=queue, after=request.args.get("setelah") or None, limit=_PER_PAGE)
    except ValidationError:
        raise NotFound("queue") from None
    return show.page(
        "operations_queue.html",
        status,
        queue=queue,
        found=parked.look(caller, query),
        form=form,
        chosen=form.text("pesan"),
        is_first=query.after is None,
        done=operations_words.done(request.args.get("hasil", ""), request.args.get("n", "")),
        words=operations_words,
    )
