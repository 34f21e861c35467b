"""The reporter objects to the end within the regency's days; the complaint is decided on once more."""

from typing import Any
from uuid import uuid4

import pytest

from deploy.demo.api import Api, Refused
from deploy.demo.story import Turn
from deploy.demo.waiting import await_that
from tests.support import filings
from tests.support.books import Books
from tests.support.regency import Regency
from tests.support.stack import RunningStack

Json = dict[str, Any]

OBJECTION = {"text": "Jawaban belum menyentuh kuitansi karangan saya."}


def answered(madiun: Regency) -> tuple[str, Api]:
    """A complaint that has ended, and its reporter."""
    receipt = madiun.file(filings.on_the_web())
    assert madiun.advance(receipt["reference"]) is None
    return receipt["reference"], madiun.reporter(receipt)


def objected(madiun: Regency) -> tuple[str, Api, Json]:
    """A complaint that is open again, and the task to decide on the objection."""
    reference, reporter = answered(madiun)
    assert reporter.get("/reporter/complaint")["objection_until"]
    key = uuid4().hex
    first = reporter.post("/reporter/objection", OBJECTION, key)
    task = await_that(lambda: madiun.task(reference), "the complaint to be open again")
    assert reporter.post("/reporter/objection", OBJECTION, key) == first  # the first answer was lost on the way
    return reference, reporter, task


def test_an_objection_in_time_opens_the_complaint_again(madiun: Regency) -> None:
    reference, reporter, task = objected(madiun)
    assert (task["step"], task["kind"]) == ("tinjau_keberatan", "reconsider")
    standing = madiun.standing(reference)
    assert standing["entry"]["end"] is None
    assert [row["sequence"] for row in standing["timeline"]] == list(range(1, standing["version"] + 1))
    assert OBJECTION["text"] in [message["text"] for message in reporter.get("/reporter/messages")["messages"]]


def test_an_objection_that_is_accepted_leads_to_another_answer(madiun: Regency) -> None:
    reference, reporter, task = objected(madiun)
    considerations = {"considerations": "Kuitansi belum diperiksa.", "message": "Keberatan Anda diterima."}
    accepted = Turn("inspektur", "tinjau_keberatan", "diterima", considerations, reason="Ada bukti yang terlewat.")
    assert madiun.take(task, accepted)["next_step"] == "jawaban"
    assert madiun.advance(reference) is None
    assert considerations["message"] in reporter.get("/reporter/complaint")["answers"]


def test_an_objection_that_is_refused_ends_it_for_good(madiun: Regency) -> None:
    reference, reporter, task = objected(madiun)
    result = {"considerations": "Tidak ada bukti baru.", "message": "Keberatan Anda kami pelajari dan tolak."}
    refusal = Turn("inspektur", "tinjau_keberatan", "ditolak", result, reason="Tidak ada bukti baru.")
    assert madiun.take(task, refusal)["end"] == "selesai"
    await_that(lambda: madiun.standing(reference)["entry"]["end"], "the end")
    view = reporter.get("/reporter/complaint")
    assert view["objection_until"] is None
    assert result["message"] in view["answers"]
    with pytest.raises(Refused) as again:
        reporter.post("/reporter/objection", OBJECTION)
    assert (again.value.status, again.value.problem["type"]) == (409, "/problems/objection-too-late")


def test_an_objection_that_comes_too_late_is_refused_and_its_words_are_kept(
    madiun: Regency, stack: RunningStack
) -> None:
    reference, reporter = answered(madiun)
    Books(stack).let_objection_lapse(reference)
    with pytest.raises(Refused) as late:
        reporter.post("/reporter/objection", OBJECTION)
    assert (late.value.status, late.value.problem["type"]) == (409, "/problems/objection-too-late")
    assert OBJECTION["text"] in [message["text"] for message in reporter.get("/reporter/messages")["messages"]]


def test_what_has_not_ended_cannot_be_objected_to(madiun: Regency) -> None:
    receipt = madiun.file(filings.on_the_web())
    madiun.task(receipt["reference"])
    with pytest.raises(Refused) as early:
        madiun.reporter(receipt).post("/reporter/objection", OBJECTION)
    assert early.value.status == 409
