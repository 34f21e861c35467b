"""What others ask and who is signed in decides: more time, an identity opened, something about personal data."""

from typing import Final
from uuid import UUID, uuid4

from flask import Response, g, redirect, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import identities, interventions, privacy
from gateway.api.identity_shapes import OpeningDecision
from gateway.api.intervention_shapes import ExtensionDecision
from gateway.api.privacy_shapes import DataRequestDecision
from gateway.pages import show
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.identity import Openings
from services.common.contracts.privacy import DataRequests
from services.common.contracts.register import Extensions
from services.common.contracts.rights import RIGHTS
from services.common.errors import Invalid

_WHICH: Final = "Pilih setujui atau tolak."
_WHY: Final = "Tulis alasan keputusan Anda."
_DONE: Final = {
    "waktu": "Keputusan tentang perpanjangan tersimpan.",
    "identitas": "Keputusan tersimpan dan dicatat.",
    "data": "Jawaban atas permintaan data tersimpan.",
}

_STATES: Final = {"waiting": "Menunggu", "granted": "Disetujui", "refused": "Ditolak", "expired": "Kedaluwarsa"}
_KINDS: Final = {
    "access": "Melihat data",
    "rectification": "Membetulkan data",
    "restriction": "Membatasi pemakaian data",
    "erasure": "Menghapus data",
}
_SUBJECTS: Final = {"reporter": "Diminta pelapor", "reported": "Diminta terlapor", "other": "Diminta orang lain"}
_REASONS: Final = {
    "fulfilled": "Sudah dilaksanakan",
    "endangers_others": "Membahayakan pelapor atau orang lain (Pasal 33)",
    "state_process": "Mengganggu penegakan hukum atau proses negara (Pasal 15)",
    "not_the_subject": "Peminta tidak menunjukkan bahwa data itu tentang dirinya",
    "other": "Alasan lain, ditulis dalam jawaban",
}


def overview(caller: Caller) -> Response:
    """All that waits, each with its form."""
    return _shown(caller)


def decide_extension(caller: Caller, extension_id: UUID) -> AnyResponse:
    """More time, or not."""
    form = sent()
    granted, why = _decision(form)
    if form.faults:
        return _shown(caller, extension_id, form)
    body = ExtensionDecision(kind=form.text("jenis"), is_granted=granted, reason=why)
    interventions.decide_extension(caller, extension_id, body, checked_key(form.text("kunci")))
    return _done("waktu")


def decide_opening(caller: Caller, opening_id: UUID) -> AnyResponse:
    """An identity is opened for some hours, or not."""
    form = sent()
    granted, why = _decision(form)
    hours = form.text("jam") or "4"
    if not (hours.isdecimal() and 1 <= int(hours) <= 72):
        form.faults["jam"] = say("Isi jumlah jam antara 1 dan 72.")
    if form.faults:
        return _shown(caller, opening_id, form)
    identities.decide_opening(caller, opening_id, OpeningDecision(is_granted=granted, reason=why, hours=int(hours)))
    return _done("identitas")


def decide_data(caller: Caller, request_id: UUID) -> AnyResponse:
    """A request about personal data is granted, or refused with a reason the law knows."""
    form = sent()
    form.choice("keputusan", ("ya", "tidak"), _WHICH)
    form.need("dasar", "Pilih dasar keputusan.")
    if not form.faults:
        said = {"decision": "granted" if form.text("keputusan") == "ya" else "refused", "reason": form.text("dasar")}
        try:
            body = DataRequestDecision.model_validate(said | {"words": form.text("alasan") or None})
            privacy.decide(caller, request_id, body)
            return _done("data")
        except ValidationError:
            form.faults["dasar"] = say("Pilih dasar keputusan.")
        except Invalid as reason:
            form.refuse(reason, lambda name: "dasar" if name == "reason" else "alasan")
    return _shown(caller, request_id, form)


def _decision(form: Form) -> tuple[bool, str]:
    chosen = form.choice("keputusan", ("ya", "tidak"), _WHICH)
    return chosen == "ya", form.need("alasan", _WHY)


def _done(what: str) -> AnyResponse:
    return redirect(url_for("requests_waiting.overview", selesai=what), 303)


def _shown(caller: Caller, at: UUID | None = None, form: Form | None = None) -> Response:
    may = {
        method: RIGHTS[method].admits(caller)
        for method in ("register.extensions", "intake.openings", "intake.data_requests")
    }
    openings = identities.openings(caller) if may["intake.openings"] else Openings(openings=())
    return show.page(
        "requests_waiting.html",
        200 if form is None else 422,
        form=form or Form(),
        empty=Form(),
        at=at,
        extensions=interventions.extensions(caller) if may["register.extensions"] else Extensions(extensions=()),
        openings=openings.openings,
        may_open=RIGHTS["intake.decide_opening"].admits(caller),
        requests=(privacy.requests(caller) if may["intake.data_requests"] else DataRequests(requests=())).requests,
        may=may,
        steps={step["key"]: step["title"] for step in g.tenant.steps},
        states=_STATES,
        kinds=_KINDS,
        subjects=_SUBJECTS,
        reasons=[(code, say(words)) for code, words in _REASONS.items()],
        four_hours=Form({"jam": "4"}),
        new_key=lambda: str(uuid4()),
        done=_DONE.get(request.args.get("selesai", "")),
    )
