"""Books and reports as documents of the register: ordered, listed, signed. Their files are made by the press."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from services.common.contracts import documents as d
from services.common.contracts.auditing import audited
from services.common.contracts.caller import Caller
from services.common.contracts.rights import INSIDE
from services.common.desk import signing
from services.common.desk.access import lent_by
from services.common.desk.paper_access import shown
from services.common.desk.papers import PDF, Paper
from services.common.documents import KINDS
from services.common.errors import Invalid, NotFound, SigningRefused
from services.common.numbering import printed_number
from services.common.runtime.database import Work
from services.common.sop.model import Sop
from services.common.vocabulary import HEAD
from services.intake.register.periods import Period, part_of
from services.intake.register.regencies import Regencies
from services.intake.register.report_records import ReportRecords
from services.intake.report_access import SEMESTER

_DESK: Final = "register"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, by whom and in whose place alone; `to` are the roles it is for besides."""

    kind: str
    period: Period
    by: str
    unit: str = ""
    to: tuple[str, ...] = ()
    media_type: str = PDF
    lenders: tuple[str, ...] = ()

    @property
    def kept(self) -> dict[str, Any]:
        """As it is kept for whoever puts it together."""
        return {
            "from_on": self.period.from_on.isoformat(),
            "to_on": self.period.to_on.isoformat(),
            "label": self.period.label,
            "asked_by": self.by,
            "asked_unit": self.unit,
            "asked_for": list(self.lenders),
            "to": list(self.to),
        }


class Reports:
    """Books and reports of one regency, on one transaction."""

    def __init__(self, work: Work, now: datetime) -> None:
        self.work, self.now = work, now
        self.records = ReportRecords(work)
        self.profile = self.records.profile(work.tenant)

    def order(self, caller: Caller, request: d.OrderReport) -> d.Document:
        """Ask for a book or a report. Invalid for a time that has not begun, and for a report of no half year."""
        if request.kind == SEMESTER and request.half is None:
            raise Invalid({"half": "Say which half of the year: 1 or 2."})
        if request.kind == SEMESTER and request.media_type != PDF:
            raise Invalid({"media_type": "The report of half a year is made as PDF; the book as a sheet too."})
        whole = part_of(request.year, "semester", request.half) if request.half else part_of(request.year, "year", 1)
        if whole.from_on > self.day(self.now):
            raise Invalid({"year": "This time has not begun yet; there is nothing to tell of it."})
        to = self.readers() if request.kind == SEMESTER else ()
        period = whole.until(self.day(self.now))
        lenders = lent_by(caller, INSIDE)
        order = Order(request.kind, period, caller.actor, caller.unit, to, request.media_type, lenders)
        return shown(_DESK, self.add(order, uuid4(), caller))

    def listed(self, caller: Caller) -> d.Reports:
        """Those the caller may have, the newest first."""
        return d.Reports(reports=tuple(shown(_DESK, paper) for paper in self.records.had_by(caller)))

    def sign(self, caller: Caller, request: d.SignDocument) -> d.Document:
        """Ask the press for a signature by our own key. NotFound, NotYourRole, NotYetRendered, SigningRefused."""
        paper = self.records.report(caller, request.document_id)
        if paper is None:
            raise NotFound("report")
        if request.way != "internal":
            raise SigningRefused("books and reports are signed by our own key only")
        signing.sign(caller, paper, request, records=self.records, now=self.now)
        return shown(_DESK, self.records.paper(request.document_id) or paper)

    def add(self, order: Order, document_id: UUID, caller: Caller) -> Paper:
        """A new document, with the next number of its kind where there are numbers."""
        kind, day, profile = KINDS[order.kind], self.day(self.now), self.profile
        serial = self.records.next_serial(profile.key, kind.name, day.year) if kind.is_numbered else None
        paper = Paper(
            document_id=document_id,
            tenant=profile.key,
            complaint_id=None,
            kind=kind.name,
            year=day.year,
            serial=serial,
            number=printed_number(kind.name, serial, day, profile.code, profile.number_formats) if serial else None,
            edition=1,
            step=None,
            signer_roles=[HEAD],
            issued_by=order.by,
            issued_at=self.now,
            code=self.records.new_code(),
            media_type=order.media_type,
        )
        self.records.add_report(paper, order.kept)
        self.work.announce(audited(caller, "document_asked", self.now, subject=str(document_id), document=kind.name))
        return paper

    def readers(self) -> tuple[str, ...]:
        """The roles for which the SOP in force makes reports."""
        sop = self.sop()
        schedules = sop.schedules if sop else ()
        return tuple(dict.fromkeys(role for each in schedules if each.report == SEMESTER for role in each.to))

    def sop(self) -> Sop | None:
        """The version in force."""
        regencies = Regencies(self.work)
        sop_id = regencies.in_force(self.work.tenant)
        return regencies.sop(sop_id) if sop_id else None

    def day(self, at: datetime) -> date:
        """The day this instant belongs to at the office."""
        return at.astimezone(ZoneInfo(self.profile.time_zone)).date()
