"""What others ask and who is signed in decides: more time, an identity opened, something about personal data."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID, uuid4

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import identities, interventions, privacy
from gateway.api.identity_shapes import OpeningDecision
from gateway.api.intervention_shapes import ExtensionDecision
from gateway.api.privacy_shapes import DataRequestDecision
from gateway.desks import AWAY
from gateway.pages import catching_up, complaint_people, more_time, show, step_troubles, typed
from gateway.pages.forms import Form, sent
from gateway.pages.words import say
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller
from services.common.contracts.extensions import OpenExtension
from services.common.contracts.rights import RIGHTS

_WHICH: Final = "Pilih setujui atau tolak."
_WHY: Final = "Tulis alasan keputusan Anda."
_NAMES: Final = {"reason": "alasan", "hours": "jam"}
_OF_DATA: Final = {"reason": "dasar", "words": "alasan", "decision": "keputusan"}
_LISTS: Final[Mapping[str, tuple[str, Callable[[Caller], Any]]]] = {
    "register.extensions": (
        "Perpanjangan waktu",
        lambda caller: _undecided(lambda: interventions.extensions(caller).extensions),
    ),
    "intake.openings": ("Pembukaan identitas", lambda caller: identities.openings(caller).openings),
    "intake.data_requests": ("Permintaan tentang data pribadi", lambda caller: privacy.requests(caller).requests),
}
"""By the call that answers: what it is called on the page, and how it is asked for."""

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

    def act() -> None:
        body = shaped(ExtensionDecision, kind=form.text("jenis"), is_granted=granted, reason=why)
        interventions.decide_extension(caller, extension_id, body, checked_key(form.text("kunci")))

    return _decided(caller, extension_id, form, act, "waktu")


def decide_opening(caller: Caller, opening_id: UUID) -> AnyResponse:
    """An identity is opened for some hours, or not."""
    form = sent()
    granted, why = _decision(form)
    hours = typed.number(form.text("jam") or "4")
    if not 1 <= (hours or 0) <= 72:
        form.faults["jam"] = say("Isi jumlah jam antara 1 dan 72.")

    def act() -> None:
        body = shaped(OpeningDecision, is_granted=granted, reason=why, hours=hours)
        identities.decide_opening(caller, opening_id, body)

    return _decided(caller, opening_id, form, act, "identitas")


def decide_data(caller: Caller, request_id: UUID) -> AnyResponse:
    """A request about personal data is granted, or refused with a reason the law knows."""
    form = sent()
    form.choice("keputusan", ("ya", "tidak"), _WHICH)
    form.need("dasar", "Pilih dasar keputusan.")

    def act() -> None:
        said = {"decision": "granted" if form.text("keputusan") == "ya" else "refused", "reason": form.text("dasar")}
        privacy.decide(caller, request_id, shaped(DataRequestDecision, **said, words=form.text("alasan") or None))

    return _decided(caller, request_id, form, act, "data", names=_OF_DATA)


def _decision(form: Form) -> tuple[bool, str]:
    chosen = form.choice("keputusan", ("ya", "tidak"), _WHICH)
    return chosen == "ya", form.need("alasan", _WHY)


def _decided(
    caller: Caller, at: UUID, form: Form, act: Callable[[], None], what: str, *, names: Mapping[str, str] = _NAMES
) -> AnyResponse:
    status, trouble = step_troubles.tried(form, act, names)
    if status:
        return _shown(caller, at, form, status, trouble)
    return redirect(url_for("requests_waiting.overview", selesai=what, nomor=at), 303)


def _undecided(ask: Callable[[], tuple[OpenExtension, ...]]) -> tuple[OpenExtension, ...]:
    """Without the one just decided, of which the register may not have heard."""
    decided = request.args.get("nomor", "")

    def is_behind(found: tuple[OpenExtension, ...]) -> bool:
        return any(str(one.extension_id) == decided for one in found)

    found = catching_up.seen(ask, is_behind)
    return tuple(one for one in found if str(one.extension_id) != decided)


def _shown(
    caller: Caller, at: UUID | None = None, form: Form | None = None, status: int = 200, trouble: str = ""
) -> Response:
    had, away = _had(caller)
    return show.page(
        "requests_waiting.html",
        status,
        trouble=trouble,
        form=form or Form(),
        empty=Form(),
        at=at,
        had=had,
        away=away,
        may_open=RIGHTS["intake.decide_opening"].admits(caller),
        named=complaint_people.names_and_posts(caller),
        more_time=more_time,
        states=_STATES,
        kinds=_KINDS,
        subjects=_SUBJECTS,
        reasons=[(code, say(words)) for code, words in _REASONS.items()],
        four_hours=Form({"jam": "4"}),
        new_key=lambda: str(uuid4()),
        done=_DONE.get(request.args.get("selesai", "")),
    )


def _had(caller: Caller) -> tuple[dict[str, Any], list[str]]:
    """What the caller may see, as far as it is there; and what is away just now, by its name on the page."""
    had: dict[str, Any] = {}
    away = []
    for method, (name, ask) in _LISTS.items():
        if not RIGHTS[method].admits(caller):
            continue
        try:
            had[method] = ask(caller)
        except AWAY:
            away.append(name)
    return had, away
