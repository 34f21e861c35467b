"""The typed face of a service: what is offered and heard is found on the class, refusals are answers."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from services.common.contracts.events import SopPublished, TaskOpened
from services.common.errors import NotFound, Unavailable
from services.common.faults import faults_of
from services.common.runtime.entrypoints import handlers_of, on, queues_of, rpc


class Sample:
    """A service that is never run."""

    name = "sample"

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault = fault

    @rpc
    def look(self, caller: Any, request: Any) -> str:
        """Look."""
        if self.fault:
            raise self.fault
        return f"{caller} looked at {request}"

    @on(SopPublished, TaskOpened)
    def hear(self, event: Any) -> None:
        """Hear."""


def database_fault(kind: type[OperationalError] | type[IntegrityError]) -> Exception:
    return kind("SELECT 1", None, Exception("gone"))


def test_a_method_is_called_with_caller_and_request() -> None:
    assert Sample().look("an officer", "a complaint") == "an officer looked at a complaint"


def test_a_refusal_is_an_answer_and_not_an_error() -> None:
    answer = Sample(NotFound("complaint")).look("an officer", "a complaint")
    assert isinstance(answer, NotFound)


@pytest.mark.parametrize("fault", [database_fault(OperationalError), PoolTimeout()])
def test_a_database_that_is_away_is_a_refusal_that_says_so(fault: Exception) -> None:
    answer = Sample(fault).look("an officer", "a complaint")
    assert isinstance(answer, Unavailable)
    assert "The sample desk" in str(answer)


@pytest.mark.parametrize("fault", [database_fault(IntegrityError), ValueError("a fault of ours")])
def test_a_fault_of_our_own_is_not_hidden(fault: Exception) -> None:
    with pytest.raises(type(fault)):
        Sample(fault).look("an officer", "a complaint")


def test_handlers_are_found_with_all_they_listen_to() -> None:
    assert handlers_of(Sample) == [("hear", (SopPublished, TaskOpened))]


def test_a_derived_service_has_the_entrypoints_of_its_parent() -> None:
    class Derived(Sample):
        name = "derived"

    assert [queue.name for queue in queues_of(Derived)] == ["rpc-derived", "evt-derived.hear"]


def test_a_fault_in_a_form_is_told_without_what_was_typed() -> None:
    class Form(BaseModel):
        nik: int

    with pytest.raises(ValidationError) as refused:
        Form.model_validate({"nik": "RAHASIA"})
    assert list(faults_of(refused.value)) == ["nik"]
    assert "RAHASIA" not in str(faults_of(refused.value))
