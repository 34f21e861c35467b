"""What every test here begins with: a product to break, and somebody who works on it."""

import pytest

from tests.support.books import Books
from tests.support.endurance import Endurance
from tests.support.regency import Regency
from tests.support.stack import RunningStack
from tests.support.traffic import Patient


@pytest.fixture(scope="session")
def patient_banyumas(stack: RunningStack) -> Regency:
    """Officers who try again when the product is away for a moment."""
    return Regency(stack, "banyumas", Patient)


@pytest.fixture
def work(stack: RunningStack, patient_banyumas: Regency) -> Endurance:
    """Work that goes on while something breaks."""
    return Endurance(patient_banyumas, Books(stack))
