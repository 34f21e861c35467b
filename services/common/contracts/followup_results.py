"""What ends the steps of the followup desk: reports, answers, memos, confirmations."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.common.contracts.result import Code, Line, Prose, Result


class CarryOutResult(Result):
    """The follow-up was carried out: what its report says (LHA, LHK, LHKo), in the order of its chapters. The number
    is given here; attachments are the report's annexes."""

    reported_on: date
    form: Literal["letter", "chapters"] = Field(default="letter", description="As a letter (bentuk surat), or bab.")
    assignment_number: Line | None = Field(default=None, description="Number of the letter (SPT) it was done under.")
    basis: Prose | None = Field(default=None, description="Dasar penugasan.")
    purpose: Prose | None = Field(default=None, description="Tujuan dan sasaran.")
    scope: Prose | None = Field(default=None, description="Ruang lingkup.")
    general_data: Prose | None = Field(default=None, description="Data umum.")
    summary: Prose
    findings: Prose | None = Field(default=None, description="Uraian hasil.")
    cause: Prose | None = Field(default=None, description="Penyebab.")
    effect: Prose | None = Field(default=None, description="Dampak atau kerugian.")
    parties: Prose | None = Field(default=None, description="Pihak terkait; never who reported.")
    conclusion: Prose
    recommendations: tuple[Prose, ...] = ()


class RespondResult(Result):
    """The answer, as the reporter will read it."""

    answer: Prose


class ForwardedDocuments(Result):
    """What leaves the inspectorate: a memo in the office's own words, and what is expressly sent along. The memo is a
    document of its own, with its number."""

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
    recommendations: tuple[Prose, ...] = ()


class TransferResult(ForwardedDocuments):
    """Passed to the agency that has the authority, with the memo (Katingan row 8).

    The reporter's identity goes along only with the reporter's recorded consent, or where the law orders it.
    """

    agency: Line
    memo: Prose | None = None
    with_identity: bool = False
    legal_order: Line | None = Field(
        default=None, description="Number and date of the order that demands the identity without consent."
    )


class DeliverResult(Result):
    """Delivered to the reporter or the source."""

    delivered_on: date
    way: Annotated[str, StringConstraints(pattern=r"^(system|letter|email|phone|in_person|portal)$")]
    answer: Prose | None = Field(
        default=None, description="What the reporter is told; must be there when no answer was written before."
    )


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
    message: Prose = Field(description="What the reporter is told: what was decided on the objection, and why.")
