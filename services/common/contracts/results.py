"""What an officer fills in to end a step: one typed model for each kind of step.

The REST schema, the officer's form and the document are drawn from these. An SOP can only narrow them: make optional
fields mandatory (`required`) and choose the outcomes. Fields: `domain` sources are the register and SPT forms.
"""

from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, create_model, model_validator

from services.common.contracts.followup_results import (
    AcceptResult,
    AwaitSourceResult,
    CarryOutResult,
    CloseResult,
    DelegateResult,
    DeliverResult,
    ForwardResult,
    ReconsiderResult,
    RespondResult,
    TransferResult,
)
from services.common.contracts.result import Code, Line, Prose, Result


class RecordResult(Result):
    """The complaint is written into the Buku Pengaduan."""

    problem_code: Annotated[str, StringConstraints(pattern=r"^(0[1-9]|10)$")] | None = Field(
        default=None, description="Problem code of the official register, 01 to 10."
    )


class Check(BaseModel):
    """One line of a verification checklist."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    item: Line
    is_met: bool


class VerifyResult(Result):
    """Identification, clarification, completeness."""

    summary: Prose | None = None
    checklist: tuple[Check, ...] = ()
    asks: Prose | None = Field(
        default=None, description="What the reporter is asked to add; it goes into the mailbox as a message."
    )


class AwaitReporterResult(Result):
    """The reporter has completed the complaint, here or at the counter."""


class HandUpResult(Result):
    """Passed on to the Inspektur."""


class OrderReviewResult(Result):
    """The Inspektur orders the examination."""

    instruction: Prose | None = None


class AssessResult(Result):
    """Laporan penelaahan: core of the matter, rules, three tests, recommendation."""

    core_problem: Prose
    recommendation: Prose
    regulations: tuple[Line, ...] = ()
    what: Prose | None = Field(default=None, description="Apa: what happened. With the next six, 5W2H.")
    who: Prose | None = Field(default=None, description="Siapa: who is involved; never who reported.")
    where: Prose | None = Field(default=None, description="Di mana.")
    when: Prose | None = Field(default=None, description="Kapan.")
    why: Prose | None = Field(default=None, description="Mengapa.")
    how: Prose | None = Field(default=None, description="Bagaimana.")
    how_much: Prose | None = Field(default=None, description="Berapa: loss or amount.")
    is_logical: bool | None = Field(default=None, description="Uji logis.")
    is_our_authority: bool | None = Field(default=None, description="Uji kewenangan.")
    has_initial_evidence: bool | None = Field(default=None, description="Uji bukti awal.")
    criteria: Prose | None = None


class ReceiveResult(Result):
    """The secretariat has the examined file (Katingan row 4)."""

    agenda_number: Line | None = None
    received_on: date | None = None


class DecideResult(Result):
    """The Inspektur's decision on the follow-up."""

    instruction: Prose
    meeting_held_on: date | None = Field(default=None, description="Given when a meeting was held (rapat dinas).")
    meeting_minutes: Prose | None = None

    @model_validator(mode="after")
    def _minutes_of_the_meeting(self) -> Self:
        if self.meeting_held_on and not self.meeting_minutes:
            raise ValueError("give the minutes of the meeting, or leave its date out")
        return self


class TeamMember(BaseModel):
    """One row of the team: an officer of the roster and the position in the team."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    officer: Code
    position: Annotated[
        str,
        StringConstraints(
            pattern=r"^(penanggung_jawab|wakil_penanggung_jawab|pengendali_mutu|pengendali_teknis|ketua_tim|anggota)$"
        ),
    ]


class ProposeTeamResult(Result):
    """Usulan tim, the basis of the letter."""

    team: Annotated[tuple[TeamMember, ...], Field(min_length=1, max_length=30)]
    objective: Prose
    days: Annotated[int, Field(ge=1, le=120, description="Length of the work in working days.")]


class DraftLetterResult(Result):
    """Konsep SPT. Team, objective and length come from the proposal; the number is given here."""

    may_lie_ahead = frozenset({"starts_on"})

    basis: Annotated[tuple[Line, ...], Field(min_length=1, description="Dasar.")]
    place: Line
    starts_on: date
    cost: Line | None = Field(default=None, description="Who bears the cost, such as the DPA of the year.")
    copies_to: tuple[Line, ...] = ()


class SignLetterResult(Result):
    """The Inspektur signs the letter, or returns it with a reason."""

    signed_on: date | None = None


class HandOverLetterResult(Result):
    """The letter is handed to the team."""

    handed_on: date
    received_by: Line | None = None


RESULTS: dict[str, type[Result]] = {
    "record": RecordResult,
    "verify": VerifyResult,
    "await_reporter": AwaitReporterResult,
    "hand_up": HandUpResult,
    "order_review": OrderReviewResult,
    "assess": AssessResult,
    "receive": ReceiveResult,
    "decide": DecideResult,
    "propose_team": ProposeTeamResult,
    "draft_letter": DraftLetterResult,
    "sign_letter": SignLetterResult,
    "hand_over_letter": HandOverLetterResult,
    "carry_out": CarryOutResult,
    "respond": RespondResult,
    "forward": ForwardResult,
    "accept": AcceptResult,
    "delegate": DelegateResult,
    "transfer": TransferResult,
    "deliver": DeliverResult,
    "await_source": AwaitSourceResult,
    "close": CloseResult,
    "reconsider": ReconsiderResult,
}
"""The result model of each kind of step."""


def _returned(model: type[Result]) -> type[Result]:
    asked = {name: (field.annotation, None) for name, field in model.model_fields.items() if field.is_required()}
    loose: type[Result] = create_model(f"Returned{model.__name__}", __base__=model, **asked)  # type: ignore[call-overload]
    return loose


RETURNED: dict[str, type[Result]] = {kind: _returned(model) for kind, model in RESULTS.items()}
"""The same where the step goes back: nothing is asked for, because what is returned for mending is not finished."""
