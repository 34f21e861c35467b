"""What was asked of a simulation, held against the SOP before the first step is taken."""

from collections.abc import Iterable

from services.common.contracts.procedures import Simulate
from services.common.errors import Invalid
from services.common.sop.model import Sop


def first_facts(sop: Sop, request: Simulate) -> dict[str, str]:
    """The channel and mode of the complaint: those asked for, else the SOP's first channel and that channel's first
    mode. Raises Invalid with everything the SOP does not know."""
    faults = {**_channel(sop, request), **_choices(sop, request), **_ends(sop, request)}
    if faults:
        raise Invalid(faults)
    channel = request.channel or next(iter(sop.channels))
    return {"channel": channel, "mode": request.mode or sop.channels[channel].modes[0]}


def _channel(sop: Sop, request: Simulate) -> dict[str, str]:
    channel = request.channel or next(iter(sop.channels))
    if channel not in sop.channels:
        return {"channel": _instead("channel", channel, sop.channels)}
    modes = sop.channels[channel].modes
    if request.mode is not None and request.mode not in modes:
        return {"mode": _instead(f"mode of '{channel}'", request.mode, modes)}
    return {}


def _choices(sop: Sop, request: Simulate) -> dict[str, str]:
    faults = {}
    for key, outcome in request.choices.items():
        step = sop.step(key)
        if step is None:
            faults[f"choices.{key}"] = _no_step(sop, key)
        elif outcome not in step.outcomes:
            faults[f"choices.{key}"] = _instead(f"outcome of '{key}'", outcome, step.outcomes)
    return faults


def _ends(sop: Sop, request: Simulate) -> dict[str, str]:
    return {f"ends_at.{key}": _no_step(sop, key) for key in request.ends_at if sop.step(key) is None}


def _no_step(sop: Sop, key: str) -> str:
    return _instead("step", key, [step.key for step in sop.steps])


def _instead(what: str, word: str, possible: Iterable[str]) -> str:
    return f"'{word}' is no {what} in this SOP. Possible are: {', '.join(possible)}."
