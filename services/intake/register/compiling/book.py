"""The Buku Pengaduan of a year or a part of it: lines by number, without those the asking officer must not see."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, select, text

from services.common.contracts.conflict import Barred
from services.common.contracts.report_fields import BookLine, BukuPengaduan
from services.common.runtime.keys import Keys
from services.common.sealing import CONTENT, Destroyed, unseal
from services.intake.register.compiling.lines import Correction, Entered, Printer
from services.intake.register.compiling.office import Office
from services.intake.register.models import CorrectionRow
from services.intake.register.periods import Span

# Intake's tables, in the same database. What a complaint says is all that is read of it, and never who says so.
_CONTENT: Final = text("SELECT complaint_id, content FROM complaint WHERE complaint_id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
_RECORDED: Final = text(
    """
    SELECT complaint_id, task_id, result, sealed FROM task
    WHERE complaint_id IN :ids AND kind = 'record' AND completed_at IS NOT NULL ORDER BY completed_at DESC
    """
).bindparams(bindparam("ids", expanding=True))


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked for the book; what is about this officer, or the unit acted for, is left out."""

    officer: str
    unit: str

    def may_see(self, entry: Row[Any]) -> bool:
        """Whether a line is shown."""
        return not Barred.model_validate(entry.barred).shuts_out(self.officer, self.unit)


def book(office: Office, keys: Keys, covered: Span, *, year: int, label: str, asker: Asker) -> BukuPengaduan:
    """As the book stands now."""
    printer, lines, withheld = Printer(office.zone, office.units), list[BookLine](), 0
    for batch in office.lines(covered):
        seen = [entry for entry in batch if asker.may_see(entry)]
        withheld += len(batch) - len(seen)
        for entered in _entered(seen, office, keys):
            lines += printer.lines(entered, office.sop(entered.entry.sop))
    return BukuPengaduan(year=year, period_label=label, lines=tuple(lines), withheld=withheld)


def _entered(entries: Sequence[Row[Any]], office: Office, keys: Keys) -> Iterator[Entered]:
    journal = office.journal({entry.complaint_id: entry.applied for entry in entries})
    ids = list(journal)
    keys.forget()
    keys.load(ids)
    contents, recorded = _contents(office.connection, ids, keys), _recorded(office.connection, ids, keys)
    corrections = _corrections(office.connection, ids)
    for entry in entries:
        known = entry.complaint_id
        yield Entered(entry, journal[known], contents.get(known), recorded.get(known), corrections[known])


def _contents(connection: Connection, ids: Sequence[UUID], keys: Keys) -> dict[UUID, Mapping[str, Any]]:
    """What complaints say, without those whose words are gone."""
    rows = connection.execute(_CONTENT, {"ids": ids})
    opened = {row.complaint_id: _opened(row.complaint_id, CONTENT, row.content, keys) for row in rows}
    return {known: content for known, content in opened.items() if content}


def _recorded(connection: Connection, ids: Sequence[UUID], keys: Keys) -> dict[UUID, str]:
    """The problem codes given where complaints were written into the book, the first time."""
    found: dict[UUID, str] = {}
    for row in connection.execute(_RECORDED, {"ids": ids}):
        said = _opened(row.complaint_id, f"task|{row.task_id}", row.sealed, keys) if row.sealed else row._mapping
        if code := (said or {}).get("result", {}).get("problem_code"):
            found[row.complaint_id] = code
    return found


def _corrections(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, list[Correction]]:
    found: dict[UUID, list[Correction]] = defaultdict(list)
    mine = select(CorrectionRow.__table__).where(CorrectionRow.complaint_id.in_(ids))
    for row in connection.execute(mine.order_by(CorrectionRow.corrected_at)):
        found[row.complaint_id].append(Correction(row.field, row.after, row.by, row.corrected_at))
    return found


def _opened(complaint_id: UUID, place: str, sealed: bytes, keys: Keys) -> Any:
    """What was sealed; None where the key was destroyed."""
    if not sealed:
        return None
    try:
        return unseal(keys.of(complaint_id, CONTENT), place, sealed)
    except Destroyed:
        return None
