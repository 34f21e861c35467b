"""Every SOP in the repository, found and not listed, and who would end its steps."""

from functools import cache
from pathlib import Path
from uuid import UUID

from services.common.contracts.caller import Caller
from services.common.contracts.tasks import CompleteTask
from services.common.desk.custody import Task
from services.common.sop.load import parse_sop
from services.common.sop.model import Outcome, Sop
from services.common.sop.walk import walk
from tests.unit.common.desk.memory import COMPLAINT
from tests.unit.common.desk.results import COMPLETE, UNIT

ROOT = Path(__file__).parents[4]
FILES = sorted([*ROOT.glob("deploy/tenants/*/sop.yaml"), *ROOT.glob("tests/tenants/*/sop.yaml")])
NAMES = [file.parent.name for file in FILES]

SYSTEMS = ("lapak_aduan", "sp4n_lapor")


@cache
def sop_in(file: Path) -> Sop:
    """The SOP in a file, read once."""
    return parse_sop(file.read_text(encoding="utf-8"), file.parent.name)


@cache
def facts_at(file: Path) -> dict[str, dict[str, str]]:
    """For each step what may be known of a complaint that has come there."""
    return {leg.before.at: leg.before.facts for leg in walk(sop_in(file))}


def holder(role: str, tenant: str, complaint_id: UUID = COMPLAINT) -> Caller:
    """Somebody with this role and no other: the reporter, a source's system, a unit's or the office's officer."""
    if role == "pelapor":
        return Caller(kind="reporter", actor=role, tenant=tenant, roles=(role,), complaint_id=complaint_id)
    kind = "system" if role in SYSTEMS else "officer"
    unit = UNIT if role == "unit_terlapor" else ""
    return Caller(kind=kind, actor=f"contoh_{role}", tenant=tenant, roles=(role,), unit=unit)


def request(task: Task, name: str, outcome: Outcome | None = None) -> CompleteTask:
    """To end a task with this outcome, complete for it; `outcome` is None when the step has none of that name."""
    return CompleteTask(
        task_id=task.task_id,
        kind=task.kind,
        version=task.version,
        outcome=name,
        reason="Alasan",
        result={} if outcome and outcome.is_return else COMPLETE[task.kind] | (outcome.finds if outcome else {}),
        request_key="key-1",
    )
