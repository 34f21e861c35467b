"""The review desk: order of examination, kaji cepat and recommendation, the Inspektur's decision."""

from services.common.contracts.events import HandedToReview
from services.common.desk.papers import Composers
from services.common.desk.service import LaterDesk
from services.common.runtime.database import Database, Work
from services.common.runtime.entrypoints import on
from services.review import composing
from services.review.models import Base
from services.review.repository import ReviewRecords


class ReviewService(LaterDesk):
    """nameko entrypoints; what they do is in `services.common.desk`."""

    name = "review"
    work = Database(Base)

    def composers(self, work: Work) -> Composers:
        """Reports of examinations, memos, orders and decisions."""
        return composing.composers(ReviewRecords(work))

    @on(HandedToReview)
    def take_over(self, event: HandedToReview) -> None:
        """A complaint arrives from intake."""
        self.hold(event)
