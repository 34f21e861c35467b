"""What stands on the form of a step that has just been opened."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from apiflask import APIFlask

from gateway.pages import step_page
from gateway.pages.forms import Form
from gateway.pages.step_task import Work
from services.common.contracts.register import OpenTask
from services.common.contracts.tasks import Product

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


def opened(app: APIFlask, *results: dict[str, Any]) -> Form:
    """The form for signing a letter, when the step was done before with these results."""
    task = OpenTask(
        task_id=UUID(int=1),
        reference="CTH-26-0000-0000",
        step="tanda_tangan",
        title="Menandatangani",
        kind="sign_letter",
        desk="assignment",
        roles=("inspektur",),
        outcomes={"ditandatangani": "Ditandatangani"},
        version=3,
        opened_at=AT,
        due_at=None,
        source_reference=None,
    )
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
