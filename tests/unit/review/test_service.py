"""The review desk is the plainest desk: every kind of its steps is ended by what all desks share, but for papers."""

from services.common.contracts.events import HandedToReview
from services.common.desk.service import DeskService
from services.common.runtime.entrypoints import handlers_of
from services.common.steps import KINDS
from services.review.service import ReviewService


def test_it_adds_no_effect_to_any_kind_of_step() -> None:
    assert ReviewService.effects is DeskService.effects
    assert {kind.name for kind in KINDS.values() if kind.desk == "review"} == {
        "order_review",
        "assess",
        "receive",
        "decide",
    }


def test_it_takes_complaints_over_and_keeps_copies_of_what_others_publish() -> None:
    heard = {method: [event.name for event in listens_to] for method, listens_to in handlers_of(ReviewService)}
    assert heard == {
        "take_over": [HandedToReview.name],
        "keep_sop": ["sop_published"],
        "keep_tenant": ["tenant_published"],
        "keep_attachment": ["attachment_added"],
        "keep_copy": ["document_copied"],
        "run_out": ["time_ran_out"],
        "reopen": ["objection_raised"],
        "shut_out": ["conflict_declared"],
        "retire_sop": ["sop_retired"],
        "forget": ["retention_ended"],
    }
