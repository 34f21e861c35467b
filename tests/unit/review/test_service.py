"""The review desk is the plainest desk: every kind of its steps is ended by what all desks share."""

import pytest

from services.common.contracts.complaints import ByReference
from services.common.contracts.events import HandedToReview
from services.common.desk.service import DeskService
from services.common.errors import NotYourRole
from services.common.runtime.entrypoints import handlers_of
from services.common.steps import KINDS
from services.review.service import ReviewService
from tests.unit.common.desk.memory import officer


def test_it_adds_no_effect_to_any_kind_of_step() -> None:
    assert ReviewService.effects is DeskService.effects
    assert {kind.name for kind in KINDS.values() if kind.desk == "review"} == {"order_review", "assess", "decide"}


def test_it_takes_complaints_over_and_keeps_copies_of_what_others_publish() -> None:
    heard = {method: [event.name for event in listens_to] for method, listens_to in handlers_of(ReviewService)}
    assert heard == {
        "take_over": [HandedToReview.name],
        "keep_sop": ["sop_published"],
        "keep_tenant": ["tenant_published"],
        "keep_attachment": ["attachment_added"],
    }


@pytest.mark.parametrize("roles", [(), ("unit_terlapor",), ("instansi_lain", "lapak_aduan")])
def test_an_officer_who_is_not_of_the_inspectorate_reads_no_results(roles: tuple[str, ...]) -> None:
    answer = ReviewService().products(officer(*roles), ByReference(reference="CTH-26-7K3M-9QXR"))
    assert isinstance(answer, NotYourRole)
