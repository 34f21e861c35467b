"""Leaving a page of a report before it is finished: for another language, for the page before, or only to save it.

What is typed is kept as it is, right or not, and stands there again; the page still waits to be answered.
"""

from collections.abc import Mapping
from typing import Any, Final

from flask import g, redirect, request, url_for
from werkzeug.wrappers import Response

from gateway.pages import report_draft, report_fields
from gateway.pages.forms import Form
from gateway.pages.report_draft import TYPED
from gateway.pages.report_fields import STORY_LETTERS
from gateway.pages.words import LANGUAGES

PAGES: Final = ("story", "parties", "identity")
"""Pages on which one types; elsewhere a tick is soon made again."""

FORM: Final = "tulisan"
"""The form in which one types: buttons elsewhere on these pages leave by it, so that nothing typed is lost."""

_BACK, _SAVE = "kembali", "simpan"
_BUTTONS: Final = ("aksi", "bahasa", "lagi")


def as_left(page: str, content: Mapping[str, Any]) -> Form:
    """The page's fields as they were saved or typed last, with what was found wrong when the report was sent."""
    faults = dict(content.get("faults", {}).get(page, {}))
    if page in content.get(TYPED, {}):
        return Form(content[TYPED][page], faults)
    if page == "story":
        return report_fields.story_form(content, faults)
    if page == "parties":
        return report_fields.parties_form(content, faults)
    chosen = {"jalur": content.get("channel", ""), "cara": content.get("mode", "")}
    return Form(content.get("identity", {}) if page == "identity" else chosen, faults)


def told(page: str) -> dict[str, Any]:
    """What the page needs for its buttons, and to say that it was saved."""
    return {"typing": FORM if page in PAGES else "", "is_saved": request.args.get("baru") == _SAVE}


def settle(page: str, content: dict[str, Any]) -> None:
    """The page is answered: nothing typed before and nothing found wrong counts any more."""
    for kept in ("faults", TYPED):
        content.get(kept, {}).pop(page, None)


def forget_identity(content: dict[str, Any]) -> None:
    """Of who becomes anonymous, nothing that was typed of it stays."""
    content.pop("identity", None)
    content.get(TYPED, {}).pop("identity", None)


def left(page: str, form: Form) -> Response | None:
    """Where the button leads, with what is typed kept where it differs from what was saved; None for the button that
    goes on, and for what is too long to keep, which the page itself then says."""
    act, language = form.text("aksi"), form.text("bahasa")
    typed = {name: form.text(name) for name in form.values if name not in _BUTTONS}
    if (language not in LANGUAGES and act not in (_BACK, _SAVE)) or sum(map(len, typed.values())) > 2 * STORY_LETTERS:
        return None
    draft = report_draft.told_anew() if page == "story" else report_draft.begun()
    if report_draft.RECEIPT in draft.content:
        return redirect(url_for("receipt.receipt", tenant=g.tenant.profile.key), 303)
    was = as_left(page, draft.content)
    if any(text != was.text(name) for name, text in typed.items()):
        draft.content.setdefault(TYPED, {})[page] = typed
    if language in LANGUAGES:
        return report_draft.keep(draft, f"report.{page}", bahasa=language)
    if act == _SAVE:
        return report_draft.keep(draft, f"report.{page}", baru=_SAVE)
    before = report_draft.back(page, draft.content)
    return report_draft.keep(draft, f"report.{before}" if before else "start.start")
