"""A complaint's line of the Buku Pengaduan, for papers that refer to it: looked up by the press when it makes one."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Engine, select, text

from services.common.press.sheet import BookEntry
from services.common.runtime.keys import Keys
from services.common.runtime.tenant_keys import Keyring
from services.common.vocabulary import PROBLEM_CODES
from services.intake.register.compiling.office import Office
from services.intake.register.compiling.recorded import recorded_codes
from services.intake.register.models import CorrectionRow, Entry

_NAME_TENANT: Final = text("SELECT set_config('dumas.tenant', :tenant, true)")


@dataclass(frozen=True, slots=True)
class Entries:
    """Reads in intake's database, in the name of one regency at a time."""

    intake: Engine
    keyring: Keyring

    def line(self, tenant: str, complaint_id: UUID) -> BookEntry | None:
        """As it stands now, with what was put right; None while the register has not heard of the complaint."""
        with self.intake.begin() as connection:
            connection.execute(_NAME_TENANT, {"tenant": tenant})
            mine = select(Entry.__table__).where(Entry.complaint_id == complaint_id)
            entry = connection.execute(mine).first()
            if entry is None:
                return None
            put_right = (CorrectionRow.complaint_id == complaint_id, CorrectionRow.field == "problem_code")
            is_put_right = connection.execute(select(CorrectionRow.field).where(*put_right).limit(1)).first()
            given = (
                {}
                if is_put_right
                else recorded_codes(connection, [complaint_id], Keys(connection, tenant, self.keyring))
            )
            code = given.get(complaint_id, entry.problem_code)
            return BookEntry(
                number=f"{entry.number}/{entry.year}",
                received_on=entry.received_at.astimezone(Office(connection, tenant).zone).date(),
                problem_label=f"{code} {PROBLEM_CODES.get(code, '')}".strip() if code else None,
                source_reference=entry.source_reference,
            )
