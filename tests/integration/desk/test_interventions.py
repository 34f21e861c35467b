"""Interventions through the desk's service: kept once, announced once, and shown to those who may read."""

from uuid import uuid4

import pytest

from services.common.contracts.caller import Caller
from services.common.contracts.complaints import ByReference
from services.common.contracts.conflict import Barred
from services.common.contracts.events import ConflictDeclared, ObjectionRaised, TimeRanOut
from services.common.contracts.tasks import (
    AskExtension,
    DecideExtension,
    DeclareConflict,
    Intervened,
    MigrateSop,
    Products,
    TaskCompleted,
)
from services.common.errors import CannotMigrate, ExtensionRefused, NotFound
from services.followup.service import FollowupService
from services.review.service import ReviewService
from tests.integration.desk.office import SOP, Office, asking, heard, here
from tests.unit.common.desk.intervening import (
    ADMIN,
    CLERK,
    INSPEKTUR,
    OF_UNIT,
    PENELAAH,
    PROVINCE,
    REASON,
    SEKRETARIS,
)
from tests.unit.common.desk.memory import officer, reporter

Review = Office[ReviewService]
Followup = Office[FollowupService]


def read(office: Review, caller: Caller) -> Products | NotFound:
    answer = office.service.products(here(caller), ByReference(reference=office.reference))
    assert isinstance(answer, Products | NotFound)
    return answer


def declare(office: Review, *officers: Caller) -> Intervened:
    request = DeclareConflict(**asking(office.open(), officers=tuple(each.actor for each in officers)))
    answer = office.service.declare_conflict(here(SEKRETARIS), request)
    assert isinstance(answer, Intervened)
    return answer


def test_more_time_is_asked_for_granted_and_counted(review: Review) -> None:
    task = review.at("telaah")
    asked = review.service.ask_extension(here(PENELAAH), AskExtension(**asking(task, amount=3)))
    assert isinstance(asked, Intervened)
    again = review.service.ask_extension(here(PENELAAH), AskExtension(**asking(task, amount=1)))
    assert isinstance(again, ExtensionRefused)
    granting = asking(task, extension_id=asked.intervention_id, is_granted=True)
    del granting["task_id"]
    granted = review.service.decide_extension(here(INSPEKTUR), DecideExtension(**granting))
    assert isinstance(granted, Intervened)
    assert review.custody().outcome_counts == {"extension.telaah": 3}
    assert review.told() == ["extension_asked", "extension_decided"]
    too_much = review.service.ask_extension(here(PENELAAH), AskExtension(**asking(task, amount=3)))
    assert "of which 2 are left" in str(too_much)


def test_a_request_sent_twice_is_answered_twice_and_kept_once(review: Review) -> None:
    request = AskExtension(**asking(review.at("telaah"), amount=1))
    first, second = (review.service.ask_extension(here(PENELAAH), request) for _ in range(2))
    assert first == second
    assert review.told() == ["extension_asked"]


def test_remarks_are_shown_with_their_reason(review: Review) -> None:
    review.at("putusan")
    answer = declare(review, PENELAAH)
    shown = read(review, INSPEKTUR)
    assert isinstance(shown, Products)
    (remark,) = shown.remarks
    assert (remark.intervention_id, remark.what, remark.by) == (
        answer.intervention_id,
        "conflict_declared",
        "contoh_sekretaris",
    )
    assert (remark.reason, remark.details) == (REASON, {"officers": ["contoh_penelaah"], "units": []})


OUTSIDE = {
    "nobody's officer": officer(),
    "a unit": OF_UNIT,
    "agencies": officer("instansi_lain", "lapak_aduan"),
    "a stand-in for nobody": PROVINCE,
    "the reporter": reporter(),
}


@pytest.mark.parametrize("caller", OUTSIDE.values(), ids=OUTSIDE)
def test_who_is_not_of_the_inspectorate_finds_no_results(review: Review, caller: Caller) -> None:
    review.at("putusan")
    assert isinstance(read(review, caller), NotFound)
    assert isinstance(read(review, INSPEKTUR), Products)


def test_whom_it_is_about_finds_no_results_and_the_stand_in_does(review: Review) -> None:
    review.at("putusan")
    assert declare(review, INSPEKTUR).roles == ("inspektur_provinsi",)
    assert isinstance(read(review, INSPEKTUR), NotFound)
    assert isinstance(read(review, PROVINCE), Products)
    assert isinstance(review.complete(PROVINCE, "jawab"), TaskCompleted)


def test_a_desk_that_had_the_complaint_hears_whom_it_is_about(review: Review) -> None:
    review.at("putusan")
    review.complete(INSPEKTUR, "jawab")
    barred = Barred(officers=("contoh_penelaah",))
    for _ in range(2):
        review.service.shut_out(ConflictDeclared(**heard(review.complaint), **flow(review), barred=barred))
    assert review.custody().barred == barred
    assert isinstance(read(review, PENELAAH), NotFound)


def test_a_desk_that_never_had_the_complaint_keeps_nothing_of_it(review: Review) -> None:
    event = ConflictDeclared(**heard(review.complaint), **flow(review), barred=Barred(officers=("contoh",)))
    review.service.shut_out(event)
    assert isinstance(read(review, INSPEKTUR), NotFound)


def test_an_objection_opens_the_complaint_once_however_often_it_is_heard(followup: Followup) -> None:
    followup.at("jawaban")
    assert followup.complete(CLERK, "dijawab").end == "selesai"
    event = ObjectionRaised(**heard(followup.complaint), end="selesai")
    for _ in range(2):
        followup.service.reopen(event)
    assert followup.open().step == "tinjau"
    assert followup.told().count("complaint_reopened") == 1
    followup.complete(INSPEKTUR, "ditolak")
    followup.service.reopen(event)
    assert followup.told()[-1] == "complaint_closed"


def test_time_that_ran_out_at_another_desk_is_none_of_this_desks_business(review: Review) -> None:
    review.at("telaah")
    told = {"task_id": uuid4(), "sop": "contoh@1", "granted": 0}
    review.service.run_out(TimeRanOut(**heard(review.complaint), **told))
    assert (review.open().step, review.told()) == ("telaah", [])


def test_a_version_is_refused_that_the_complaint_follows_already(review: Review) -> None:
    task = review.at("telaah")
    request = asking(task, reference=review.reference, sop=SOP.id)
    del request["task_id"]
    assert isinstance(review.service.migrate_sop(here(ADMIN), MigrateSop(**request)), CannotMigrate)


def flow(office: Review) -> dict[str, object]:
    return {"reference": office.reference, "sequence": 9}
