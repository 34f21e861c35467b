"""A desk's copy of an SOP keeps the order of the file: the first outcome of a step is the first it offers."""

from uuid import uuid4

from services.common.contracts.events import SopPublished
from services.common.desk.records import Records
from services.common.sop.model import Sop
from services.review.service import ReviewService
from tests.integration.desk.office import Office
from tests.unit.common.desk.memory import MONDAY
from tests.unit.common.sop.tenants import sop


def order(sop: Sop) -> list[list[str]]:
    """The keys of all that is listed under names."""
    return [list(sop.channels), list(sop.facts), list(sop.ends), *(list(step.outcomes) for step in sop.steps)]


def test_channels_facts_and_outcomes_come_in_the_order_of_the_file(review: Office[ReviewService]) -> None:
    given = sop("banyumas").model_copy(update={"tenant": f"t{uuid4().hex[:12]}"})
    event = SopPublished(
        event_id=uuid4(),
        happened_at=MONDAY,
        tenant=given.tenant,
        sop=given.id,
        definition=given.model_dump(mode="json"),
    )
    review.service.keep_sop(event)
    with review.work() as work:
        kept = Records(work).sop(given.id)
    assert order(kept) == order(given)
