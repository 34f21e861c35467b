"""Where the press asks what a book or report says.

Called in a plain thread, once for each document: what it gives is kept, and set in type afterwards.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from services.common.contracts.report_fields import BukuPengaduan, LaporanSemester
from services.common.runtime.keys import Keys
from services.intake.register.compiling.book import Asker, book
from services.intake.register.compiling.lines import Named
from services.intake.register.compiling.office import Office
from services.intake.register.compiling.semester import report
from services.intake.register.periods import span


def compile_report(
    connection: Connection, keys: Keys, row: Mapping[str, Any], named: Named
) -> BukuPengaduan | LaporanSemester:
    """The fields of an ordered book or report; `row` is its row of `document`, `named` says what an officer is called.
    The transaction is its regency's."""
    ordered, office = row["ordered"], Office(connection, row["tenant"])
    from_on, to_on = date.fromisoformat(ordered["from_on"]), date.fromisoformat(ordered["to_on"])
    covered = span(from_on, to_on, office.zone, row["issued_at"])
    if row["kind"] == "laporan_semester":
        return report(office, keys, covered, label=ordered["label"], from_on=from_on, to_on=to_on)
    asker = Asker(ordered["asked_by"], ordered["asked_unit"], frozenset(ordered.get("asked_for", ())))
    return book(office, keys, covered, year=from_on.year, label=ordered["label"], asker=asker, named=named)
