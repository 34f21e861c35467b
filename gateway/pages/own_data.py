"""What is kept about the reporter: to be seen, taken along, put right, restricted or erased (UU 27/2022)."""

from typing import Final

from flask import Response

from gateway import downloads
from gateway.api import privacy
from gateway.api.privacy_shapes import OwnDataRequest
from gateway.pages import evidence_words, mailbox, terms, tracking_session
from gateway.pages.forms import Form
from gateway.pages.words import say
from gateway.parts import parts
from gateway.reading import shaped
from gateway.receipts import checked_key
from services.common.contracts.caller import Caller

KINDS: Final = {
    "rectification": "Perbaiki data saya",
    "restriction": "Batasi penggunaan data saya",
    "erasure": "Hapus data saya",
    "access": "Jelaskan data apa yang disimpan",
}
DECISIONS: Final = {"granted": "Dikabulkan", "refused": "Ditolak"}
REASONS: Final = {
    "endangers_others": "Dapat membahayakan orang lain (Pasal 33).",
    "state_process": "Dapat mengganggu penegakan hukum atau proses negara lainnya (Pasal 15).",
    "not_the_subject": "Pemohon tidak terbukti sebagai pemilik data.",
    "fulfilled": "Sudah dilaksanakan.",
    "other": "Alasan lain.",
}
_LIMITS: Final = ("data_reporter",)


def show() -> Response:
    """What can be asked, and what was asked."""
    return mailbox.opened(with_form)


def with_form(caller: Caller, form: Form) -> Response:
    """The same, with this in the form."""
    return tracking_session.page(
        "own_data.html",
        422 if form.faults else 200,
        form=form,
        asked=privacy.own_requests(caller).requests,
        kinds=[(code, say(words), "") for code, words in KINDS.items()],
        kind=lambda code: say(KINDS[code]),
        decision=lambda code: say(DECISIONS[code]),
        reason=lambda code: say(REASONS[code]),
    )


def ask() -> Response:
    """Ask that something be done about the data."""

    def act(caller: Caller, form: Form, text: str) -> Response:
        kind = form.choice("jenis", list(KINDS), "Pilih apa yang Anda minta.")
        if form.faults:
            return with_form(caller, form)
        body = shaped(OwnDataRequest, kind=kind, words=text or None)
        privacy.ask_own(caller, body, checked_key(form.text("kunci")))
        return tracking_session.done("data", "own_data.show")

    return mailbox.taken("data", with_form, act, must_write=False)


def content(caller: Caller) -> Response:
    """Everything that is kept. That it was looked at is written into the audit trail."""
    parts().admission.admit(_LIMITS, False, {"caller": caller})
    return tracking_session.page(
        "own_data_content.html", data=privacy.own_data(caller), terms=terms, words=evidence_words
    )


def download(caller: Caller) -> Response:
    """The same as a file for machines."""
    parts().admission.admit(_LIMITS, False, {"caller": caller})
    data = privacy.own_data(caller)
    whole = data.model_dump_json(indent=2).encode()
    name = f"data-{data.reference}.json"
    return downloads.saved([whole], name=name, media_type="application/json", size=len(whole))
