"""The review desk: order of examination, kaji cepat and recommendation, the Inspektur's decision."""

from services.common.contracts.events import HandedToReview
from services.common.desk.service import LaterDesk
from services.common.runtime.database import Database
from services.common.runtime.entrypoints import on
from services.review.models import Base


class ReviewService(LaterDesk):
    """nameko entrypoints; what they do is in `services.common.desk`."""

    name = "review"
    work = Database(Base)

    @on(HandedToReview)
    def take_over(self, event: HandedToReview) -> None:
        """A complaint arrives from intake."""
        self.hold(event)
