"""Who may have which book or report: the same for the register, which lists them, and for intake, which has the keys.

A book is of whoever asked for it, because lines were left out for that officer. A report names nobody: whoever leads
the office has it too, and the roles for which the SOP's schedule makes it.
"""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from services.common.contracts.caller import Caller
from services.common.contracts.rights import LEADERS

SEMESTER: Final = "laporan_semester"


def may_have(caller: Caller, table: Table) -> ColumnElement[bool]:
    """The books and reports of `document` the caller may have."""
    mine = table.c.issued_by == caller.actor
    if caller.has_any(tuple(LEADERS)):
        theirs = table.c.kind == SEMESTER
    else:
        theirs = or_(*(table.c.ordered.contains({"to": [role]}) for role in caller.roles))
    return table.c.complaint_id.is_(None) & or_(mine, theirs)


def may_have_one(caller: Caller, document_id: UUID, table: Table, connection: Connection) -> bool:
    """Whether this is one of them."""
    found: Any = select(table.c.document_id).where(table.c.document_id == document_id, may_have(caller, table))
    return connection.execute(found).first() is not None
