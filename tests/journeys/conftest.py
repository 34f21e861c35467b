"""The regencies the journeys take place in, all on one running product."""

import pytest

from tests.support.regency import Regency
from tests.support.stack import RunningStack


@pytest.fixture(scope="session")
def banyumas(stack: RunningStack) -> Regency:
    """Twelve steps with an assignment letter; sources close their own complaints."""
    return Regency(stack, "banyumas")


@pytest.fixture(scope="session")
def madiun(stack: RunningStack) -> Regency:
    """Five steps, clocks in minutes."""
    return Regency(stack, "madiun")
