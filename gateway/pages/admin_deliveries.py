"""What a system was sent: the log of a subscription a page at a time, and one delivery with every try."""

import json
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import subscriptions as api
from gateway.pages import admin_subscription_words as words
from gateway.pages import show, typed
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import as_reference, checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.deliveries import Deliveries, DeliveryFilter
from services.common.errors import Invalid, SubscriptionRefused

_PER_PAGE: Final = 50
_FILTERS: Final = ("hasil", "jenis", "nomor", "dari", "sampai")
_DAY: Final = timedelta(days=1)
_NOTHING: Final = Deliveries(deliveries=())


def log(caller: Caller, subscription_id: UUID) -> Response:
    """The newest first, as looked for."""
    form = Form({name: request.args.get(name, "") for name in _FILTERS})
    one, wanted = api.show(caller, subscription_id), _wanted(form)
    found = _NOTHING if wanted is None else api.deliveries(caller, subscription_id, wanted)
    asked: dict[str, Any] = {name: form.text(name) or None for name in _FILTERS}
    return show.page(
        "admin_deliveries.html",
        422 if form.faults else 200,
        one=one,
        form=form,
        found=found,
        asked=asked,
        is_first="setelah" not in request.args,
        outcomes=[(code, say(name)) for code, name in words.OUTCOMES.items()],
        kinds=[(name, name) for name in OUTWARD],
        words=words,
    )


def delivery(caller: Caller, subscription_id: UUID, delivery_id: UUID) -> Response:
    """One in full. NotFound."""
    return _shown(caller, subscription_id, delivery_id, Form({"kunci": uuid4().hex}))


def resend(caller: Caller, subscription_id: UUID, delivery_id: UUID) -> AnyResponse:
    """Sends the event again."""
    form = sent()
    try:
        api.resend(caller, subscription_id, delivery_id, checked_key(form.text("kunci")))
    except SubscriptionRefused:
        form.faults["ulang"] = say("Langganan ini mati. Nyalakan dahulu.")
        return _shown(caller, subscription_id, delivery_id, form, 409)
    return redirect(url_for("admin_subscriptions.one", subscription_id=subscription_id, baru="ulang", n=1), 303)


def _shown(caller: Caller, subscription_id: UUID, delivery_id: UUID, form: Form, status: int = 200) -> Response:
    found = api.delivery(caller, subscription_id, delivery_id)
    body = json.dumps(json.loads(found.body), indent=2, ensure_ascii=False)  # for reading; what is sent has no blanks
    one = api.show(caller, subscription_id)
    return show.page("admin_delivery.html", status, one=one, found=found, body=body, form=form, words=words)


def _wanted(form: Form) -> DeliveryFilter | None:
    since, until = typed.midnight_of(form, "dari"), typed.midnight_of(form, "sampai")
    if form.faults:
        return None
    try:
        return shaped(
            DeliveryFilter,
            outcome=form.text("hasil") or None,
            type=form.text("jenis") or None,
            reference=as_reference(form.text("nomor")) if form.text("nomor") else None,
            since=since,
            until=until + _DAY if until else None,
            after=request.args.get("setelah") or None,
            limit=_PER_PAGE,
        )
    except Invalid as reason:
        name = {"reference": "nomor", "outcome": "hasil", "type": "jenis"}.get(next(iter(reason.fields)), "dari")
        form.faults[name] = say("Ini tidak dapat dicari. Periksa isiannya, atau kosongkan.")
        return None
