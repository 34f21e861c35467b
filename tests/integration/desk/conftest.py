"""Desks on a real server, as the migrations make their tables and under the roles they have in production."""

from collections.abc import Iterator

import pytest

from deploy.local.stack import Endpoints
from services.assignment.models import Base as AssignmentBase
from services.assignment.service import AssignmentService
from services.followup.models import Base as FollowupBase
from services.followup.service import FollowupService
from services.review.models import Base as ReviewBase
from services.review.service import ReviewService
from tests.integration.desk.office import Office
from tests.support.databases import Databases


@pytest.fixture(scope="session")
def databases(parts: Endpoints) -> Databases:
    """All databases of the product, migrated."""
    made = Databases(parts.database_url)
    made.migrate()
    return made


@pytest.fixture
def review(databases: Databases) -> Iterator[Office[ReviewService]]:
    """The review desk, with a complaint of its own for each test."""
    with Office(ReviewService(), ReviewBase, databases) as office:
        yield office


@pytest.fixture
def assignment(databases: Databases) -> Iterator[Office[AssignmentService]]:
    """The assignment desk likewise."""
    with Office(AssignmentService(), AssignmentBase, databases) as office:
        yield office


@pytest.fixture
def followup(databases: Databases) -> Iterator[Office[FollowupService]]:
    """The followup desk likewise."""
    with Office(FollowupService(), FollowupBase, databases) as office:
        yield office
