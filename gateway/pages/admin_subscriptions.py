"""Other systems that hear what happens to complaints: all of them, and what is done with one.

A secret is shown on the page that answers the form, once; it stands in no address and is not kept for showing.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import subscriptions as api
from gateway.asyncapi import VHOST
from gateway.pages import admin_subscription_words, show, typed
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.outward.catalogue import OUTWARD
from services.common.contracts.outward.deliveries import WhatAgain, WhichTest
from services.common.contracts.outward.subscriptions import NewSecret, SubscriptionChange
from services.common.errors import Invalid, NotFound, SubscriptionRefused

_DONE: Final[Mapping[str, str]] = {
    "diubah": "Langganan telah diubah.",
    "nyala": "Langganan dinyalakan. Yang terjadi mulai sekarang dikirim; yang terlewat dapat dikirim ulang.",
    "mati": "Langganan dimatikan. Yang masih menunggu tidak dikirim, tetapi dapat dikirim ulang nanti.",
    "ulang": "Peristiwa yang sedang dikirim ulang: {n}.",
    "dihapus": "Langganan telah dihapus.",
}
_OFF: Final = "Langganan ini mati. Nyalakan dahulu."


def overview(caller: Caller) -> Response:
    """Every subscription of the regency."""
    found = api.listed(caller).subscriptions
    return show.page("admin_subscriptions.html", found=found, words=admin_subscription_words, done=_done())


def one(caller: Caller, subscription_id: UUID) -> Response:
    """One of them. NotFound."""
    return _shown(caller, subscription_id, Form({"kunci": uuid4().hex, "jenis": "test.ping", "apa": "given_up"}))


def switch(caller: Caller, subscription_id: UUID) -> AnyResponse:
    """On, or off."""
    is_on = sent().text("keadaan") == "nyala"
    api.change(caller, subscription_id, SubscriptionChange(state="active" if is_on else "disabled"))
    return _back(subscription_id, baru="nyala" if is_on else "mati")


def rotate(caller: Caller, subscription_id: UUID) -> AnyResponse:
    """Another secret, shown once."""
    return secret(api.rotate(caller, subscription_id, checked_key(sent().text("kunci"))))


def test(caller: Caller, subscription_id: UUID) -> AnyResponse:
    """Sends a test event, and leads to what comes of it."""
    form = sent()
    kind = form.choice("jenis", tuple(OUTWARD), "Pilih jenis peristiwanya.")
    if form.faults:
        return _shown(caller, subscription_id, form, 422)
    try:
        made = api.test(caller, subscription_id, WhichTest(type=kind), checked_key(form.text("kunci")))
    except SubscriptionRefused:
        form.faults["jenis"] = say(_OFF)
        return _shown(caller, subscription_id, form, 409)
    place = "admin_deliveries.delivery"
    return redirect(url_for(place, subscription_id=subscription_id, delivery_id=made.delivery_id), 303)


def replay(caller: Caller, subscription_id: UUID) -> AnyResponse:
    """Sends what was given up again, or everything since a day."""
    form = sent()
    wish = _again(form)
    if wish is None:
        return _shown(caller, subscription_id, form, 422)
    try:
        done = api.replay(caller, subscription_id, wish, checked_key(form.text("kunci")))
    except Invalid:
        form.faults["sejak"] = say("Pilih hari dalam tiga puluh hari terakhir.")
        return _shown(caller, subscription_id, form, 422)
    except SubscriptionRefused:
        form.faults["apa"] = say(_OFF)
        return _shown(caller, subscription_id, form, 409)
    return _back(subscription_id, baru="ulang", n=done.events)


def ask_remove(caller: Caller, subscription_id: UUID) -> Response:
    """Asks whether it shall go."""
    return show.page("admin_subscription_remove.html", one=api.show(caller, subscription_id))


def remove(caller: Caller, subscription_id: UUID) -> AnyResponse:
    """It goes."""
    api.remove(caller, subscription_id)
    return redirect(url_for("admin_subscriptions.overview", baru="dihapus"), 303)


def secret(made: NewSecret) -> Response:
    """The page that shows a secret, once."""
    return show.page("admin_subscription_secret.html", made=made, one=made.subscription, vhost=VHOST)


def _again(form: Form) -> WhatAgain | None:
    what = form.choice("apa", ("given_up", "since"), "Pilih yang dikirim ulang.")
    if what == "given_up":
        return WhatAgain(given_up=True)
    since = typed.moment(form.text("sejak"))
    if what and since is None:
        form.faults["sejak"] = say("Isi tanggalnya, misalnya 2026-11-30.")
    return WhatAgain(since=since) if what and since else None


def _shown(caller: Caller, subscription_id: UUID, form: Form, status: int = 200) -> Response:
    return show.page(
        "admin_subscription.html",
        status,
        one=api.show(caller, subscription_id),
        vhost=VHOST,
        form=form,
        key=form.text("kunci") or uuid4().hex,
        kinds=[(each.name, f"{each.name} – {admin_subscription_words.told(each)}") for each in OUTWARD.values()],
        words=admin_subscription_words,
        done=_done(),
    )


def _back(subscription_id: UUID, **said: Any) -> AnyResponse:
    return redirect(url_for("admin_subscriptions.one", subscription_id=subscription_id, **said), 303)


def _done() -> str:
    code, count = request.args.get("baru", ""), request.args.get("n", "")
    if code not in _DONE:
        return ""
    if count and typed.number(count) is None:
        raise NotFound("page")
    return say(_DONE[code]).format(n=count)
