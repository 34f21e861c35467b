"""`python -m tests.bench.comparing`: how long the province waits for its comparison, over a register of many years.

Made-up regencies are filled with lines, clocks and moves straight into the tables, spread over five years, most of
them closed; then the comparison of the last year is made as the register makes it, under its own role.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Engine

from services.common.contracts.comparison import ComparisonQuery
from services.common.runtime.database import make_engine, transaction
from services.intake.register.comparing import comparison
from services.intake.register.models import Base
from tests.integration.register.regency import Regency
from tests.support.databases import Databases, connect
from tests.support.stack import running_parts

YEAR: Final = 2026
NOW: Final = datetime(YEAR, 12, 1, tzinfo=UTC)
_KINDS: Final = ("record", "verify", "assess", "decide", "carry_out", "respond")
_RUNS: Final = 3

_LINES: Final = """
INSERT INTO entry (complaint_id, tenant, reference, year, number, sop, channel, mode, filed_by, received_at, facts,
    happened, noted, entered, step, visit, paused, extra, barred, "end", closed_at, objections, due_at, applied)
SELECT gen_random_uuid(), %(tenant)s, 'CTH-' || n, extract(year FROM at), n, %(tenant)s || '@1', 'web', 'open',
    'pelapor', at, '{}', '{}', '{}', '{}', CASE WHEN n %% 10 = 0 THEN 'telaah' END, 0, '[]', '{}',
    '{"officers": [], "instead": {}, "units": []}', CASE WHEN n %% 10 > 0 THEN 'ditutup' END,
    CASE WHEN n %% 10 > 0 THEN at + interval '20 days' + n %% 17 * interval '1 day' END, 0, at + interval '30 days', 12
FROM (
    SELECT n, %(from)s + n * (interval '1795 days' / %(lines)s) AS at FROM generate_series(1, %(lines)s) AS n
) AS spread
"""
_MOVES: Final = """
INSERT INTO journal (complaint_id, sequence, tenant, name, payload)
SELECT complaint_id, 2 * k + turn, tenant,
    CASE WHEN turn = 1 THEN 'step_completed' WHEN k = 0 THEN 'complaint_received' ELSE 'task_opened' END,
    jsonb_build_object('event_id', gen_random_uuid(), 'tenant', tenant, 'complaint_id', complaint_id, 'reference',
        reference, 'sequence', 2 * k + turn, 'happened_at', received_at + (2 * k + turn) * interval '40 hours')
    || CASE WHEN turn = 1 THEN jsonb_build_object('task_id', task, 'step', kind, 'kind', kind, 'desk', 'review',
        'outcome', 'selesai', 'is_return', false, 'by', 'petugas_karangan', 'roles', '["irban"]'::jsonb,
        'as_deputy', '', 'facts', '{"channel": "web", "mode": "open", "decision": "klarifikasi"}'::jsonb,
        'next_step', 'lanjut', 'next_desk', 'followup')
    ELSE jsonb_build_object('task', jsonb_build_object('task_id', task, 'step', kind, 'kind', kind, 'desk', 'review',
        'roles', '["irban"]'::jsonb, 'version', 2 * k, 'title', 'Menelaah pengaduan karangan', 'unit', null)) END
FROM entry, unnest(%(kinds)s) WITH ORDINALITY AS each (kind, place), LATERAL (SELECT place::int - 1 AS k) AS at,
    LATERAL (SELECT md5(complaint_id::text || k)::uuid AS task) AS made, (VALUES (0), (1)) AS turns (turn)
WHERE tenant = %(tenant)s
"""
_TIMES: Final = """
INSERT INTO step_time (complaint_id, sequence, tenant, kind, opened_at, ended_at)
SELECT complaint_id, sequence, tenant, payload ->> 'kind',
    (payload ->> 'happened_at')::timestamptz - interval '40 hours', (payload ->> 'happened_at')::timestamptz
FROM journal WHERE tenant = %(tenant)s AND name = 'step_completed'
"""
_CLOCKS: Final = """
INSERT INTO clock (complaint_id, key, visit, tenant, text, started_at, stopped_at, due_at, calendar_version,
    is_provisional, why, extra)
SELECT complaint_id, 'total', 0, tenant, '30 hari', received_at, closed_at, due_at, 'x', false, '', 0
FROM entry WHERE tenant = %(tenant)s
"""


def main() -> None:
    """Fill, measure, print."""
    options = _options()
    with running_parts() as parts:
        databases = Databases(parts.start().database_url)
        databases.migrate()
        with _register(databases) as engine:
            _fill(databases, engine, options.regencies, options.lines // options.regencies)
            _report(engine, options.regencies, options.lines)


@contextmanager
def _register(databases: Databases) -> Iterator[Engine]:
    url = databases.of_role("register", "dumas_intake").render_as_string(hide_password=False)
    engine = make_engine(url, 2)
    try:
        yield engine
    finally:
        engine.dispose()


def _fill(databases: Databases, engine: Engine, regencies: int, lines: int) -> None:
    connection = connect(databases.of_owner("dumas_intake"))
    for _ in range(regencies):
        tenant = Regency(engine, databases).tenant
        given = {"tenant": tenant, "lines": lines, "from": datetime(YEAR - 4, 1, 1, tzinfo=UTC), "kinds": list(_KINDS)}
        with connection, connection.cursor() as cursor:
            for statement in (_LINES, _MOVES, _TIMES, _CLOCKS):
                cursor.execute(statement, given)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE entry, journal, step_time, clock")
    connection.close()


def _report(engine: Engine, regencies: int, lines: int) -> None:
    def work_for(tenant: str) -> Any:
        return transaction(engine, "register", tenant, Base)

    for run in range(_RUNS):
        started = time.perf_counter()
        found = comparison(work_for, ComparisonQuery(year=YEAR, limit=200), NOW)
        took = time.perf_counter() - started
        sys.stdout.write(f"{len(found.regencies)} regencies, {lines:,} lines, run {run + 1}: {took:.2f} s\n")
    assert len(found.regencies) == regencies


def _options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--regencies", type=int, default=40)
    reader.add_argument("--lines", type=int, default=200_000, help="of all regencies together")
    return reader.parse_args()


if __name__ == "__main__":
    main()
