"""What an officer does in the inbox: hands the ticked tasks over, keeps the present filter, and removes a kept one."""

from flask import redirect
from werkzeug.wrappers import Response as AnyResponse

from gateway.pages import complaint_people, handing, inbox
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.parts import parts
from gateway.saved_filters import MOST, Kept
from services.common.contracts.caller import Caller

_LONGEST = 40


def act(caller: Caller) -> AnyResponse:
    """One of them, by the button that was pressed; what is wrong is told on the list, with all that was ticked."""
    form = sent()
    wanted = form.text("aksi")
    if wanted == "simpan":
        return _kept(caller, form)
    if wanted == "hapus":
        parts().filters.remove(caller, form.text("saringan"))
        return redirect(inbox.address(inbox.asked()), 303)
    found = handing.handed(caller, form)
    if found is None:
        return inbox.shown(caller, form, 422)
    return handing.told(found, complaint_people.names(caller), inbox.address(inbox.asked()))


def _kept(caller: Caller, form: Form) -> AnyResponse:
    name = form.need("nama", "Beri nama saringan ini.")
    if len(name) > _LONGEST:
        form.faults["nama"] = say("Nama saringan paling panjang {n} huruf.").format(n=_LONGEST)
    if not form.faults and not parts().filters.keep(caller, Kept(name, inbox.asked())):
        form.faults["nama"] = say("Sudah ada {n} saringan. Hapus satu dahulu.").format(n=MOST)
    if form.faults:
        return inbox.shown(caller, form, 422)
    return redirect(inbox.address(inbox.asked()), 303)
