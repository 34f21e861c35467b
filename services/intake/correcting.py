"""An officer puts a value of the complaint's line in the Buku Pengaduan right. The reason is kept on the desk, sealed.

It is no move of the complaint, which may be on another desk by then: the register hears of it and keeps both values.
A number at the source may lead to the reporter, so it is told to the register only, and to no remark or trail.
"""

from datetime import datetime
from typing import Final, Protocol
from uuid import UUID, uuid4

from services.common.contracts.auditing import audited_of
from services.common.contracts.caller import Caller
from services.common.contracts.events import EntryCorrected
from services.common.contracts.tasks import CorrectEntry, Intervened
from services.common.desk.access import may_read
from services.common.desk.completion import Announce
from services.common.desk.custody import Custody
from services.common.desk.remarks import Note
from services.common.errors import Invalid, NotFound
from services.common.vocabulary import PROBLEM_CODES

_TELLING: Final = "source_reference"


class Corrections(Protocol):
    """What correcting asks of intake's database."""

    def by_reference(self, reference: str) -> Custody | None: ...
    def unit_keys(self, tenant: str) -> set[str]: ...
    def add_remark(self, note: Note) -> None: ...
    def renumber(self, caller: Caller, custody: Custody, number: str | None) -> None: ...


def correct_entry(
    caller: Caller, request: CorrectEntry, *, records: Corrections, announce: Announce, now: datetime
) -> Intervened:
    """NotFound, also for whom the complaint is about; Invalid; AlreadyFiled; Destroyed."""
    custody = records.by_reference(request.reference)
    if custody is None or not may_read(caller, custody.barred):
        raise NotFound("complaint")
    if fault := _fault(request, records.unit_keys(custody.tenant)):
        raise Invalid({"value": fault})
    if request.field == _TELLING:
        records.renumber(caller, custody, request.value)
    correction_id: UUID = uuid4()
    told = {"field": request.field} | ({} if request.field == _TELLING else {"value": request.value or ""})
    kept = (custody.complaint_id, custody.sequence, "entry_corrected", caller.actor, request.reason, now, dict(told))
    records.add_remark(Note(correction_id, custody.tenant, *kept))
    announce(
        EntryCorrected(
            event_id=correction_id,
            happened_at=now,
            tenant=custody.tenant,
            complaint_id=custody.complaint_id,
            reference=custody.reference,
            field=request.field,
            after=request.value,
            by=caller.actor,
        ),
        audited_of(caller, "entry_corrected", now, custody, **told),
    )
    return Intervened(intervention_id=correction_id, reference=custody.reference)


def _fault(request: CorrectEntry, units: set[str]) -> str:
    if request.field == "problem_code" and request.value not in PROBLEM_CODES:
        return f"Not a problem code. Possible are: {', '.join(PROBLEM_CODES)}."
    if request.field == "unit" and request.value is not None and request.value not in units:
        return "Not a unit of this regency. GET /api/v1/tenants/<tenant> lists them."
    return ""
