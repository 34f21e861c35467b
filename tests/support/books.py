"""What the databases and the parking places hold: promises of the whole product that no interface shows at once.

Reads as the administrator, past the isolation of tenants. It changes nothing but what time would, or a culprit.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, NullPool, Row, create_engine, make_url, text

from deploy.services import DATABASES
from services.common.steps import DESKS
from tests.support.stack import RunningStack

_OPEN = "SELECT task_id, complaint_id FROM task WHERE completed_at IS NULL"
_WAITING = "SELECT j.complaint_id FROM journal j JOIN entry e USING (complaint_id) WHERE j.sequence > e.applied"
_TORN = (
    "SELECT e.complaint_id FROM entry e LEFT JOIN journal j USING (complaint_id)"
    " GROUP BY e.complaint_id, e.applied HAVING count(j.sequence) <> e.applied"
)
_MISSING = "SELECT reference FROM complaint EXCEPT SELECT reference FROM entry"
_ENTERED = "SELECT tenant, year FROM entry GROUP BY tenant, year HAVING count(*) <> max(number)"
_ISSUED = (
    "SELECT tenant, year, kind FROM document WHERE serial IS NOT NULL"
    " GROUP BY tenant, year, kind HAVING count(DISTINCT serial) <> max(serial)"
)
_UNMADE = (
    "SELECT kind FROM document WHERE rendered_at IS NULL OR (way = 'internal' AND signed_at IS NULL"
    " AND sealed IS NOT NULL AND replaced_by IS NULL AND cancelled_at IS NULL)"
)


class Books:
    """The databases of one running product."""

    def __init__(self, stack: RunningStack) -> None:
        self._stack = stack

    def rows(self, database: str, query: str, **values: Any) -> list[Row[Any]]:
        """The rows of a query on one of the databases."""
        with self._connected(database) as connection:
            return list(connection.execute(text(query), values))

    def _connected(self, database: str) -> Connection:
        url = make_url(self._stack.endpoints.database_url).set(drivername="postgresql+psycopg2", database=database)
        return create_engine(url, poolclass=NullPool).connect()

    def tamper(self, statement: str, **values: Any) -> None:
        """Change one row of intake's database behind everybody's back."""
        with self._connected("dumas_intake") as connection:
            assert connection.execute(text(statement), values).rowcount == 1
            connection.commit()

    def let_run_out(self, reference: str, clock: str) -> None:
        """Put a deadline into the past, as time would."""
        self._change(
            "UPDATE clock SET runs_out_at = now() - interval '1 minute' WHERE key = :clock", reference, clock=clock
        )

    def let_objection_lapse(self, reference: str) -> None:
        """Put the end of the time to object into the past."""
        self._change("UPDATE entry SET objection_until = now() - interval '1 minute' WHERE true", reference)

    def let_retention_end(self, reference: str) -> None:
        """Put the closing ten years into the past, as time would; no class is kept longer."""
        moved = "closed_at = closed_at - interval '10 years', objection_until = NULL"
        self._change(f"UPDATE entry SET {moved} WHERE true", reference)

    def move_deputies(self, tenant: str, days: int) -> None:
        """Put all days on which somebody stands in for somebody so far ahead, or with a minus into the past."""
        moved = text("UPDATE deputy SET from_on = from_on + :n, until_on = until_on + :n WHERE tenant = :tenant")
        with self._connected("dumas_gateway") as connection:
            assert connection.execute(moved, {"n": days, "tenant": tenant}).rowcount
            connection.commit()

    def _change(self, statement: str, reference: str, **values: Any) -> None:
        mine = " AND complaint_id = (SELECT complaint_id FROM entry WHERE reference = :reference)"
        with self._connected("dumas_intake") as connection:
            assert connection.execute(text(statement + mine), {"reference": reference, **values}).rowcount == 1
            connection.commit()

    def filed(self, tenant: str) -> int:
        """How many complaints of a regency are kept."""
        query = "SELECT count(*) FROM complaint WHERE tenant = :tenant"
        return int(self.rows("dumas_intake", query, tenant=tenant)[0][0])

    def faults(self) -> list[str]:
        """What is still on its way or has gone wrong; nothing when the product has come to rest and is whole."""
        return [*self._unsent(), *self._not_followed(), *self._orphans(), *self._misnumbered(), *self._unmade()]

    def _unsent(self) -> Iterator[str]:
        for database in DATABASES:
            if waiting := self.rows(database, "SELECT count(*) FROM outbox")[0][0]:
                yield f"{waiting} events wait in the outbox of {database}"

    def _not_followed(self) -> Iterator[str]:
        for what, query in (("not entered", _MISSING), ("waiting for events", _WAITING), ("with a gap", _TORN)):
            if found := self.rows("dumas_intake", query):
                yield f"{len(found)} complaints {what} in the register, such as {found[0][0]}"

    def _orphans(self) -> Iterator[str]:
        """Every complaint that has not ended waits in one step of one desk, and the register shows that step."""
        held = [tuple(row) for desk in DESKS for row in self.rows(f"dumas_{desk}", _OPEN)]
        shown = {tuple(row) for row in self.rows("dumas_intake", "SELECT task_id, complaint_id FROM open_task")}
        if differ := shown ^ set(held):
            yield f"{len(differ)} tasks are open on a desk or in the register alone"
        running = {row[0] for row in self.rows("dumas_intake", 'SELECT complaint_id FROM entry WHERE "end" IS NULL')}
        lying = Counter(complaint for _, complaint in held)
        if lost := running ^ set(lying):
            yield f"{len(lost)} complaints lie on no desk, or on one after their end, such as {next(iter(lost))}"
        if doubled := [complaint for complaint, count in lying.items() if count > 1]:
            yield f"{len(doubled)} complaints wait in several steps, such as {doubled[0]}"

    def _misnumbered(self) -> Iterator[str]:
        for row in self.rows("dumas_intake", _ENTERED):
            yield f"the Buku Pengaduan of {row.tenant} has a gap in {row.year}"
        for database in (f"dumas_{desk}" for desk in DESKS):
            for row in self.rows(database, _ISSUED):
                yield f"the numbers of {row.kind} have a gap for {row.tenant} in {row.year}"

    def _unmade(self) -> Iterator[str]:
        for database in (f"dumas_{desk}" for desk in DESKS):
            if waiting := self.rows(database, _UNMADE):
                yield f"{len(waiting)} documents of {database} are not made or signed yet, such as {waiting[0].kind}"

    def parked(self) -> str:
        """What `dumas parked list` says."""
        command = [str(Path(sys.executable).with_name("dumas")), "parked", "list"]
        done = subprocess.run(command, env=self._stack.operator, capture_output=True, text=True, timeout=60, check=True)
        return done.stdout.strip()
