"""Templates of documents: which kinds the SOP brings forth, from which template each is set, and what it looks like.

A preview is made by the press, like a document, with made-up words and marked on every page. Nothing of any complaint
comes near it.
"""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from gateway.api import procedures
from gateway.pages import looking, show, terms
from gateway.pages.procedures_reading import Reading
from gateway.pages.words import say
from gateway.parts import parts
from services.common.contracts.caller import Caller
from services.common.contracts.document_fields import MODELS
from services.common.contracts.register import Nothing
from services.common.contracts.templates import ByKind, Preview, Templates
from services.common.documents import KINDS, DocumentKind
from services.common.errors import NotFound
from services.common.vocabulary import HEAD


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One kind of document. `format` is empty where it has no number, and `number` the first of this year by it.

    `steps` are those of the SOP that issue it.
    """

    kind: DocumentKind
    is_own: bool
    format: str
    number: str
    signer: str
    steps: tuple[str, ...]


def templates(caller: Caller) -> Response:
    """Kinds the SOP in use brings forth, and those that are made on request."""
    own = _own(caller)
    return show.page("admin_documents.html", lines=list(_lines(caller, own)), own=own)


def template(caller: Caller, kind: str) -> Response:
    """One kind, with its preview if there is one. NotFound."""
    line = next((each for each in _lines(caller, _own(caller)) if each.kind.name == kind), None)
    if line is None:
        raise NotFound("document")
    preview = _preview(caller, kind)
    fields = sorted(MODELS[kind].model_fields)
    answer = show.page("admin_document.html", line=line, fields=fields, preview=preview)
    return looking.again(answer) if preview.state == "waiting" else answer


def ask(caller: Caller, kind: str) -> AnyResponse:
    """Has the preview made anew."""
    parts().desks.call("register.ask_preview", caller, _named(kind), Preview)
    return redirect(url_for("admin_documents.template", kind=kind, _anchor="contoh"), 303)


def sample(caller: Caller, kind: str) -> Response:
    """The preview as PDF. NotFound before it is made."""
    preview = _preview(caller, kind)
    if preview.pdf is None:
        raise NotFound("document")
    headers = {"Content-Disposition": f'attachment; filename="contoh-{kind.replace("_", "-")}.pdf"'}
    return Response(b64decode(preview.pdf), content_type="application/pdf", headers=headers)


def _own(caller: Caller) -> Templates:
    return parts().desks.call("register.templates", caller, Nothing(), Templates)


def _preview(caller: Caller, kind: str) -> Preview:
    return parts().desks.call("register.preview", caller, _named(kind), Preview)


def _named(kind: str) -> ByKind:
    if kind not in KINDS:
        raise NotFound("document")
    return ByKind(kind=kind)


def _lines(caller: Caller, own: Templates) -> Iterator[TemplateLine]:
    """In the order of the table of kinds."""
    definition = procedures.definition(caller, g.tenant.sop).definition
    reading = Reading(definition)
    for kind in KINDS.values():
        steps = [step for step in definition["steps"] if _issues(step, kind)]
        if not steps and kind.steps:
            continue  # another procedure's
        yield TemplateLine(
            kind=kind,
            is_own=kind.name in own.own,
            format=own.formats.get(kind.name, ""),
            number=own.numbers.get(kind.name, ""),
            signer=say("Yang menulisnya") if kind.is_the_writers else terms.role(HEAD),
            steps=tuple(reading.place(step["key"]) for step in steps),
        )


def _issues(step: dict[str, Any], kind: DocumentKind) -> bool:
    named = any(output["document"] == kind.name for output in step.get("outputs") or ())
    return named or step["kind"] in {kind.drafted_in, *kind.implied_by}
