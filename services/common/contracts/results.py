"""What an officer fills in to end a step: one typed model for each kind of step.

The REST schema, the officer's form and the document are drawn from these. An SOP can only narrow them: make optional
fields mandatory (`required`) and choose the outcomes. Fields: `domain` sources are the register and SPT forms.
"""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

_NO_NUL = r"^[^\x00]*$"  # PostgreSQL cannot store it

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300, pattern=_NO_NUL)]
Prose = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000, pattern=_NO_NUL)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")]


class Result(BaseModel):
    """What every kind of step may carry."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: Prose | None = Field(default=None, description="Internal note; never shown to the reporter.")
    attachments: tuple[UUID, ...] = Field(default=(), description="Attachments of this complaint it rests on.")


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

    basis: Annotated[tuple[Line, ...], Field(min_length=1, description="Dasar.")]
    place: Line
    starts_on: date
    copies_to: tuple[Line, ...] = ()


class SignLetterResult(Result):
    """The Inspektur signs the letter, or returns it with a reason."""

    signed_on: date | None = None


class HandOverLetterResult(Result):
    """The letter is handed to the team."""

    handed_on: date
    received_by: Line | None = None


class CarryOutResult(Result):
    """The follow-up was carried out; the report its branch demands (LHA, LHK, LHKo) is attached."""

    report_number: Line
    reported_on: date
    summary: Prose
    conclusion: Prose
    recommendations: tuple[Prose, ...] = ()


class RespondResult(Result):
    """The answer, as the reporter will read it."""

    answer: Prose


class ForwardedDocuments(Result):
    """What leaves the inspectorate: a memo in the office's own words, and what is expressly sent along."""

    memo_number: Line | None = None
    shared: Annotated[tuple[UUID, ...], Field(max_length=50)] = Field(
        default=(), description="Attachments that go along. Look through them for what gives the reporter away."
    )
    includes_story: bool = Field(
        default=False, description="The reporter's own words go along. They often show who wrote them."
    )


class ForwardResult(ForwardedDocuments):
    """Passed to a unit (Katingan rows 3.4 and 6), which sees this and nothing else of the complaint."""

    unit: Code
    memo: Prose


class AcceptResult(Result):
    """The unit has received the memo; its time runs from here."""

    received_on: date | None = None


class DelegateResult(Result):
    """A unit's report on what it did."""

    summary: Prose
    conclusion: Prose | None = None


class TransferResult(ForwardedDocuments):
    """Passed to the agency that has the authority, with the memo (Katingan row 8).

    The reporter's identity goes along only with the reporter's recorded consent.
    """

    agency: Line
    memo: Prose | None = None
    with_identity: bool = False


class DeliverResult(Result):
    """Delivered to the reporter or the source."""

    delivered_on: date
    way: Annotated[str, StringConstraints(pattern=r"^(system|letter|email|phone|in_person|portal)$")]
    answer: Prose | None = Field(default=None, description="What the reporter is told, when no answer was written yet.")


class AwaitSourceResult(Result):
    """The source confirmed. An officer who enters it in the source's place attaches the proof."""

    confirmed_on: date
    source_status: Line


class CloseResult(Result):
    """The complaint is closed; the summary is for the register, the message for the reporter."""

    summary: Prose
    message: Prose | None = None


class ReconsiderResult(Result):
    """What the objection comes to, and why."""

    considerations: Prose
    message: Prose | None = Field(default=None, description="What the reporter is told about the objection.")


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
