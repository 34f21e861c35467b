"""Which outcome leads on, and what may not be asked for."""

from datetime import UTC, datetime

import pytest

from gateway.sandbox.procedure import Outcome, Step
from services.common.contracts.register import TimelineRow
from services.common.errors import OutcomeNotAllowed

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ASK, WHOLE, BACK, LATE = (
    Outcome(label="Diminta"),
    Outcome(label="Lengkap"),
    Outcome(label="Kembali", is_return=True),
    Outcome(label="Lewat"),
)


def step(when_late: str | None = None, **outcomes: Outcome) -> Step:
    return Step(key="periksa", title="Memeriksa", kind="verify", when_late=when_late, outcomes=outcomes)


def taken(*names: str, at: str = "periksa") -> list[TimelineRow]:
    return [
        TimelineRow(sequence=n, event="step_completed", happened_at=NOW, step=at, outcome=name)
        for n, name in enumerate(names)
    ]


def test_the_first_outcome_that_leads_on_is_the_usual_one() -> None:
    assert step(kembali=BACK, diminta=ASK, lengkap=WHOLE).usual([]) == "diminta"


def test_what_was_taken_already_gives_way_to_the_next() -> None:
    assert step(diminta=ASK, lengkap=WHOLE).usual(taken("diminta")) == "lengkap"
    assert step(diminta=ASK, lengkap=WHOLE).usual(taken("diminta", at="telaah")) == "diminta"


def test_a_complaint_that_comes_again_and_again_still_goes_on() -> None:
    assert step(diminta=ASK, lengkap=WHOLE).usual(taken("diminta", "lengkap")) == "lengkap"


def test_who_is_waited_for_answers_and_does_not_let_the_time_run_out() -> None:
    assert step("lewat", kembali=BACK, lewat=LATE).usual(taken("kembali")) == "kembali"


def test_an_outcome_the_step_does_not_have_is_refused_with_those_it_has() -> None:
    with pytest.raises(OutcomeNotAllowed) as refused:
        step(diminta=ASK, lengkap=WHOLE).outcome("lain")
    assert refused.value.args == ("lain", "Memeriksa", "diminta, lengkap")
