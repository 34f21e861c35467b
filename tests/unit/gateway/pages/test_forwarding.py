"""What a unit is told of the ways its step may end, before it chooses one: which gives the complaint back."""

import re
from typing import Any
from uuid import UUID

import pytest
from apiflask import APIFlask
from flask import g

from gateway.accounts import SignedIn
from gateway.pages import forwarding, steps
from services.common.contracts.caller import Caller
from services.common.contracts.content import ForwardedContent
from services.common.contracts.documents import Documents
from services.common.contracts.register import OpenTask, Tasks
from services.common.contracts.tasks import ForwardingCopy
from services.common.errors import NotFound
from tests.unit.gateway.answerer import Answerer
from tests.unit.gateway.papers import paper
from tests.unit.gateway.samples import NOW, REFERENCE, TENANT

UNIT = Caller(kind="officer", actor="kepala", tenant="contoh", roles=("unit_terlapor",), unit="dinas_contoh")
TASK: dict[str, Any] = {
    "task_id": UUID(int=1),
    "reference": REFERENCE,
    "step": "unit_terima",
    "title": "Menerima memo",
    "kind": "accept",
    "desk": "followup",
    "roles": ("unit_terlapor",),
    "outcomes": {"diterima": "Memo diterima", "dikembalikan": "Memo dikembalikan"},
    "version": 3,
    "opened_at": NOW,
    "due_at": None,
    "source_reference": None,
}
KNOWN = {"returns": ("dikembalikan",), "with_reason": ("dikembalikan",)}
GIVES_BACK = "Pengaduan dikembalikan ke langkah sebelumnya; tulis alasannya."
REASON = 'name="alasan"'


@pytest.fixture
def unit(desks: Answerer) -> Answerer:
    """A copy lies with the unit, and its receipt is to be confirmed."""
    copy = {"reference": REFERENCE, "forwarded_at": NOW, "memo": "Mohon.", "memo_number": None, "unit": UNIT.unit}
    content = dict.fromkeys(("problem_code", "happened_on", "location", "story", "identity"))
    desks.on("followup.forwarding", ForwardingCopy.model_validate(copy))
    desks.on("intake.forwarded", ForwardedContent(reference=REFERENCE, **content, attachments=()))
    for desk in ("intake", "review", "assignment", "followup"):
        desks.on(f"{desk}.documents", Documents(documents=()))
    desks.on("register.standing", NotFound("complaint"))
    waits(desks, **KNOWN)
    return desks


def waits(desks: Answerer, **more: Any) -> None:
    desks.on("register.tasks", Tasks(tasks=(OpenTask(**TASK, **more),), next=None))


def page(app: APIFlask, outcome: str | None = None, language: str = "id", ended: UUID | None = None) -> str:
    """The copy's page, perhaps after a step; or with an outcome the form of the step, empty the choice before it."""
    asked = f"?hasil={outcome}" if outcome is not None else f"?selesai={ended}" if ended else ""
    with app.test_request_context(f"/petugas{asked}"):
        g.tenant, g.language = TENANT, language
        g.signed_in = SignedIn(UNIT, "Contoh Kepala", "contoh")
        shown = forwarding.show(UNIT, REFERENCE) if outcome is None else steps.step(UNIT, REFERENCE, UUID(int=1))
        return re.sub(r"\s+", " ", shown.get_data(as_text=True))


def button(of: str, outcome: str) -> str:
    """The button of an outcome, and what stands below it."""
    found = re.search(rf"<li><a [^>]*hasil={outcome}\".*?</li>", of)
    assert found, of
    return found[0]


def test_a_unit_sees_before_it_chooses_which_outcome_gives_the_complaint_back(app: APIFlask, unit: Answerer) -> None:
    shown = page(app)
    assert GIVES_BACK in button(shown, "dikembalikan")
    assert "govuk-button--secondary" in button(shown, "dikembalikan")
    assert "Penanganan berlanjut." in button(shown, "diterima")
    assert "govuk-button--secondary" not in button(shown, "diterima")


def test_it_is_said_in_english_too(app: APIFlask, unit: Answerer) -> None:
    assert "The complaint goes back to an earlier step; write down the reason." in page(app, language="en")


def test_where_nothing_gives_it_back_nothing_is_said(app: APIFlask, unit: Answerer) -> None:
    waits(unit, returns=(), with_reason=())
    shown = page(app)
    assert "Penanganan berlanjut." not in shown
    assert GIVES_BACK not in shown


def test_the_choice_on_a_page_of_its_own_says_it_as_officers_read_it(app: APIFlask, unit: Answerer) -> None:
    assert page(app, "").count("Kembali ke langkah sebelumnya") == 1


def test_the_form_asks_for_a_reason_where_the_sop_does_and_nowhere_else(app: APIFlask, unit: Answerer) -> None:
    back, onwards = page(app, "dikembalikan"), page(app, "diterima")
    assert (REASON in back, REASON in onwards) == (True, False)
    assert ("Kembali ke langkah sebelumnya" in back, "Kembali ke langkah sebelumnya" in onwards) == (True, False)


def test_a_task_of_an_earlier_build_that_does_not_say_is_shown_with_room_for_a_reason(
    app: APIFlask, unit: Answerer
) -> None:
    waits(unit)
    assert GIVES_BACK not in page(app)
    assert "Alasan (hanya bila dikembalikan)" in page(app, "diterima")


def test_after_a_step_the_next_one_is_waited_for_and_shown(
    app: APIFlask, unit: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    follows = OpenTask(**TASK | {"task_id": UUID(int=2), "title": "Menindaklanjuti"}, **KNOWN)
    heard = iter(((OpenTask(**TASK, **KNOWN),), (), (follows,)))
    unit.on("register.tasks", lambda _caller, _request: Tasks(tasks=next(heard), next=None))
    shown = page(app, ended=UUID(int=1))
    assert "Menindaklanjuti" in shown
    assert "Tidak ada yang menunggu Anda." not in shown


def test_while_a_step_that_ended_is_on_its_way_nobody_is_told_that_nothing_waits(
    app: APIFlask, unit: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    shown = page(app, ended=UUID(int=1))
    assert "sebentar lagi terlihat di sini" in shown
    assert "Tidak ada yang menunggu Anda." not in shown
    assert "Menerima memo" not in shown


def test_a_unit_is_not_told_who_signs_a_memo_that_it_got(app: APIFlask, unit: Answerer) -> None:
    unit.on("followup.documents", Documents(documents=(paper("memo_penyaluran"),)))
    shown = page(app)
    assert "Memo Penyaluran Pengaduan" in shown
    assert "ditandatangani oleh" not in shown
