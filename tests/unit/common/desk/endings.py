"""A step that is being ended, as the effects of a desk see it."""

from datetime import datetime
from typing import Any

from services.common.contracts.caller import Caller
from services.common.contracts.results import RESULTS, RETURNED
from services.common.desk.custody import Custody, Task, task_id
from services.common.desk.ending import Ending
from services.common.sop.model import Outcome, Provenance, Step, Transition
from tests.unit.common.desk.memory import COMPLAINT, MONDAY, TUESDAY, officer

REFERENCE = "CTH-26-7K3M-9QXR"


def being_ended(
    kind: str,
    result: dict[str, Any] | None = None,
    *,
    caller: Caller | None = None,
    is_return: bool = False,
    documents: tuple[str, ...] = (),
    now: datetime = TUESDAY,
    to: str = "selesai",
) -> Ending:
    """A step of the kind, with this result, or a return."""
    model = (RETURNED if is_return else RESULTS)[kind]
    custody = Custody(COMPLAINT, "contoh", REFERENCE, "contoh@1", {"channel": "web"}, 5)
    return Ending(
        caller=caller or officer("inspektur", actor="contoh_inspektur"),
        custody=custody,
        task=Task(task_id(COMPLAINT, 5), COMPLAINT, "contoh", kind, kind, ["inspektur"], 5, MONDAY),
        step=_step(kind),
        outcome="selesai",
        is_return=is_return,
        result=model.model_validate(result or {}),
        documents=list(documents),
        now=now,
        to=to,
    )


def _step(kind: str) -> Step:
    outcome = Outcome(label="Selesai", to=(Transition(to="selesai"),))
    by = Provenance(basis="added")
    return Step(
        key=kind, title=kind, text=kind, kind=kind, roles=("inspektur",), outcomes={"selesai": outcome}, provenance=by
    )
