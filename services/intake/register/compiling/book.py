"""The Buku Pengaduan of a year or a part of it: lines by number, without those the asking officer must not see."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Row, Uuid, bindparam, select, text

from services.common.contracts.conflict import Barred
from services.common.contracts.report_fields import BookLine, BukuPengaduan
from services.common.runtime.keys import Keys
from services.common.sealing import CONTENT
from services.intake.register.compiling.lines import Correction, Entered, Named, Printer
from services.intake.register.compiling.office import Office
from services.intake.register.compiling.recorded import opened, recorded_codes
from services.intake.register.models import CorrectionRow
from services.intake.register.periods import Span

# Intake's tables, in the same database. What a complaint says is all that is read of it, and never who says so.
_CONTENT: Final = text("SELECT complaint_id, content FROM complaint WHERE complaint_id IN :ids").bindparams(
    bindparam("ids", expanding=True, type_=Uuid())
)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked for the book; what is about this officer, or the unit acted for, is left out. So is what is about all
    those in whose place alone the officer could ask."""

    officer: str
    unit: str
    lenders: frozenset[str] = frozenset()

    def may_see(self, entry: Row[Any]) -> bool:
        """Whether a line is shown."""
        barred = Barred.model_validate(entry.barred)
        is_about_lenders = bool(self.lenders) and self.lenders <= set(barred.officers)
        return not (barred.shuts_out(self.officer, self.unit) or is_about_lenders)


def book(
    office: Office, keys: Keys, covered: Span, *, year: int, label: str, asker: Asker, named: Named
) -> BukuPengaduan:
    """As the book stands now; `named` says what an officer is called."""
    printer, lines, withheld = Printer(office.zone, office.units, named), list[BookLine](), 0
    for batch in office.lines(covered):
        seen = [entry for entry in batch if asker.may_see(entry)]
        withheld += len(batch) - len(seen)
        for entered in _entered(seen, office, keys):
            lines += printer.lines(entered, office.sop(entered.entry.sop))
    return BukuPengaduan(year=year, period_label=label, lines=tuple(lines), withheld=withheld)


def _entered(entries: Sequence[Row[Any]], office: Office, keys: Keys) -> Iterator[Entered]:
    journal = office.journal({entry.complaint_id: entry.applied for entry in entries})
    # What the register has marked as destroyed is gone, also while intake has not yet come to destroying its key.
    ids = [entry.complaint_id for entry in entries if entry.destroyed_at is None]
    keys.forget()
    keys.load(ids)
    contents, recorded = _contents(office.connection, ids, keys), recorded_codes(office.connection, ids, keys)
    corrections = _corrections(office.connection, list(journal))
    for entry in entries:
        known = entry.complaint_id
        yield Entered(entry, journal[known], contents.get(known), recorded.get(known), corrections[known])


def _contents(connection: Connection, ids: Sequence[UUID], keys: Keys) -> dict[UUID, Mapping[str, Any]]:
    """What complaints say, without those whose words are gone."""
    rows = connection.execute(_CONTENT, {"ids": ids})
    found = {row.complaint_id: opened(row.complaint_id, CONTENT, row.content, keys) for row in rows}
    return {known: content for known, content in found.items() if content}


def _corrections(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, list[Correction]]:
    found: dict[UUID, list[Correction]] = defaultdict(list)
    mine = select(CorrectionRow.__table__).where(CorrectionRow.complaint_id.in_(ids))
    for row in connection.execute(mine.order_by(CorrectionRow.corrected_at)):
        found[row.complaint_id].append(Correction(row.field, row.after, row.by, row.corrected_at))
    return found
