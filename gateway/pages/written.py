"""After signing in again: what was written before is still there, and can be sent or thrown away."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.callers import signed_in
from gateway.pages import show, writings
from gateway.pages.door import own_path
from services.common.contracts.caller import Caller

_LONG = 12


def kept(caller: Caller) -> AnyResponse:
    """Shows it; leads on when there is nothing."""
    who = signed_in(caller)
    found = writings.kept_for(who.tenant, caller.actor)
    home = "inbox.tasks" if caller.kind == "officer" else "profile.overview"
    on = own_path(request.args.get("ke", "")) or url_for(home)
    if not found:
        return redirect(on, 303)
    shown = [
        each | {"texts": [value for _, value in each["fields"] if len(value) >= _LONG and " " in value]}
        for each in found
    ]
    return show.page("written.html", writings=shown, on=on)


def settle(caller: Caller) -> AnyResponse:
    """Sends it to where it was meant for, by the browser itself (307 repeats the form); or throws it away."""
    who, writing_id = signed_in(caller), request.args.get("tulisan", "")
    found = {each["id"]: each for each in writings.kept_for(who.tenant, caller.actor)}
    if writing_id not in found:
        return redirect(url_for("written.kept"), 303)
    writings.forget(who.tenant, caller.actor, writing_id)
    if "buang" in request.args:
        return redirect(url_for("written.kept"), 303)
    return redirect(found[writing_id]["path"], 307)
