"""A complaint's page when parts of it are away, or not for the caller: they are named, and the rest is there."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from apiflask import APIFlask

from gateway.pages import complaint_parts
from services.common.contracts.caller import Caller
from services.common.contracts.register import OpenTask, RegisterEntry, Standing
from services.common.errors import NotFound, NotYourRole
from tests.unit.gateway.answerer import Answerer

REFERENCE = "CTH-26-7K3M-Q9TX"
TASK = UUID("5f0c2a64-6c8e-4f0a-9a52-0f5d0a3a7b11")
CALLER = Caller(kind="officer", actor="petugas", tenant="contoh", roles=("tim_pengaduan",))
ENTRY = dict.fromkeys(RegisterEntry.model_fields) | {
    "number": 1,
    "year": 2026,
    "reference": REFERENCE,
    "received_at": datetime(2026, 3, 3, tzinfo=UTC),
    "channel": "letter",
    "mode": "confidential",
}
STANDING = Standing.model_validate(
    {
        "entry": ENTRY,
        "sop": "contoh@1",
        "complaint_id": UUID("0d9b7c52-6b0e-4a8e-9c9c-0c1f8a0f7d10"),
        "facts": {},
        "version": 1,
        "tasks": (),
        "clocks": (),
        "timeline": (),
    }
)


def test_parts_that_are_away_are_named_and_the_rest_is_there(app: APIFlask, desks: Answerer) -> None:
    desks.on("register.standing", STANDING)
    with app.test_request_context():
        whole = complaint_parts.whole(CALLER, REFERENCE, None)
    assert whole.standing.entry.reference == REFERENCE
    assert whole.missing[0] == "Isi pengaduan, bukti dan pesan"
    assert {"Hasil Tahap penelaahan", "Dokumen"} <= set(whole.missing)


def test_of_a_complaint_whose_content_is_refused_the_shell_is_there(app: APIFlask, desks: Answerer) -> None:
    desks.on("register.standing", STANDING)
    desks.on("intake.content", NotYourRole("tim_pengaduan"))
    with app.test_request_context():
        whole = complaint_parts.whole(CALLER, REFERENCE, None)
    assert whole.is_refused
    assert whole.content is None


def test_without_where_it_stands_there_is_no_page(app: APIFlask, desks: Answerer) -> None:
    desks.on("register.standing", NotFound("complaint"))
    with app.test_request_context(), pytest.raises(NotFound):
        complaint_parts.whole(CALLER, REFERENCE, None)


def test_a_step_that_is_still_open_is_waited_for_briefly_and_told(
    app: APIFlask, desks: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    task = OpenTask(
        task_id=TASK, reference=REFERENCE, step="telaah", title="Telaah", kind="assess", desk="review", roles=(),
        outcomes={}, version=1, opened_at=datetime(2026, 3, 3, tzinfo=UTC), due_at=None, source_reference=None,
    )  # fmt: skip
    desks.on("register.standing", STANDING.model_copy(update={"tasks": (task,)}))
    with app.test_request_context():
        whole = complaint_parts.whole(CALLER, REFERENCE, TASK)
        other = complaint_parts.whole(CALLER, REFERENCE, UUID(int=0))
    assert (whole.is_behind, other.is_behind) == (True, False)
    assert sum(waited) < 1
