"""Advancing complaints of a sandbox by call, so that everything other systems are told can be seen at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from flask import Response

from gateway.api.complaints import named
from gateway.api.sandbox_shapes import (
    Advance,
    Advanced,
    SandboxOutcome,
    SandboxOutcomes,
    SandboxStep,
    SandboxTask,
)
from gateway.problems import Busy
from gateway.sandbox.advancing import Advancing, Ended
from gateway.sandbox.entry import enter
from gateway.table import answer
from services.common.contracts.caller import Caller
from services.common.contracts.register import Standing

SECONDS: Final = 20.0
"""After so long a call answers with what it has done."""

_AT_ONCE: Final = threading.BoundedSemaphore(2)
"""Of all the threads of a process: who tries things out keeps no citizen waiting."""


def advance(caller: Caller, reference: str, body: Advance) -> Response:
    """Advance a complaint

    Only in a sandbox, and otherwise not there (404). Ends the open step as whoever the SOP lets, with a made-up result,
    files and signatures as the step demands. Without an `outcome` it ends as usual, leading on; with `{"to": "closed"}`
    step after step. 202: there was no time for all of it; call again. A complaint that is closed stays as it is.
    """
    advancing = Advancing(enter(caller), named(reference))
    with _place():
        happened = _happened(advancing, body)
        standing = advancing.settled(happened[-1].task.version if happened else 0)
    told = Advanced(
        reference=standing.entry.reference,
        happened=tuple(map(_step, happened)),
        open=tuple(SandboxTask.model_validate(task.model_dump(include=_SHOWN)) for task in standing.tasks),
        end=standing.entry.end,
    )
    return answer(told, 202 if body.to and told.end is None else 200)


def outcomes(caller: Caller, reference: str) -> SandboxOutcomes:
    """How the open step can end

    Only in a sandbox. `is_usual` marks what is taken when no outcome is named.
    """
    advancing = Advancing(enter(caller), named(reference))
    standing = advancing.standing()
    task = standing.tasks[0] if standing.tasks else None
    return SandboxOutcomes(
        reference=standing.entry.reference,
        step=task.step if task else None,
        title=task.title if task else None,
        kind=task.kind if task else None,
        outcomes=tuple(_outcomes(advancing, standing)) if task else (),
        end=standing.entry.end,
    )


_SHOWN: Final = set(SandboxTask.model_fields)


def _happened(advancing: Advancing, body: Advance) -> list[Ended]:
    if body.to:
        return list(advancing.go_on(SECONDS))
    standing = advancing.standing()
    return [advancing.end_step(standing, body.outcome)] if standing.tasks else []


def _step(ended: Ended) -> SandboxStep:
    task, done = ended.task, ended.done
    return SandboxStep(
        step=task.step, title=task.title, kind=task.kind, outcome=done.outcome, by=ended.by, number=done.number
    )


def _outcomes(advancing: Advancing, standing: Standing) -> Iterator[SandboxOutcome]:
    step, usual = advancing.usual(standing)
    for name, one in step.outcomes.items():
        yield SandboxOutcome(outcome=name, label=one.label, is_return=one.is_return, is_usual=name == usual)


@contextmanager
def _place() -> Iterator[None]:
    if not _AT_ONCE.acquire(blocking=False):
        raise Busy
    try:
        yield
    finally:
        _AT_ONCE.release()
