"""Issuing documents: what a step writes, under which number, in the place of what.

A desk adds what is its own through `Composers`: a function for each kind of document, which puts down its fields from
the step that is being ended. They are saved with the step; the file is made afterwards by the press (`common/press`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from services.common.contracts.events import DocumentWithdrawn
from services.common.contracts.report_fields import Fields
from services.common.contracts.tenant import TenantProfile
from services.common.desk.custody import Custody
from services.common.desk.ending import Ending
from services.common.documents import KINDS, issued_in, made_in
from services.common.numbering import printed_number
from services.common.vocabulary import HEAD

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """One edition of a document, without its words. Fields as of `paper_tables.DocumentRow`.

    `unit` is the unit it went to or that wrote it, and whose officers therefore see it. `issued_as` and `signed_as` are
    roles, or the code of one that was another's (`contracts.deputies`).
    """

    document_id: UUID
    tenant: str
    complaint_id: UUID | None
    kind: str
    year: int
    serial: int | None
    number: str | None
    edition: int
    step: str | None
    signer_roles: list[str]
    issued_by: str
    issued_at: datetime
    code: str
    issued_as: str | None = None
    unit: str | None = None
    media_type: str = PDF
    object_key: str | None = None
    size: int | None = None
    sha256: str | None = None
    rendered_at: datetime | None = None
    way: str | None = None
    signed_by: str | None = None
    signed_as: str | None = None
    asked_at: datetime | None = None
    signed_at: datetime | None = None
    signed_key: str | None = None
    signed_size: int | None = None
    signed_sha256: str | None = None
    attachment_id: UUID | None = None
    replaced_by: UUID | None = None
    cancelled_at: datetime | None = None
    delivered_at: datetime | None = None

    @property
    def stands(self) -> bool:
        """Whether it is the one that counts."""
        return self.replaced_by is None and self.cancelled_at is None

    def is_made(self, unsigned: bool) -> bool:
        """Whether the file that is asked for is there; while the press is about to sign it, only the unsigned one."""
        is_being_signed = self.way == "internal" and self.signed_at is None and self.stands
        return self.rendered_at is not None and (unsigned or not is_being_signed)

    @property
    def has_left(self) -> bool:
        """Whether others rely on it, so that what comes instead is another document and no new edition."""
        return bool(self.way or self.delivered_at) or KINDS[self.kind].leaves_at_once


class Act(Protocol):
    """What a document is written for: a step that is being ended, or a request."""

    @property
    def custody(self) -> Custody: ...
    @property
    def now(self) -> datetime: ...
    @property
    def acted_as(self) -> str | None: ...


class Papers(Protocol):
    """What issuing asks of a desk's database."""

    def profile(self, tenant: str) -> TenantProfile: ...
    def standing(self, complaint_id: UUID, kind: str) -> Paper | None: ...
    def next_serial(self, tenant: str, kind: str, year: int) -> int: ...
    def add_document(self, paper: Paper, content: dict[str, Any]) -> None: ...
    def replace(self, before: Paper, by: UUID) -> None: ...
    def new_code(self) -> str: ...


Compose = Callable[[Ending], Fields]
"""The fields of a document, from the ending of the step that writes it."""

Composers = Mapping[str, Compose]
Announce = Callable[..., None]


class Written(NamedTuple):
    """What comes into being with a step, and the number to tell: of the first, or of what is only drafted."""

    issued: tuple[Paper, ...]
    number: str | None


NOTHING: Final = Written((), None)


class _Place(NamedTuple):
    year: int
    serial: int | None
    number: str | None
    edition: int


@dataclass(frozen=True, slots=True)
class Writing:
    """Writes a desk's documents on one transaction."""

    papers: Papers
    composers: Composers
    announce: Announce

    def of_step(self, ending: Ending) -> Written:
        """Write what the step writes; which documents come into being with it. A return writes none."""
        if ending.is_return:
            return NOTHING
        # An SOP published by a build before this one may ask a step for what it cannot write; the check now refuses it.
        outputs = [kind for kind in ending.documents if ending.step.kind in KINDS[kind].steps]
        written = {kind: self._of_step(kind, ending) for kind in made_in(ending.step.kind, outputs)}
        issued = issued_in(ending.step.kind, outputs)
        found = (written.get(kind) or self.papers.standing(ending.custody.complaint_id, kind) for kind in issued)
        papers = tuple(paper for paper in found if paper)
        return Written(papers, next((paper.number for paper in (*papers, *written.values())), None))

    def _of_step(self, kind: str, ending: Ending) -> Paper:
        unit = ending.result.unit if KINDS[kind].for_unit and ending.step.kind == "forward" else ending.task.unit
        return self.one(kind, ending, self.composers[kind](ending), ending.caller.actor, ending.step.key, unit=unit)

    def one(self, kind: str, act: Act, fields: Fields, by: str, step: str | None, *, unit: str | None = None) -> Paper:
        """Write a document: another edition of one that is still with us, or the next one in the row."""
        custody, profile = act.custody, self.papers.profile(act.custody.tenant)
        before, is_a_units = self.papers.standing(custody.complaint_id, kind), unit and not KINDS[kind].for_unit
        day = act.now.astimezone(ZoneInfo(profile.time_zone)).date()
        place = self._place(kind, before, day, profile, numbered=KINDS[kind].is_numbered and not is_a_units)
        paper = Paper(
            document_id=uuid4(),
            tenant=custody.tenant,
            complaint_id=custody.complaint_id,
            kind=kind,
            **place._asdict(),
            step=step,
            signer_roles=list(custody.barred.acting((HEAD,))),
            issued_by=by,
            issued_as=act.acted_as,
            issued_at=act.now,
            code=self.papers.new_code(),
            unit=unit,
        )
        if before:
            self.papers.replace(before, paper.document_id)
            self.announce(withdrawn(before, act.now, by, replaced_by=paper.document_id))
        dated = {"reference": custody.reference, "dated_on": day.isoformat()}
        self.papers.add_document(paper, {**dated, "fields": fields.model_dump(mode="json")})
        return paper

    def _place(self, kind: str, before: Paper | None, day: date, profile: TenantProfile, *, numbered: bool) -> _Place:
        """Under the number of the edition before, if that has not left; else the next."""
        before = before if before and (before.number is not None) == numbered else None
        if before and not before.has_left:
            return _Place(before.year, before.serial, before.number, before.edition + 1)
        if not numbered:
            return _Place(day.year, None, None, before.edition + 1 if before else 1)
        serial = self.papers.next_serial(profile.key, kind, day.year)
        number = printed_number(kind, serial, day, profile.code, profile.number_formats)
        return _Place(day.year, serial, number, 1)


def withdrawn(paper: Paper, now: datetime, by: str, replaced_by: UUID | None = None) -> DocumentWithdrawn:
    """The event that a document does not stand any more."""
    about = {name: getattr(paper, name) for name in ("tenant", "document_id", "complaint_id")}
    return DocumentWithdrawn(event_id=uuid4(), happened_at=now, **about, replaced_by=replaced_by, by=by)
