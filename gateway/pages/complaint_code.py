"""Another access code for who lost it and stands at the counter: the officer types what the card says, and hands out
a slip.

Whether that is who reports is found out at intake; the page does not tell what is kept.
"""

from datetime import UTC, datetime
from typing import Final

from flask import redirect, url_for
from werkzeug.wrappers import Response

from gateway.api import complaints, identities
from gateway.api.identity_shapes import CounterCheck, NewCode
from gateway.pages import complaint_frame, entering, step_troubles, typed
from gateway.pages.complaint_files import new_key
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller

PROOFS: Final = {"ktp": "KTP", "passport": "Paspor", "licence": "SIM"}
_NAMES: Final = {"nik": "nik", "name": "nama", "shown": "bukti"}
_NOT_THEM: Final = (
    "Ini tidak cocok dengan data pelapor yang tersimpan. Kode baru tidak diberikan; percobaan ini dicatat."
)
_NIK: Final = 16


def ask(caller: Caller, reference: str) -> Response:
    """What is to be checked, and where it is typed."""
    return _shown(caller, reference, Form({"kunci": new_key()}))


def give(caller: Caller, reference: str) -> Response:
    """Gives it where the card is of who reports, and leads to the slip."""
    form, made = sent(), list[NewCode]()
    seen = _seen(form)
    is_complete = not form.faults

    def act() -> None:
        key = checked_key(form.text("kunci"))
        made.append(identities.replace_code(caller, reference, shaped(CounterCheck, **seen), key))

    status, trouble = step_troubles.tried(form, act, _NAMES)
    if status:
        if is_complete:
            form.faults.update(dict.fromkeys(form.faults, say(_NOT_THEM)))
        return _shown(caller, reference, form, status, trouble=trouble)
    answer = redirect(url_for("entering.slip", reference=made[0].reference), 303)
    now = datetime.now(UTC).isoformat()
    entering.keep_slip(caller, answer, {**made[0].model_dump(), "received_at": now, "state": "replaced"})
    return answer


def _seen(form: Form) -> dict[str, str | None]:
    """What the officer read on the document; faults where something is wanting."""
    shown = form.choice("bukti", list(PROOFS), "Pilih dokumen yang ditunjukkan.")
    nik, name = form.text("nik").replace(" ", ""), form.text("nama")
    if nik and (typed.number(nik) is None or len(nik) != _NIK):
        form.faults["nik"] = say("NIK terdiri dari 16 angka.")
    if not (nik or name):
        form.faults["nik"] = say("Tulis NIK atau nama seperti tertulis pada dokumennya.")
    if form.text("dilihat") != "ya":
        form.faults["dilihat"] = say("Cocokkan dahulu dokumennya dengan orangnya, lalu centang kotak ini.")
    return {"shown": shown, "nik": nik or None, "name": name or None}


def _shown(caller: Caller, reference: str, form: Form, status: int = 200, *, trouble: str = "") -> Response:
    content = complaints.content(caller, reference)
    told = {"content": content, "form": form, "trouble": trouble, "proofs": list(PROOFS.items())}
    return complaint_frame.page(caller, "complaint_code.html", status, **told)
