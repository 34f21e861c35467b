"""Whether the register has heard yet of what the reporter just did; until then the page does not show the old state."""

from datetime import datetime

from flask import request

from gateway.api.shapes import ReporterView
from gateway.pages import typed
from services.common.steps import AWAITS_REPORTER


def is_behind(view: ReporterView) -> bool:
    """After an answer or an objection. The address says which: the task that was ended, or when it was objected."""
    what = request.args.get("baru", "")
    if what == "lengkap":
        return _is_answered(view, request.args.get("selesai", ""))
    return what == "keberatan" and _is_objected(view, typed.number(request.args.get("sejak", "")))


def _is_answered(view: ReporterView, task_id: str) -> bool:
    if view.waits_for_reporter is None:
        return view.kind == AWAITS_REPORTER  # the step has ended, and the next is not open yet
    return str(view.waits_for_reporter.task_id) == task_id


def _is_objected(view: ReporterView, raised: int | None) -> bool:
    """Closed as it was; after the objection itself was decided, steps have ended since."""
    if view.state != "closed" or raised is None:
        return False
    return not any(milliseconds(step.ended_at) > raised for step in view.passed)


def milliseconds(at: datetime) -> int:
    """An instant as the address has it: a step may have ended in the second of the objection."""
    return int(at.timestamp() * 1000)
