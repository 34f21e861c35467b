"""Starts the stack's processes, watches them and stops them.

A process that ends by itself is started again, later each time it happens soon again. Everything is stopped in the
reverse order of its start. Should this program be killed, the guard (see `guard.py`) stops them in its place.
"""

import signal
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from deploy.local.child import Child, Program
from deploy.local.guard import Guard
from deploy.local.problem import CannotStart
from deploy.local.state import CHECKOUT, State

_GRACE = 20.0  # seconds between asking a process to stop and ending it by force
_STABLE = 60.0  # a process that lived so long has not failed "again" when it ends
_LONGEST_DELAY = 30.0
_LOOK_EVERY = 0.1


class Stopped(Exception):
    """Somebody asked to stop while something was starting."""


class Supervisor:
    """All processes of one stack. `say` is told in a sentence what happens to them."""

    def __init__(self, state: State, say: Callable[[str], None]) -> None:
        self.stop_asked = threading.Event()
        self._state, self._say = state, say
        self._children: dict[str, Child] = {}
        self._changing = threading.RLock()
        self._wave_of: dict[str, int] = {}
        self._closed = threading.Event()
        self._guard = Guard(CHECKOUT, state.lock_fd)
        self._watcher = threading.Thread(target=self._watch, name="watcher", daemon=True)
        self._watcher.start()

    def start(self, programs: Iterable[Program]) -> None:
        """Start these side by side; returns once all are ready. CannotStart when one is not."""
        self.await_started(self.launch(programs))

    def launch(self, programs: Iterable[Program]) -> list[str]:
        """Start these side by side without waiting; returns their names, for `await_started`."""
        children = [Child(program, self._log(program.name)) for program in programs]
        self._launch(children)
        return [child.program.name for child in children]

    def await_started(self, names: Iterable[str]) -> None:
        """Wait until all of these are ready. CannotStart when one is not."""
        for name in names:
            child = self._children[name]
            self._await(child)
            child.was_ready = True

    def run(self, name: str, command: tuple[str, ...], environment: Mapping[str, str]) -> None:
        """Run a command to its end. CannotStart when it fails."""
        child = Child(Program(name, command, environment), self._log(name))
        child.is_wanted = False
        self._launch([child])
        while child.runs:
            self._pause()
        self._forget([child])
        if child.exit_code:
            raise CannotStart(_report(child, f"{name} failed (exit code {child.exit_code})"))

    def await_ready(self, name: str, patience: float = 60.0) -> None:
        """Wait until a process serves, through a restart if need be. CannotStart when it takes too long."""
        until = time.monotonic() + patience
        while not self._children[name].serves:
            if time.monotonic() > until:
                raise CannotStart(_report(self._children[name], f"{name} was not ready within {patience:.0f} s"))
            self._pause()

    def kill(self, name: str) -> None:
        """End a process by force, as a crash would. It is started again like any crashed one."""
        child = self._children[name]
        child.signal(signal.SIGKILL)
        while child.runs:
            time.sleep(0.01)

    def stop(self, *names: str) -> None:
        """Stop these and leave them stopped; those last started first, those started together together."""
        children = [child for name, child in self._children.items() if not names or name in names]
        for wave in sorted({child.wave for child in children}, reverse=True):
            self._stop([child for child in children if child.wave == wave])

    def close(self) -> None:
        """Stop everything and the guard."""
        self.stop()
        self._closed.set()
        self._watcher.join()
        self._guard.close()

    def _launch(self, children: list[Child]) -> None:
        with self._changing:
            wave = len(self._wave_of)
            for child in children:
                child.wave = self._wave_of.setdefault(child.program.name, wave)  # a restarted one keeps its place
                self._children[child.program.name] = child
                self._spawn(child)

    def _stop(self, children: list[Child]) -> None:
        with self._changing:
            for child in children:
                child.is_wanted = False
                if child.runs:
                    child.signal(child.program.stop_signal)
        until = time.monotonic() + _GRACE
        for child in children:
            child.wait(until)
        self._forget(children)

    def _await(self, child: Child) -> None:
        name, until = child.program.name, time.monotonic() + child.program.patience
        while not child.serves:
            if not child.runs:
                raise CannotStart(_report(child, f"{name} ended while starting (exit code {child.exit_code})"))
            if time.monotonic() > until:
                raise CannotStart(_report(child, f"{name} was not ready within {child.program.patience:.0f} s"))
            self._pause()

    def _pause(self) -> None:
        if self.stop_asked.wait(_LOOK_EVERY):
            raise Stopped

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_EVERY):
            with self._changing:
                for child in tuple(self._children.values()):  # others are being added
                    if child.is_wanted and child.was_ready and not child.runs:
                        self._revive(child)

    def _revive(self, child: Child) -> None:
        now = time.monotonic()
        if child.restart_at is None:
            child.failures = 0 if child.lived() > _STABLE else child.failures + 1
            delay = min(0.5 * 2**child.failures, _LONGEST_DELAY)
            child.restart_at = now + delay
            self._say(f"{child.program.name} ended (exit code {child.exit_code}), starting it again in {delay:g} s")
        elif now >= child.restart_at:
            child.signal(signal.SIGKILL)  # what it has left behind may still hold its port
            self._guard.forget(child.group)
            try:
                self._spawn(child)
            except CannotStart as problem:
                self._say(str(problem))
                child.restart_at = now + _LONGEST_DELAY

    def _spawn(self, child: Child) -> None:
        try:
            group = child.spawn()
        except OSError as reason:
            raise CannotStart(f"{child.program.name} cannot be started: {reason}.") from reason
        self._guard.watch(group, child.program.stop_signal)

    def _forget(self, children: list[Child]) -> None:
        for child in children:
            self._guard.forget(child.group)
            self._children.pop(child.program.name, None)

    def _log(self, name: str) -> Path:
        return self._state.make("logs") / f"{name}.log"


def _report(child: Child, what: str) -> str:
    return f"{what}. The end of {child.log}:\n{child.last_words()}"
