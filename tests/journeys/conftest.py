"""The regencies the journeys take place in, all on one running product."""

from collections.abc import Iterator

import pytest

from tests.support.newcomer import Newcomer
from tests.support.regency import Regency
from tests.support.stack import RunningStack
from tests.support.theirs import Theirs, complaint_of


@pytest.fixture(scope="session")
def banyumas(stack: RunningStack) -> Regency:
    """Twelve steps with an assignment letter; sources close their own complaints."""
    return Regency(stack, "banyumas")


@pytest.fixture(scope="session")
def madiun(stack: RunningStack) -> Regency:
    """Five steps, clocks in minutes."""
    return Regency(stack, "madiun")


@pytest.fixture(scope="session")
def katingan(stack: RunningStack) -> Regency:
    """Complaints that others handle, and officers of units outside the inspectorate."""
    return Regency(stack, "katingan")


@pytest.fixture(scope="session")
def klungkung(stack: RunningStack) -> Regency:
    """KTP, letter and evidence required; one clock that stops on two facts."""
    return Regency(stack, "klungkung")


@pytest.fixture(scope="session")
def newcomer(stack: RunningStack, tmp_path_factory: pytest.TempPathFactory) -> Newcomer:
    """A fifth regency, applied once."""
    regency = Newcomer(stack, tmp_path_factory.mktemp("regency"), "melati", "MLT")
    regency.apply()
    return regency


@pytest.fixture(scope="session")
def wanted(banyumas: Regency) -> Theirs:
    """A complaint others are after."""
    return complaint_of(banyumas)


@pytest.fixture
def theirs(wanted: Theirs) -> Iterator[Theirs]:
    """The same; afterwards nothing about it has changed."""
    before = wanted.whole()
    yield wanted
    assert wanted.whole() == before
