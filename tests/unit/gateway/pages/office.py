"""One complaint before an officer, at a step of any kind, with desks that answer from memory."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from apiflask import APIFlask
from flask import g

from gateway.accounts import SignedIn
from gateway.pages import complaint, steps
from services.common.contracts.caller import Caller
from services.common.contracts.content import Content
from services.common.contracts.documents import Document, Documents
from services.common.contracts.register import OpenTask, RegisterEntry, Standing
from services.common.contracts.tasks import Product, Products
from services.common.contracts.tenant import Unit
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import COMPLAINT, NOW, REFERENCE, TENANT

HEAD = Caller(kind="officer", actor="inspektur", tenant="contoh", roles=("inspektur",))
CLERK = Caller(kind="officer", actor="sekretariat", tenant="contoh", roles=("sekretariat",))
TASK = UUID(int=1)
REGENCY = TENANT.model_copy(update={"units": (Unit(key="dinas_contoh", name="Dinas Contoh"),)})
_ENTRY = dict.fromkeys(RegisterEntry.model_fields) | {"number": 1, "year": 2026, "reference": REFERENCE}
_EMPTY = dict.fromkeys(("happened_on", "location", "source_reference"))


def waits(desks: Answerer, kind: str, *, timeline: tuple[dict[str, Any], ...] = (), **changes: Any) -> None:
    """The complaint is at a step of this kind, which waits for the Inspektur."""
    task = {
        "task_id": TASK, "reference": REFERENCE, "step": "sekarang", "title": "Langkah contoh", "kind": kind,
        "desk": "review", "roles": ("inspektur",), "outcomes": {"lanjut": "Dilanjutkan"}, "returns": (),
        "with_reason": (), "version": 3, "opened_at": NOW, "due_at": None, "source_reference": None,
    }  # fmt: skip
    standing = {
        "entry": _ENTRY | {"received_at": NOW, "channel": "letter", "mode": "confidential"},
        "sop": "contoh@1", "complaint_id": COMPLAINT, "facts": {}, "version": 1, "clocks": (),
        "tasks": (OpenTask.model_validate(task | changes),),
        "timeline": tuple({"sequence": 1, "happened_at": NOW} | row for row in timeline),
    }  # fmt: skip
    desks.on("register.standing", Standing.model_validate(standing))
    desks.on("intake.content", content())


def content(**changes: Any) -> Content:
    """What the complaint says."""
    given = {
        "complaint_id": COMPLAINT, "reference": REFERENCE, "channel": "letter", "mode": "confidential",
        "subject": "Hal karangan", "story": "Cerita karangan.", "has_identity": False,
        "reported": (), "attachments": (), "messages": (),
    }  # fmt: skip
    return Content.model_validate(_EMPTY | given | changes)


def has_brought(desks: Answerer, *products: Product) -> None:
    """What the steps before brought forth, all on one desk."""
    for desk in ("intake", "review", "assignment", "followup"):
        here = products if desk == "review" else ()
        desks.on(f"{desk}.products", Products(reference=REFERENCE, products=here))


def has_written(desks: Answerer, *papers: Document) -> None:
    """The documents of the complaint."""
    for desk in ("intake", "review", "assignment", "followup"):
        desks.on(f"{desk}.documents", Documents(documents=tuple(one for one in papers if one.desk == desk)))


def form(app: APIFlask, caller: Caller = HEAD, outcome: str = "lanjut", more: str = "") -> str:
    """The form of the step that waits."""
    with request(app, caller, f"?hasil={outcome}{more}"):
        return _text(steps.step(caller, REFERENCE, TASK).get_data(as_text=True))


def page(app: APIFlask, caller: Caller = HEAD, query: str = "") -> str:
    """The complaint's page."""
    with request(app, caller, query):
        return _text(complaint.show(caller, REFERENCE).get_data(as_text=True))


@contextmanager
def request(app: APIFlask, caller: Caller, query: str = "", **sent: Any) -> Iterator[None]:
    """While a page is asked for, or a form sent, by this officer."""
    with app.test_request_context(f"/petugas{query}", **sent):
        g.tenant, g.language = REGENCY, "id"
        g.signed_in = SignedIn(caller, "Contoh Petugas", "contoh")
        yield


def _text(shown: str) -> str:
    return re.sub(r"\s+", " ", shown)
