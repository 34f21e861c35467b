"""The golden files: what other systems and running queues rely on. `python -m tests.contract.golden` rewrites them.

`events.json` is the JSON Schema of every event, sorted, and `outward.json` that of the data of every outward event.
`queues.txt` lists every queue with its bindings and arguments. A change of one is a change of what is on the wire:
rewrite the file, read the difference, and say in the commit what becomes of messages and subscribers that know the old
form. A change of events that is more than an addition is not written unless `--breaking` is given.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.services import classes
from services.common.contracts import events
from services.common.contracts.outward import catalogue
from services.common.runtime.entrypoints import queues_of
from services.common.runtime.topology import RETRY_DELAYS, parking, retry_queue

_HERE = Path(__file__).parent
EVENTS = _HERE / "events.json"
OUTWARD = _HERE / "outward.json"
QUEUES = _HERE / "queues.txt"
COMMAND = "python -m tests.contract.golden"

Schemas = dict[str, Any]


def event_schemas() -> Schemas:
    """For each event its sources and its JSON Schema."""
    return {
        name: {"sources": sorted(event.sources), "schema": event.model_json_schema()}
        for name, event in events.ALL.items()
    }


def outward_schemas() -> Schemas:
    """For each outward event the JSON Schema of its data."""
    return {name: {"sources": [], "schema": one.data.model_json_schema()} for name, one in catalogue.OUTWARD.items()}


def text_of(schemas: Schemas) -> str:
    """`events.json` or `outward.json` as it should be."""
    return json.dumps(schemas, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def queues_text() -> str:
    """`queues.txt` as it should be: a queue to a line, its bindings and arguments indented below it."""
    ours = [queue for service in classes() for queue in queues_of(service)]
    places = [parking(queue.name) for queue in ours]
    waiting = [retry_queue(delay) for delay in RETRY_DELAYS]
    return "\n".join(line for queue in (*ours, *places, *waiting) for line in _described(queue)) + "\n"


def _described(queue: Any) -> list[str]:
    single = [f"  {queue.exchange.name} {queue.routing_key}"] if queue.exchange and queue.exchange.name else []
    several = sorted(f"  {bound.exchange.name} {bound.routing_key}" for bound in queue.bindings)
    arguments = " ".join(f"{name}={value}" for name, value in sorted(queue.queue_arguments.items()))
    return [queue.name if queue.durable else f"{queue.name} (not durable)", *single, *several, f"  ({arguments})"]


def breaking_changes(old: Schemas, new: Schemas) -> list[str]:
    """What a consumer or a queued message that knows `old` would stumble over. Additions are not among it."""
    gone = [f"{name}: the event is gone" for name in sorted(set(old) - set(new))]
    return [*gone, *(fault for name in sorted(set(old) & set(new)) for fault in _broken(name, old[name], new[name]))]


def _broken(name: str, old: Schemas, new: Schemas) -> Iterator[str]:
    for source in sorted(set(old["sources"]) - set(new["sources"])):
        yield f"{name}: {source} no longer announces it"
    before, after = fields(old["schema"]), fields(new["schema"])
    for path in sorted(set(before) | set(after)):
        was, now = before.get(path), after.get(path)
        if now is None:
            yield f"{name}.{path}: is gone"
        elif was is None and now.is_demanded and _is_new_alone(path, before):
            yield f"{name}.{path}: is demanded, and messages on their way lack it"
        elif was is not None and was.shape != now.shape:
            yield f"{name}.{path}: has another form"
        elif was is not None and was.is_demanded != now.is_demanded:
            yield f"{name}.{path}: is demanded" if now.is_demanded else f"{name}.{path}: may be missing"


def _is_new_alone(path: str, before: dict[str, "WireField"]) -> bool:
    """Whether the field is new in an object that was there before; a new object brings its own demands."""
    parent = path.rpartition(".")[0]
    return not parent or parent in before


@dataclass(frozen=True)
class WireField:
    """What a consumer relies on in a field of an event."""

    shape: Schemas
    is_demanded: bool


def fields(schema: Schemas) -> dict[str, WireField]:
    """The fields of an event by their path; those of an object inside it as `task.step`."""
    return dict(_fields(schema, schema.get("$defs", {}), ""))


def _fields(schema: Schemas, definitions: Schemas, above: str) -> Iterator[tuple[str, WireField]]:
    for name, given in schema["properties"].items():
        shape = {key: value for key, value in given.items() if key not in {"title", "description", "default"}}
        yield f"{above}{name}", WireField(shape, name in schema.get("required", ()))
        if inside := reference(given):
            yield from _fields(definitions[inside.rsplit("/", maxsplit=1)[-1]], definitions, f"{above}{name}.")


def reference(given: Schemas) -> str | None:
    """The object a field holds, alone, or in a list, or where it may be missing."""
    shapes = (given, given.get("items", {}), *given.get("anyOf", ()))
    return next((shape["$ref"] for shape in shapes if "$ref" in shape), None)


def main(*options: str) -> int:
    """Rewrite the files; 1 when the change would break consumers and that was not asked for."""
    wanted = {EVENTS: event_schemas(), OUTWARD: outward_schemas()}
    broken = [
        fault
        for file, schemas in wanted.items()
        if file.exists()
        for fault in breaking_changes(json.loads(file.read_text(encoding="utf-8")), schemas)
    ]
    if broken and "--breaking" not in options:
        sys.stderr.write("\n".join((*broken, "Not written. If this is meant, give --breaking.")) + "\n")
        return 1
    for file, schemas in wanted.items():
        file.write_text(text_of(schemas), encoding="utf-8")
    QUEUES.write_text(queues_text(), encoding="utf-8")
    sys.stdout.write(
        f"{EVENTS.name}, {OUTWARD.name} and {QUEUES.name} are written; read the difference before you commit it\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
