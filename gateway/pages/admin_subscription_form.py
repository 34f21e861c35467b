"""What a system shall hear, and how: the form for a new subscription, and for another scope or address of one."""

from typing import Any
from uuid import UUID, uuid4

from flask import Response, g, redirect, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import complaints
from gateway.api import subscriptions as api
from gateway.pages import admin_subscription_words as words
from gateway.pages import admin_subscriptions, show, terms
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.outward.subscriptions import NewSubscription, Subscription, SubscriptionChange
from services.common.contracts.rights import RIGHTS
from services.common.errors import Invalid, NotYourRole, SubscriptionRefused

_YES = "ya"


def new(caller: Caller) -> Response:
    """The empty form. NotYourRole."""
    return _asked(caller, Form({"kunci": uuid4().hex, "cara": "webhook", "urut": _YES}))


def add(caller: Caller) -> AnyResponse:
    """Adds it, and shows its secret once."""
    form = sent()
    form.need("sistem", words.FAULTS["subscriber"][1])
    way = form.choice("cara", tuple(words.WAYS), words.FAULTS["way"][1])
    if way == "webhook":
        form.need("alamat", words.FAULTS["url"][1])
    if form.faults:
        return _asked(caller, form, status=422)
    wish = {"subscriber": form.text("sistem"), "way": way, **_settings(form, has_url=way == "webhook")}
    try:
        made = api.add(caller, shaped(NewSubscription, **wish), checked_key(form.text("kunci")))
    except Invalid as reason:
        return _asked(caller, _refused(form, reason), status=422)
    except SubscriptionRefused:
        form.faults["cara"] = say("Sistem ini sudah punya antrean AMQP, atau sudah punya dua puluh langganan.")
        return _asked(caller, form, status=409)
    return admin_subscriptions.secret(made)


def edit(caller: Caller, subscription_id: UUID) -> Response:
    """The form as the subscription stands. NotFound."""
    one = api.show(caller, subscription_id)
    return _asked(caller, Form(_values(one)), one)


def save(caller: Caller, subscription_id: UUID) -> AnyResponse:
    """Changes it."""
    form, one = sent(), api.show(caller, subscription_id)
    has_url = one.way == "webhook"
    if has_url:
        form.need("alamat", words.FAULTS["url"][1])
    if form.faults:
        return _asked(caller, form, one, 422)
    try:
        api.change(caller, subscription_id, shaped(SubscriptionChange, **_settings(form, has_url=has_url)))
    except Invalid as reason:
        return _asked(caller, _refused(form, reason), one, 422)
    return redirect(url_for("admin_subscriptions.one", subscription_id=subscription_id, baru="diubah"), 303)


def _settings(form: Form, *, has_url: bool) -> dict[str, Any]:
    types = [name for field in words.GROUPS for name in form.all(field)]
    channels = tuple(form.all("saluran"))
    scope = {"types": types, "channels": channels, "all_channels": form.text("semua") == _YES}
    url = {"url": form.text("alamat")} if has_url else {}
    return {
        **url,
        "scope": scope | {"protected": form.text("terlindung") == _YES},
        "is_ordered": form.text("urut") == _YES,
        "contact": form.text("kontak"),
    }


def _refused(form: Form, reason: Invalid) -> Form:
    for field in reason.fields:
        name, sentence = words.FAULTS.get(field, ("sistem", "Periksa kembali isian ini."))
        form.faults.setdefault(name, say(sentence))
    return form


def _values(one: Subscription) -> MultiDict[str, str]:
    values: MultiDict[str, str] = MultiDict({"alamat": one.url or "", "kontak": one.contact})
    ticked = {"semua": one.scope.all_channels, "terlindung": one.scope.protected, "urut": one.is_ordered}
    values.update({name: _YES for name, is_ticked in ticked.items() if is_ticked})
    values.setlist("saluran", list(one.scope.channels))
    for field, (_, firsts) in words.GROUPS.items():
        values.setlist(field, [name for name in one.scope.types if name.partition(".")[0] in firsts])
    return values


def _asked(caller: Caller, form: Form, one: Subscription | None = None, status: int = 200) -> Response:
    if not (needed := RIGHTS["notify.add_subscription"]).admits(caller):
        raise NotYourRole(needed.needs())
    systems = [each for each in complaints.roster(caller).officers if each.kind == "system"]
    return show.page(
        "admin_subscription_form.html",
        status,
        form=form,
        one=one,
        systems=[(each.id, f"{each.name} – {terms.roles(each.roles)}") for each in systems],
        ways=[(code, say(name), say(hint)) for code, (name, hint) in words.WAYS.items()],
        channels=[(code, terms.channel(code), "") for code in g.tenant.channels],
        groups=words.types(),
    )
