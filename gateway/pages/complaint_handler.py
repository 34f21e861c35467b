"""Who is busy with the open step of a complaint: it is taken, handed over and let go on the complaint's page."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from gateway.pages import complaint_people, handing
from gateway.pages.forms import sent
from services.common.contracts.caller import Caller


def hand(caller: Caller, reference: str) -> Response:
    """Back to the complaint when it was done; else why not."""
    back = url_for("complaint.show", reference=reference)
    form = sent()
    found = handing.handed(caller, form)
    if found is None:
        return redirect(url_for("complaint.show", reference=reference, kabar="tanpa-pemegang"), 303)
    if found.left:
        return handing.told(found, complaint_people.names(caller), back)
    return redirect(url_for("complaint.show", reference=reference, kabar="pemegang"), 303)
