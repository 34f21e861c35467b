"""What stands on the form of a step that has just been opened."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from apiflask import APIFlask
from flask import g

from gateway.pages import complaint_sop, step_page
from gateway.pages.forms import Form
from gateway.pages.step_task import Work
from services.common.contracts.caller import Caller
from services.common.contracts.register import ApplyOfficers, OpenTask
from services.common.contracts.tasks import Product
from services.common.contracts.tenant import Officer
from services.common.errors import NotFound
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.samples import TENANT

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


TASK: dict[str, Any] = {
    "task_id": UUID(int=1),
    "reference": "CTH-26-0000-0000",
    "step": "tanda_tangan",
    "title": "Menandatangani",
    "kind": "sign_letter",
    "desk": "assignment",
    "roles": ("inspektur",),
    "outcomes": {"ditandatangani": "Ditandatangani"},
    "version": 3,
    "opened_at": AT,
    "due_at": None,
    "source_reference": None,
}
TEXT = {"title": "Contoh", "text": "Contoh", "roles": ["jfu"]}
PROCEDURE = complaint_sop.read(
    "contoh@1",
    {
        "title": "SOP Contoh",
        "steps": [
            {
                **TEXT,
                "key": "periksa",
                "kind": "verify",
                "outcomes": {
                    "lengkap": {"label": "Lengkap", "to": "jawab"},
                    "belum": {"label": "Belum", "to": [{"when": {"channel": "web"}, "to": "tunggu"}, {"to": "tunggu"}]},
                },
            },
            {**TEXT, "key": "tunggu", "kind": "await_reporter", "outcomes": {"ada": {"label": "Ada", "to": "jawab"}}},
            {**TEXT, "key": "jawab", "kind": "deliver", "outcomes": {"sampai": {"label": "Sampai", "to": "selesai"}}},
        ],
        "ends": {"selesai": {"label": "Selesai"}},
        "roles": {},
        "channels": {},
    },
)


def work(step: str, kind: str, *outcomes: str) -> Work:
    """A step of the small procedure."""
    changes = {"step": step, "kind": kind, "outcomes": dict.fromkeys(outcomes, "Contoh")}
    return Work(OpenTask(**{**TASK, **changes}), None, PROCEDURE)


def done(kind: str, **result: Any) -> Product:
    """A step that was done before."""
    before = {"step": kind, "kind": kind, "outcome": "x", "by": "contoh_satu", "completed_at": AT, "reason": None}
    return Product(**before, result=result)


def needed(asked: Work, outcome: str, *products: Product) -> dict[str, bool]:
    """The fields that are asked for, and which of them must be filled in."""
    fields = step_page.asked(asked, outcome, step_page.Around(products=products))
    return {field.name: field.is_required for field in fields}


def opened(app: APIFlask, *results: dict[str, Any]) -> Form:
    """The form for signing a letter, when the step was done before with these results."""
    task = OpenTask(**TASK)
    done = tuple(
        Product(
            step=task.step, kind=task.kind, outcome="x", by="contoh_satu", completed_at=AT, reason=None, result=result
        )
        for result in results
    )
    with app.test_request_context():
        return step_page.opened(Work(task, None, None), step_page.Around(products=done), "ditandatangani", str(uuid4()))


def test_a_day_is_mostly_today(app: APIFlask) -> None:
    with app.test_request_context():
        assert opened(app).text("signed_on") == step_page.today()


def test_what_was_filled_in_before_stands_there_again(app: APIFlask) -> None:
    assert opened(app, {"signed_on": "2026-03-02"}).text("signed_on") == "2026-03-02"


def test_what_went_back_without_being_filled_in_takes_nothing_from_the_form(app: APIFlask) -> None:
    form = opened(app, {"signed_on": None, "note": "Tambahkan anggota.", "attachments": []})
    assert form.text("signed_on") == opened(app).text("signed_on")
    assert form.text("note") == "Tambahkan anggota."


def test_what_is_asked_of_the_reporter_must_be_said_where_the_reporter_is_waited_for() -> None:
    assert needed(work("periksa", "verify", "lengkap", "belum"), "belum")["asks"] is True


def test_where_the_reporter_is_not_waited_for_nothing_is_asked() -> None:
    assert "asks" not in needed(work("periksa", "verify", "lengkap", "belum"), "lengkap")


def test_where_the_procedure_cannot_be_read_a_question_is_possible() -> None:
    task = OpenTask(**{**TASK, "kind": "verify", "outcomes": {"lengkap": "Lengkap"}})
    assert needed(Work(task, None, None), "lengkap")["asks"] is False


@pytest.mark.parametrize(
    ("before", "must"),
    [
        ((), True),
        ((done("respond", answer="Jawaban"),), False),
        ((done("respond", answer="Jawaban"), done("deliver", note="Perbaiki")), False),
        ((done("respond", answer="Jawaban"), done("deliver", delivered_on="2026-03-02", way="letter")), True),
    ],
    ids=["nothing", "an answer", "an answer that came back", "an answer that was delivered"],
)
def test_the_reporter_is_told_something_where_no_answer_waits(before: tuple[Product, ...], must: bool) -> None:
    assert needed(work("jawab", "deliver", "sampai"), "sampai", *before)["answer"] is must


def test_only_who_handles_complaints_can_be_chosen_for_a_team(app: APIFlask, desks: Answerer) -> None:
    held = {
        "auditor": ("tim_audit",),
        "penjaga": ("custodian",),
        "admin": ("admin_tenant",),
        "unit": ("unit_terlapor",),
    }
    officers = tuple(Officer(id=key, name=key.title(), roles=roles) for key, roles in held.items())
    desks.on("assignment.roster", ApplyOfficers(officers=officers))
    desks.on("intake.content", NotFound("complaint"))
    caller = Caller(kind="officer", actor="auditor", tenant="contoh", roles=("sekretariat",))
    with app.test_request_context():
        g.tenant = TENANT
        near = step_page.around(caller, work("usul", "propose_team", "diusulkan"))
    assert [value for value, _ in near.choices["officers"]] == ["auditor"]
