"""Conflicts, extensions and other versions: who hears of them, and who must not."""

from typing import Any
from uuid import UUID

import pytest

from services.common.contracts import events
from services.common.contracts.conflict import Barred
from services.notify.usecases import Holders
from tests.unit.intake.register.life import COMPLAINT, at, received, task
from tests.unit.notify.test_telling import mails_for

ENVELOPE: dict[str, Any] = {
    "event_id": UUID(int=9),
    "happened_at": at(4),
    "tenant": "contoh",
    "complaint_id": COMPLAINT,
    "reference": "CTH-26-7K3M-9QXR",
    "sequence": 4,
}
ACCUSED = Barred(officers=("contoh_inspektur",), units=("dinas_contoh",))


def declared(**changes: Any) -> events.ConflictDeclared:
    return events.ConflictDeclared(**ENVELOPE, barred=ACCUSED, **changes)


def asked(**changes: Any) -> events.ExtensionAsked:
    given = {"clock": "telaah", "amount": 2, "by": "contoh_ketua", "approvers": ("sekretaris",), **changes}
    return events.ExtensionAsked(**ENVELOPE, extension_id=UUID(int=8), task=task("telaah", 3), **given)


def decided(*, is_granted: bool) -> events.ExtensionDecided:
    given = {"task_id": UUID(int=7), "clock": "telaah", "amount": 2, "by": "contoh_sekretaris"}
    return events.ExtensionDecided(**ENVELOPE, extension_id=UUID(int=8), is_granted=is_granted, **given)


def test_whom_a_new_complaint_is_about_is_shut_out() -> None:
    assert mails_for(received(barred=ACCUSED)).out == {COMPLAINT: ACCUSED}


def test_whom_a_task_is_not_for_is_shut_out() -> None:
    opened = task("telaah", 3).model_copy(update={"not_for": ("contoh_inspektur",)})
    mails = mails_for(events.TaskOpened(**ENVELOPE, task=opened))
    assert mails.out == {COMPLAINT: Barred(officers=("contoh_inspektur",))}


def test_a_conflict_shuts_out_and_tells_whom_the_step_waits_for_now() -> None:
    mails = mails_for(declared(task=task("telaah", 3)))
    assert mails.out == {COMPLAINT: ACCUSED}
    assert mails.told() == [("task", Holders(("inspektur",)))]


def test_a_conflict_without_an_open_step_tells_nobody() -> None:
    mails = mails_for(declared())
    assert (mails.out, mails.told()) == ({COMPLAINT: ACCUSED}, [])


def test_a_complaint_about_nobody_we_know_shuts_nobody_out() -> None:
    assert mails_for(received()).out == {}


def test_a_units_task_is_for_that_units_officers() -> None:
    opened = task("jawaban", 3).model_copy(update={"roles": ("unit_terlapor",), "unit": "dinas_contoh"})
    ((mail, to),) = mails_for(events.TaskOpened(**ENVELOPE, task=opened)).mails
    assert to == Holders(("unit_terlapor",), "dinas_contoh")
    assert mail.details["unit"] == "dinas_contoh"


def test_who_may_grant_more_time_is_told_and_who_asked_is_not() -> None:
    assert mails_for(asked()).told() == [("extension", Holders(("sekretaris",), but="contoh_ketua"))]


@pytest.mark.parametrize(("is_granted", "words"), [(True, "disetujui"), (False, "tidak disetujui")])
def test_who_holds_the_step_learns_whether_more_time_was_granted(is_granted: bool, words: str) -> None:
    ((mail, to),) = mails_for(decided(is_granted=is_granted)).mails
    assert (mail.template, mail.details["title"], to) == ("extension_decided", words, "last, with units")


def test_under_another_version_the_step_may_wait_for_others_who_are_told() -> None:
    moved = events.SopMigrated(
        **ENVELOPE, before="contoh@1", after="contoh@2", by="contoh_admin", task=task("telaah", 3)
    )
    assert mails_for(moved).told() == [("task", Holders(("inspektur",)))]


def test_a_reopened_or_forwarded_complaint_is_told_by_the_task_that_follows() -> None:
    assert mails_for(events.ComplaintReopened(**ENVELOPE, end="ditutup")).told() == []
    assert mails_for(events.ComplaintForwarded(**ENVELOPE, unit="dinas_contoh")).told() == []
