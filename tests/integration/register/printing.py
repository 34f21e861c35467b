"""A regency whose book and reports are printed: what intake keeps beside the register, and what the press makes."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, insert

from services.common.contracts import documents as d
from services.common.contracts import events
from services.common.contracts.caller import Caller
from services.common.contracts.report_fields import BukuPengaduan, LaporanSemester
from services.common.runtime.database import make_engine, transaction
from services.common.sealing import CONTENT, seal
from services.common.sop.model import Provenance, Schedule, Sop
from services.intake import models as intake
from services.intake.register import correcting
from services.intake.register.compiling import compile_report
from services.intake.register.models import Base
from services.intake.register.reports import Reports
from tests.integration.register.regency import Filed, Regency
from tests.support.databases import Databases
from tests.support.rings import intakes_keyring
from tests.unit.common.clocks.support import local

SAYS = {"subject": "Pungutan di loket contoh", "story": "Cerita yang tidak dicetak", "location": "Kantor Contoh"}
REPORTED = {"name": "Contoh Terlapor", "position": "Petugas loket", "agency": "Dinas Contoh"}


class Printing(Regency):
    """Its SOP makes a report for the secretary every half year."""

    def __init__(self, engine: Engine, databases: Databases) -> None:
        self.keyring = intakes_keyring()
        super().__init__(engine, databases)
        self.front, self.press = (_engine(databases, role) for role in ("intake", "documents"))

    def sop(self, version: int = 1, days: int = 20) -> Sop:
        half_yearly = Schedule(
            report="laporan_semester", to=("sekretaris",), every="semester", provenance=Provenance(basis="literal")
        )
        return super().sop(version, days).model_copy(update={"schedules": (half_yearly,)})

    def says(self, course: Filed, **said: Any) -> None:
        """What was filed, as intake keeps it."""
        content = {**SAYS, "reported": [REPORTED], **said}
        row = {"complaint_id": course.complaint, "tenant": self.tenant, "reference": course.reference}
        with transaction(self.front, "intake", self.tenant, intake.Base, self.keyring) as work:
            key = work.keys.to_seal(course.complaint, CONTENT)
            codes = {"sop": f"{self.tenant}@1", "channel": "walk_in", "mode": "open", "filed_by": "jfu"}
            kept = {
                "request_key": course.reference,
                "fingerprint": "",
                "code_hash": b"",
                "filed_at": local("2026-04-06 09:00"),
            }
            sealed = seal(key, CONTENT, content)
            work.connection.execute(insert(intake.Complaint).values(**row, **codes, **kept, content=sealed))

    def recorded(self, course: Filed, problem_code: str) -> None:
        """The category the office gave when it wrote the complaint into the book."""
        task = {"task_id": course.complaint, "complaint_id": course.complaint, "tenant": self.tenant, "step": "catat"}
        known = {"kind": "record", "roles": [], "version": 1, "opened_at": local("2026-04-06 09:00")}
        ended = {
            "completed_at": local("2026-04-07 09:00"),
            "completed_by": "contoh",
            "outcome": "dicatat",
            "result": {},
        }
        with transaction(self.front, "intake", self.tenant, intake.Base, self.keyring) as work:
            key = work.keys.to_seal(course.complaint, CONTENT)
            said = {"reason": None, "result": {"problem_code": problem_code}}
            sealed = seal(key, f"task|{course.complaint}", said)
            work.connection.execute(insert(intake.Task).values(**task, **known, **ended, sealed=sealed))

    def destroyed(self, course: Filed) -> None:
        """Its time has ended: key and line."""
        gone = "SET wrapped = NULL, version = NULL, destroyed_at = now() WHERE complaint_id = %s"
        self.rows(f"UPDATE keys.complaint_key {gone}", str(course.complaint))
        self.rows("UPDATE entry SET destroyed_at = now() WHERE complaint_id = %s", str(course.complaint))

    def corrected(self, course: Filed, field: str, after: str | None, at: str) -> None:
        """The register hears that a line was put right."""
        told = {
            "event_id": uuid4(),
            "happened_at": local(at),
            "field": field,
        }
        about = {"tenant": self.tenant, "complaint_id": course.complaint, "reference": course.reference}
        event = events.EntryCorrected.model_validate({**told, **about, "after": after, "by": "contoh_petugas"})
        with self.work(self.tenant) as work:
            correcting.correct(work, event)

    def order(self, kind: str, by: Caller | None = None, at: str = "2027-02-01 09:00", **asked: Any) -> d.Document:
        """Ask for a book or a report."""
        request = {"kind": kind, "year": 2026, "request_key": "k", **asked}
        with self.work(self.tenant) as work:
            reports = Reports(work, local(at))
            return reports.order(by or self.caller("sekretariat"), d.OrderReport.model_validate(request))

    def listed(self, caller: Caller) -> list[UUID]:
        """What a caller may have."""
        with self.work(self.tenant) as work:
            return [one.document_id for one in Reports(work, local("2027-02-01 09:00")).listed(caller).reports]

    def book(self, by: Caller | None = None, **asked: Any) -> BukuPengaduan:
        """The book as the press puts it together."""
        made = self.made(self.order("buku_pengaduan", by, **asked).document_id)
        assert isinstance(made, BukuPengaduan)
        return made

    def report(self, **asked: Any) -> LaporanSemester:
        """The report of the first half of 2026."""
        made = self.made(self.order("laporan_semester", **{"half": 1, **asked}).document_id)
        assert isinstance(made, LaporanSemester)
        return made

    def made(self, document_id: UUID) -> BukuPengaduan | LaporanSemester:
        """What the press puts together of an order, under its own role."""
        with transaction(self.press, "register", self.tenant, Base, self.keyring) as work:
            query = "SELECT * FROM document WHERE document_id = %s"
            row = work.connection.exec_driver_sql(query, (str(document_id),)).mappings().one()
            return compile_report(work.connection, work.keys, dict(row), lambda officer: f"Nama {officer}")

    def close(self) -> None:
        """Let go of the connections."""
        self.front.dispose()
        self.press.dispose()


def _engine(databases: Databases, role: str) -> Engine:
    return make_engine(databases.of_role(role, "dumas_intake").render_as_string(hide_password=False), 2)
